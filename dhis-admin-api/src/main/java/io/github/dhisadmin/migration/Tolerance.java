package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.math.BigDecimal;

/**
 * By how much numbers may differ and still count as alike; texts have to be equal. Immutable.
 *
 * @param absolute a difference up to this is none
 * @param relative a difference up to this part of the source's number is none, as in 0.01
 */
public record Tolerance(BigDecimal absolute, BigDecimal relative) {
  /** Numbers have to be equal, however they are written. */
  public static final Tolerance NONE = new Tolerance(BigDecimal.ZERO, BigDecimal.ZERO);

  private static final String NUMBER = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?";

  /** Refuses negative numbers. */
  public Tolerance {
    if (absolute.signum() < 0 || relative.signum() < 0) {
      throw new InvalidRequestException("What is tolerated cannot be negative.");
    }
  }

  /** Whether a value is a number; what DHIS2 stores as one is. */
  public static boolean isNumber(String value) {
    return value.matches(NUMBER);
  }

  /** Whether two values count as alike. */
  public boolean accepts(String source, String destination) {
    if (source.equals(destination)) {
      return true;
    }
    if (!isNumber(source) || !isNumber(destination)) {
      return false;
    }
    BigDecimal expected = new BigDecimal(source);
    BigDecimal difference = expected.subtract(new BigDecimal(destination)).abs();
    return difference.compareTo(absolute) <= 0
        || difference.compareTo(expected.abs().multiply(relative)) <= 0;
  }
}
