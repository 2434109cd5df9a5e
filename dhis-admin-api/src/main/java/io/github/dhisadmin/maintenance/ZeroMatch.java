package io.github.dhisadmin.maintenance;

/** Which values count as zero. */
public enum ZeroMatch {
  /** The text {@code 0} and no other, as in DHIS2. */
  EXACT,
  /** Every way to write zero in elements of a numeric type, such as {@code 0.0} and {@code -0}. */
  NUMERIC
}
