package io.github.dhisadmin.jooq.internal.analytics;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A part of an analytics table that is built, and swapped in, as a table of its own.
 *
 * @param yearOrNull the year whose rows it holds; null if the table has no partitions
 * @param sourceRows number of source rows that may become rows of it, which orders the work
 * @param firstEndOrNull the first day on which a period of its rows can end; null if nobody knows
 */
record Partition(
    @Nullable Integer yearOrNull, long sourceRows, @Nullable LocalDate firstEndOrNull) {

  static Partition ofYear(int year, long sourceRows) {
    return new Partition(year, sourceRows, null);
  }

  Partition endingFrom(LocalDate firstEnd) {
    return new Partition(yearOrNull, sourceRows, firstEnd);
  }

  static Partition whole(long sourceRows) {
    return new Partition(null, sourceRows, null);
  }

  OptionalInt year() {
    return yearOrNull == null ? OptionalInt.empty() : OptionalInt.of(yearOrNull);
  }

  /** The name under which the partition of a table serves. */
  String nameIn(String table) {
    return yearOrNull == null ? table : table + "_" + yearOrNull;
  }

  /** The year's rows have periods that begin before this day. */
  static LocalDate endOf(int year) {
    return LocalDate.of(year + 1, 1, 1);
  }
}
