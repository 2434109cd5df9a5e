package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts values and sums up digests of them; for one thread. */
final class ValueTotals {
  private final Sha256 digest = new Sha256();
  private long values;
  private long checksum;

  /** Of values. */
  static TransferTotals of(Collection<MigratedValue> values) {
    ValueTotals totals = new ValueTotals();
    values.forEach(each -> totals.add(each.point(), each.valueOrNull()));
    return totals.total();
  }

  /** Counts one. */
  void add(Point point, @Nullable String contentOrNull) {
    digest.with(point.key(), canonical(Objects.requireNonNullElse(contentOrNull, "")));
    values++;
    checksum += ByteBuffer.wrap(digest.bytes()).getLong();
  }

  TransferTotals total() {
    return new TransferTotals(values, checksum);
  }

  /** Numbers are alike however they are written. */
  private static String canonical(String content) {
    return Tolerance.isNumber(content)
        ? new BigDecimal(content).stripTrailingZeros().toString()
        : content;
  }
}
