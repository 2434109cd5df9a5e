package io.github.dhisadmin.jooq.internal.analytics;

import java.math.BigDecimal;

/**
 * What rows come to, in whatever order.
 *
 * @param rows how many there are
 * @param hashes the sum of their hashes
 */
record RowSum(long rows, BigDecimal hashes) {

  /** Both, as a fingerprint begins. */
  String text() {
    return rows + " " + hashes.toPlainString();
  }
}
