package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.admin.Tables.TABLE_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.TABLE_RUN_PART;
import static org.jooq.impl.DSL.sum;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.model.TableRunKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;

/** How long earlier runs took, which tells how long others will. */
final class EarlierRuns {
  private final Map<String, Pace> tables = new HashMap<>();
  private final Map<String, Pace> types = new HashMap<>();
  private final double wallPerWork;

  /** Work that was done for some rows. */
  private record Pace(long rows, long millis) {
    Pace and(Pace other) {
      return new Pace(rows + other.rows, millis + other.millis);
    }

    Duration of(long someRows) {
      return Duration.ofMillis(
          Math.round((double) millis * Math.max(1, someRows) / Math.max(1, rows)));
    }
  }

  /** Asks in the transaction of a context. */
  EarlierRuns(DSLContext ctx) {
    ctx.select(
            TABLE_RUN_PART.PART_TYPE,
            TABLE_RUN_PART.TABLE_NAME,
            TABLE_RUN_PART.ROW_COUNT,
            TABLE_RUN_PART.DURATION_MS)
        .distinctOn(TABLE_RUN_PART.TABLE_NAME)
        .from(TABLE_RUN_PART)
        .join(TABLE_RUN)
        .on(TABLE_RUN.RUN_ID.eq(TABLE_RUN_PART.RUN_ID))
        .where(built())
        .orderBy(TABLE_RUN_PART.TABLE_NAME, TABLE_RUN_PART.RUN_ID.desc())
        .fetch()
        .forEach(this::add);
    this.wallPerWork = wallPerWork(ctx);
  }

  private void add(Record part) {
    Pace pace = new Pace(part.get(TABLE_RUN_PART.ROW_COUNT), part.get(TABLE_RUN_PART.DURATION_MS));
    tables.put(part.get(TABLE_RUN_PART.TABLE_NAME), pace);
    types.merge(part.get(TABLE_RUN_PART.PART_TYPE), pace, Pace::and);
  }

  private static Condition built() {
    return TABLE_RUN
        .KIND
        .eq(TableRunKind.ANALYTICS_TABLES.name())
        .and(TABLE_RUN.FINISHED_AT.isNotNull())
        .and(TABLE_RUN_PART.ACTION.eq(PartitionAction.BUILT.name()));
  }

  /** Time on the wall per time of work, of the last run that built anything. */
  private static double wallPerWork(DSLContext ctx) {
    Record3<OffsetDateTime, @Nullable OffsetDateTime, BigDecimal> last =
        ctx.select(TABLE_RUN.STARTED_AT, TABLE_RUN.FINISHED_AT, sum(TABLE_RUN_PART.DURATION_MS))
            .from(TABLE_RUN)
            .join(TABLE_RUN_PART)
            .on(TABLE_RUN_PART.RUN_ID.eq(TABLE_RUN.RUN_ID))
            .where(built())
            .groupBy(TABLE_RUN.RUN_ID)
            .orderBy(TABLE_RUN.RUN_ID.desc())
            .limit(1)
            .fetchOne();
    if (last == null || last.value2() == null) {
      return 1;
    }
    return Duration.between(last.value1(), last.value2()).toMillis()
        / Math.max(1, last.value3().doubleValue());
  }

  /** Work time that a table of some rows takes; empty if none of its type was built before. */
  Optional<Duration> work(AnalyticsTableType type, String table, long rows) {
    return Optional.ofNullable(tables.get(table))
        .or(() -> Optional.ofNullable(types.get(type.name())))
        .map(pace -> pace.of(rows));
  }

  /** Time on the wall that a run takes whose work takes this long. */
  Duration wall(Duration work) {
    return Duration.ofMillis(Math.round(work.toMillis() * wallPerWork));
  }
}
