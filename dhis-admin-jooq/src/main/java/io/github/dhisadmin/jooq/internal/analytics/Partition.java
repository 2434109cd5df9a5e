package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.TableStates;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A part of an analytics table that is built, and swapped in, as a table of its own.
 *
 * @param yearOrNull the year whose rows it holds; null if the table has no partitions
 * @param sourceRows number of source rows that may become rows of it, which orders the work
 * @param firstEndOrNull the first day on which a period of its rows can end; null if nobody knows
 * @param changedSinceOrNull since when its source rows have changed; null if all belong to it
 * @param writtenFromOrNull from which transaction on they were written; null if all belong to it
 */
record Partition(
    @Nullable Integer yearOrNull,
    long sourceRows,
    @Nullable LocalDate firstEndOrNull,
    @Nullable LocalDateTime changedSinceOrNull,
    @Nullable Long writtenFromOrNull) {

  static Partition ofYear(int year, long sourceRows) {
    return new Partition(year, sourceRows, null, null, null);
  }

  Partition endingFrom(LocalDate firstEnd) {
    return new Partition(yearOrNull, sourceRows, firstEnd, changedSinceOrNull, writtenFromOrNull);
  }

  static Partition whole(long sourceRows) {
    return new Partition(null, sourceRows, null, null, null);
  }

  /** What of it has changed. */
  Partition changedSince(LocalDateTime moment) {
    return new Partition(yearOrNull, sourceRows, firstEndOrNull, moment, writtenFromOrNull);
  }

  /** What of it was written by this transaction or a later one. */
  Partition writtenFrom(long transaction) {
    return new Partition(yearOrNull, sourceRows, firstEndOrNull, changedSinceOrNull, transaction);
  }

  /** Whether a row of a source table, under this name, belongs to it. */
  Condition holdsWritten(String table) {
    return writtenFromOrNull == null
        ? DSL.noCondition()
        : TableStates.writtenFrom(table, writtenFromOrNull);
  }

  /** Whether a source row that was last changed at this moment belongs to it. */
  Condition holds(Field<LocalDateTime> lastChanged) {
    return changedSinceOrNull == null
        ? DSL.noCondition()
        : lastChanged.ge(DSL.inline(changedSinceOrNull));
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
