package io.github.dhisadmin.jooq.internal.statistics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.statistics.ActivityCount;
import io.github.dhisadmin.statistics.StatisticsWindow;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Changes by window. All windows end now, so one pass over the longest of them counts them all. To
 * count all changes and subtract those that were deletions takes no more than indexes; which of the
 * rows is deleted, only each row says.
 */
final class ActivityCounts {
  private static final Condition DELETED = field(name("deleted"), SQLDataType.BOOLEAN).isTrue();
  private static final Field<LocalDateTime> LAST_UPDATED =
      field(name("lastupdated"), SQLDataType.LOCALDATETIME);

  private final DSLContext ctx;
  private final Dhis2Schema schema;
  private final LocalDateTime now;

  ActivityCounts(DSLContext ctx, Dhis2Schema schema, LocalDateTime now) {
    this.ctx = ctx;
    this.schema = schema;
    this.now = now;
  }

  Map<StatisticsWindow, ActivityCount> read(Map<StatisticsWindow, Long> activeUsers) {
    Map<StatisticsWindow, Long> values = changes(DATAVALUE);
    Map<StatisticsWindow, Long> events = new EnumMap<>(StatisticsWindow.class);
    for (EventTable eventTable : schema.eventTables()) {
      changes(table(name(eventTable.name())))
          .forEach((window, changes) -> events.merge(window, changes, Long::sum));
    }
    Map<StatisticsWindow, ActivityCount> activity = new EnumMap<>(StatisticsWindow.class);
    for (StatisticsWindow window : StatisticsWindow.values()) {
      activity.put(
          window,
          new ActivityCount(
              activeUsers.getOrDefault(window, 0L),
              values.getOrDefault(window, 0L),
              events.getOrDefault(window, 0L)));
    }
    return activity;
  }

  private Map<StatisticsWindow, Long> changes(Table<?> table) {
    Map<StatisticsWindow, Long> all = rows(table, noCondition());
    Map<StatisticsWindow, Long> deleted = rows(table, DELETED);
    all.replaceAll((window, count) -> count - deleted.getOrDefault(window, 0L));
    return all;
  }

  private Map<StatisticsWindow, Long> rows(Table<?> table, Condition condition) {
    Map<StatisticsWindow, Field<Long>> counts = new EnumMap<>(StatisticsWindow.class);
    for (StatisticsWindow window : StatisticsWindow.values()) {
      Condition within = LAST_UPDATED.ge(window.start(now));
      counts.put(window, count().filterWhere(within).coerce(SQLDataType.BIGINT));
    }
    Record row =
        ctx.select(counts.values())
            .from(table)
            .where(LAST_UPDATED.ge(StatisticsWindow.LAST_30_DAYS.start(now)))
            .and(condition)
            .fetchSingle();
    Map<StatisticsWindow, Long> found = new EnumMap<>(StatisticsWindow.class);
    counts.forEach((window, count) -> found.put(window, row.get(count)));
    return found;
  }
}
