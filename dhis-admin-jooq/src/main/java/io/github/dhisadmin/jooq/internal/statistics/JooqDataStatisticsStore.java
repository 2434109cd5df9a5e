package io.github.dhisadmin.jooq.internal.statistics;

import static io.github.dhisadmin.jooq.internal.admin.Tables.STATISTICS_SNAPSHOT;
import static io.github.dhisadmin.jooq.internal.admin.Tables.STATISTICS_VALUE;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.row;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.DataStatisticsStore;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.StatisticsGroup;
import io.github.dhisadmin.statistics.StatisticsMeasure;
import io.github.dhisadmin.statistics.StatisticsTrend;
import io.github.dhisadmin.statistics.StatisticsTrend.Point;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Counts in one snapshot of the database; keeps a row per day and number. */
public final class JooqDataStatisticsStore implements DataStatisticsStore {
  /** Enough for a scan of the largest tables, and an end for one that got stuck. */
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private final Database database;
  private final Dhis2Schema schema;

  /** Counts in a database whose library schema is up to date. */
  public JooqDataStatisticsStore(Database database, Dhis2Schema schema) {
    this.database = database;
    this.schema = schema;
  }

  @Override
  public DataStatistics count(LocalDateTime now, Cancellation cancellation) {
    return database.read(
        cancellation,
        TIMEOUT,
        ctx -> {
          UserCounts users = UserCounts.read(ctx, now);
          ActivityCounts activity = new ActivityCounts(ctx, schema, now);
          return new DataStatistics(
              now,
              new ObjectCounts(ctx, schema).read(),
              activity.read(users.active()),
              users.invitations(),
              DiskUse.read(ctx, schema.schemaName()));
        });
  }

  @Override
  public void save(LocalDate day, DataStatistics statistics) {
    database.transaction(
        ctx -> {
          long id = snapshot(ctx, day);
          ctx.deleteFrom(STATISTICS_VALUE).where(STATISTICS_VALUE.SNAPSHOT_ID.eq(id)).execute();
          var rows =
              statistics.measures().entrySet().stream()
                  .map(
                      measured ->
                          row(
                              id,
                              measured.getKey().group().name(),
                              measured.getKey().name(),
                              measured.getValue()))
                  .toList();
          return ctx.insertInto(
                  STATISTICS_VALUE,
                  STATISTICS_VALUE.SNAPSHOT_ID,
                  STATISTICS_VALUE.MEASURE_GROUP,
                  STATISTICS_VALUE.MEASURE_NAME,
                  STATISTICS_VALUE.MEASURED)
              .valuesOfRows(rows)
              .execute();
        });
  }

  /** The day's row, locked until the transaction ends, so that two snapshots do not mix. */
  private static long snapshot(DSLContext ctx, LocalDate day) {
    return ctx.insertInto(STATISTICS_SNAPSHOT)
        .set(STATISTICS_SNAPSHOT.SNAPSHOT_DATE, day)
        .set(STATISTICS_SNAPSHOT.TAKEN_AT, currentOffsetDateTime())
        .onConflict(STATISTICS_SNAPSHOT.SNAPSHOT_DATE)
        .doUpdate()
        .set(STATISTICS_SNAPSHOT.TAKEN_AT, currentOffsetDateTime())
        .returning(STATISTICS_SNAPSHOT.SNAPSHOT_ID)
        .fetchSingle(STATISTICS_SNAPSHOT.SNAPSHOT_ID);
  }

  @Override
  public List<StatisticsTrend> trend(LocalDate from, LocalDate to) {
    return database.read(new Cancellation(), TIMEOUT, ctx -> trend(ctx, from, to));
  }

  private static List<StatisticsTrend> trend(DSLContext ctx, LocalDate from, LocalDate to) {
    Map<StatisticsMeasure, List<Point>> points = new LinkedHashMap<>();
    ctx.select(
            STATISTICS_VALUE.MEASURE_GROUP,
            STATISTICS_VALUE.MEASURE_NAME,
            STATISTICS_SNAPSHOT.SNAPSHOT_DATE,
            STATISTICS_VALUE.MEASURED)
        .from(STATISTICS_VALUE)
        .join(STATISTICS_SNAPSHOT)
        .on(STATISTICS_SNAPSHOT.SNAPSHOT_ID.eq(STATISTICS_VALUE.SNAPSHOT_ID))
        .where(STATISTICS_SNAPSHOT.SNAPSHOT_DATE.between(from, to))
        .orderBy(
            STATISTICS_VALUE.MEASURE_GROUP,
            STATISTICS_VALUE.MEASURE_NAME,
            STATISTICS_SNAPSHOT.SNAPSHOT_DATE)
        .forEach(
            value ->
                points
                    .computeIfAbsent(
                        StatisticsGroup.valueOf(value.value1()).measure(value.value2()),
                        measure -> new ArrayList<>())
                    .add(new Point(value.value3(), value.value4())));
    return points.entrySet().stream()
        .map(measured -> new StatisticsTrend(measured.getKey(), measured.getValue()))
        .toList();
  }

  @Override
  public int removeBefore(LocalDate day) {
    return database.transaction(
        ctx ->
            ctx.deleteFrom(STATISTICS_SNAPSHOT)
                .where(STATISTICS_SNAPSHOT.SNAPSHOT_DATE.lt(day))
                .execute());
  }
}
