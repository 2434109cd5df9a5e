package io.github.dhisadmin.run;

import io.github.dhisadmin.error.InvalidRequestException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write it, in PostgreSQL's units: each is 1024 of the one before.
 *
 * @param bytes how many
 */
public record ByteSize(long bytes) {
  private static final int UNIT = 1024;
  private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB");
  private static final Pattern WRITTEN =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?(bytes|b|kb|mb|gb|tb)?");

  /**
   * Reads a size such as {@code 20GB}, {@code 1.5 TB} or {@code 1048576}.
   *
   * @throws InvalidRequestException if it is none
   */
  public static ByteSize parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw refused(text);
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2);
    int power = "bkmgt".indexOf(unit.charAt(0));
    try {
      return new ByteSize(
          new BigDecimal(matcher.group(1))
              .multiply(BigDecimal.valueOf(UNIT).pow(power))
              .toBigInteger()
              .longValueExact());
    } catch (ArithmeticException e) {
      throw refused(text);
    }
  }

  private static InvalidRequestException refused(String text) {
    return new InvalidRequestException("'" + text + "' is no size, such as 20GB or 512MB.");
  }

  /** In the largest unit of which there is at least one, such as {@code 1.5 GB}. */
  @Override
  public String toString() {
    double value = bytes;
    int unit = 0;
    while (value >= UNIT && unit < UNITS.size() - 1) {
      value /= UNIT;
      unit++;
    }
    return unit == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
  }
}
