package io.github.dhisadmin.minmax;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.OptionalDouble;

/**
 * Asks for bounds to be computed.
 *
 * @param scope for what
 * @param manual what becomes of bounds that a person entered
 * @param factorOrNaN how many standard deviations the bounds lie from the mean; not a number for
 *     DHIS2's setting
 */
public record MinMaxGeneration(MinMaxScope scope, ManualValues manual, double factorOrNaN) {

  /** Refuses factors that give no bounds. */
  public MinMaxGeneration {
    if (factorOrNaN <= 0 || Double.isInfinite(factorOrNaN)) {
      throw new InvalidRequestException(
          "The factor must be a number above 0, but is " + factorOrNaN + ".");
    }
  }

  /** Bounds by the factor that DHIS2 is set to; those that a person entered stay. */
  public static MinMaxGeneration of(MinMaxScope scope) {
    return new MinMaxGeneration(scope, ManualValues.KEEP, Double.NaN);
  }

  /** The same with another factor. */
  public MinMaxGeneration factor(double factor) {
    if (Double.isNaN(factor)) {
      throw new InvalidRequestException("The factor must be a number above 0.");
    }
    return new MinMaxGeneration(scope, manual, factor);
  }

  /** The same, treating bounds that a person entered like generated ones. */
  public MinMaxGeneration replaceManual() {
    return new MinMaxGeneration(scope, ManualValues.REPLACE, factorOrNaN);
  }

  /** How many standard deviations the bounds lie from the mean; empty for DHIS2's setting. */
  public OptionalDouble factor() {
    return Double.isNaN(factorOrNaN) ? OptionalDouble.empty() : OptionalDouble.of(factorOrNaN);
  }
}
