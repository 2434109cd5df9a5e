package io.github.dhisadmin.migration;

import java.util.HexFormat;

/**
 * How many values went over a wire, and what tells them from others. Totals of the same values are
 * equal in whatever order and in whatever parts they came, so that those of both sides can be held
 * against each other.
 *
 * @param values how many
 * @param checksum the sum of a digest of each value; comments and follow-up marks do not count
 */
public record TransferTotals(long values, long checksum) {
  /** No values. */
  public static final TransferTotals NONE = new TransferTotals(0, 0);

  /** These and others. */
  public TransferTotals plus(TransferTotals other) {
    return new TransferTotals(values + other.values, checksum + other.checksum);
  }

  /** The checksum in 16 hexadecimal digits. */
  public String checksumText() {
    return HexFormat.of().toHexDigits(checksum);
  }
}
