package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A table of events with the stage, and where there is one the enrollment, of each: aliases {@code
 * ev}, {@code ps} and {@code en}. Only events of three statuses count, each on its date (2.42,
 * AbstractEventJdbcTableManager): when it took place, or is scheduled if it has not.
 */
final class EventSource {
  static final String EVENTS = "ev";
  static final String STAGES = "ps";
  static final String ENROLLMENTS = "en";

  private static final String SCHEDULED = "SCHEDULE";

  private final EventTable events;
  private final Dhis2Schema schema;

  EventSource(EventTable events, Dhis2Schema schema) {
    this.events = events;
    this.schema = schema;
  }

  boolean holds(TrackerProgram program) {
    return switch (events.programs()) {
      case ALL -> true;
      case WITH_REGISTRATION -> program.registration();
      case WITHOUT_REGISTRATION -> !program.registration();
    };
  }

  boolean hasEnrollments() {
    return events.enrollmentColumn().isPresent();
  }

  boolean hasScheduledDate() {
    return events.scheduledDateColumn().isPresent();
  }

  boolean hasGeometry() {
    return schema.hasGeometry(DSL.table(name(events.name())));
  }

  Table<Record> table(String alias) {
    return DSL.table(name(events.name())).as(alias);
  }

  /** A column of events by its name in 2.42. */
  <T> Field<T> event(TableField<?, T> column) {
    return schema.column(table(EVENTS), column);
  }

  /** A column of enrollments by its name in 2.42. */
  <T> Field<T> enrollment(TableField<?, T> column) {
    return schema.column(ENROLLMENT.as(ENROLLMENTS), column);
  }

  /** Events that may become rows, with their enrollments and stages. */
  Table<?> joined() {
    Table<?> withEnrollments =
        hasEnrollments()
            ? ENROLLMENT
                .as(ENROLLMENTS)
                .join(table(EVENTS))
                .on(event(EVENT.ENROLLMENTID).eq(enrollment(ENROLLMENT.ENROLLMENTID)))
            : table(EVENTS);
    return withEnrollments
        .join(PROGRAMSTAGE.as(STAGES))
        .on(stage(PROGRAMSTAGE.PROGRAMSTAGEID).eq(event(EVENT.PROGRAMSTAGEID)));
  }

  static <T> Field<T> stage(TableField<?, T> column) {
    return field(name(STAGES, column.getName()), column.getDataType());
  }

  /** Which program an event is of. */
  Field<Long> program() {
    return hasEnrollments() ? enrollment(ENROLLMENT.PROGRAMID) : stage(PROGRAMSTAGE.PROGRAMID);
  }

  /** What is not deleted, has one of the statuses and, by that, a date. */
  Condition counts() {
    return counts(Field::isNotNull);
  }

  /** What counts and is of a year; in words that indexes of dates understand. */
  Condition countsIn(int year) {
    LocalDateTime start = LocalDateTime.of(year, 1, 1, 0, 0);
    return counts(date -> date.ge(inline(start)).and(date.lt(inline(start.plusYears(1)))));
  }

  private Condition counts(Function<Field<LocalDateTime>, Condition> isDated) {
    Condition dated =
        event(EVENT.STATUS)
            .in(inline("COMPLETED"), inline("ACTIVE"))
            .and(isDated.apply(event(EVENT.OCCURREDDATE)));
    if (hasScheduledDate()) {
      dated = dated.or(scheduled().and(isDated.apply(event(EVENT.SCHEDULEDDATE))));
    }
    return dated
        .and(event(EVENT.DELETED).isFalse())
        .and(hasEnrollments() ? enrollment(ENROLLMENT.DELETED).isFalse() : noCondition());
  }

  private Condition scheduled() {
    return event(EVENT.STATUS).eq(inline(SCHEDULED));
  }

  /**
   * Of rows that serve, those whose {@link #date} is in a year or a later one.
   *
   * @param status the column with the status
   * @param scheduled the column with the date of what is scheduled
   * @param occurred the column with the date of everything else
   */
  static Condition servesFrom(int year, String status, String scheduled, String occurred) {
    Field<LocalDateTime> date =
        when(
                field(name(status), SQLDataType.VARCHAR).eq(inline(SCHEDULED)),
                field(name(scheduled), SQLDataType.LOCALDATETIME))
            .otherwise(field(name(occurred), SQLDataType.LOCALDATETIME));
    return date.ge(inline(LocalDateTime.of(year, 1, 1, 0, 0)));
  }

  /** The date that decides about the year and the periods of an event. */
  Field<LocalDateTime> date() {
    return hasScheduledDate()
        ? when(scheduled(), event(EVENT.SCHEDULEDDATE)).otherwise(event(EVENT.OCCURREDDATE))
        : event(EVENT.OCCURREDDATE);
  }

  /**
   * How many events count in which year, by a key.
   *
   * @param from {@link #joined} with what the key is of
   */
  <K> Map<K, SortedMap<Integer, Long>> perYear(DSLContext ctx, Table<?> from, Field<K> key) {
    Field<Integer> year = DSL.year(date());
    Map<K, SortedMap<Integer, Long>> counts = new HashMap<>();
    ctx.select(key, year, count())
        .from(from)
        .where(counts())
        .and(key.isNotNull())
        .groupBy(key, year)
        .forEach(
            row ->
                counts
                    .computeIfAbsent(row.value1(), id -> new TreeMap<>())
                    .put(row.value2(), row.value3().longValue()));
    return counts;
  }
}
