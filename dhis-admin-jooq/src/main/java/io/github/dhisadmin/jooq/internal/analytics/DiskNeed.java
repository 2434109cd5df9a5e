package io.github.dhisadmin.jooq.internal.analytics;

import java.util.Comparator;
import java.util.List;

/** How much disk a run needs at its peak, beside what is used before it. */
final class DiskNeed {
  /** Bytes that a row takes while the values of a partition are put in their order. */
  private static final long SORTED_ROW = 100;

  /** Bytes that a row takes while an index is built. */
  private static final long INDEXED_ROW = 40;

  /**
   * What is there twice until it is swapped in.
   *
   * @param builtBytes bytes of what is built
   * @param replacedBytes bytes of what it replaces, which are free once it serves
   */
  record Swap(long builtBytes, long replacedBytes) {}

  private DiskNeed() {}

  /** Bytes if everything is built before the first swap. */
  static long atOnce(List<Swap> swaps) {
    return swaps.stream().mapToLong(Swap::builtBytes).sum();
  }

  /** Bytes if each is built and swapped in before the next one is begun. */
  static long inTurn(List<Swap> swaps) {
    long used = 0;
    long peak = 0;
    for (Swap swap : swaps) {
      used += swap.builtBytes();
      peak = Math.max(peak, used);
      used -= swap.replacedBytes();
    }
    return peak;
  }

  /** Bytes of temporary files if as many partitions as there are sessions are filled at a time. */
  static long sortingAtOnce(List<Long> rows, int sessions) {
    return SORTED_ROW
        * rows.stream()
            .sorted(Comparator.reverseOrder())
            .limit(sessions)
            .mapToLong(Long::longValue)
            .sum();
  }

  /** Bytes of temporary files if one partition is filled, and then its indexes are, at a time. */
  static long sortingInTurn(List<Long> rows, int sessions) {
    long most = rows.stream().mapToLong(Long::longValue).max().orElse(0);
    return most * Math.max(SORTED_ROW, INDEXED_ROW * sessions);
  }
}
