package io.github.dhisadmin.jooq.internal.analytics;

import static org.jooq.impl.DSL.inline;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.OrderField;

/**
 * The order in which rows are stored, by their places in dimensions. Places are combined into one
 * number where they fit, which sorts several times faster than as many columns.
 *
 * @param dimensions those that decide first about the order first
 */
record StorageOrder(List<Dimension> dimensions) {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /**
   * A work table.
   *
   * @param alias its alias in the query to order
   * @param size number of its rows, and so the greatest place in it
   */
  record Dimension(String alias, long size) {
    private BigInteger places() {
      return BigInteger.valueOf(size + 1);
    }
  }

  /** What to order by: one number, or as few as hold all places without overflow. */
  List<OrderField<?>> keys() {
    List<OrderField<?>> keys = new ArrayList<>();
    int first = 0;
    while (first < dimensions.size()) {
      BigInteger span = dimensions.get(first).places();
      Field<Long> key = WorkTable.place(dimensions.get(first).alias());
      int next = first + 1;
      while (next < dimensions.size()
          && span.multiply(dimensions.get(next).places()).compareTo(MOST) < 0) {
        Dimension dimension = dimensions.get(next);
        span = span.multiply(dimension.places());
        key = key.mul(inline(dimension.size() + 1)).plus(WorkTable.place(dimension.alias()));
        next++;
      }
      keys.add(key);
      first = next;
    }
    return keys;
  }
}
