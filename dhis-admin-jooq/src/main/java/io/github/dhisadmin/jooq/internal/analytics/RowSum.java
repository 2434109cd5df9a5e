package io.github.dhisadmin.jooq.internal.analytics;

import java.math.BigDecimal;

/**
 * What rows come to, in whatever order.
 *
 * @param rows how many there are
 * @param hashes the sum of their hashes
 */
record RowSum(long rows, BigDecimal hashes) {

  /** What they come to once some are exchanged. */
  RowSum exchange(RowSum removed, RowSum inserted) {
    return new RowSum(
        rows - removed.rows + inserted.rows, hashes.subtract(removed.hashes).add(inserted.hashes));
  }

  /** Both, as a fingerprint begins. */
  String text() {
    return rows + " " + hashes.toPlainString();
  }
}
