package io.github.dhisadmin.testkit.statistics;

import static io.github.dhisadmin.statistics.StatisticsWindow.LAST_30_DAYS;
import static io.github.dhisadmin.statistics.StatisticsWindow.LAST_7_DAYS;
import static io.github.dhisadmin.statistics.StatisticsWindow.LAST_HOUR;
import static io.github.dhisadmin.statistics.StatisticsWindow.SINCE_YESTERDAY;
import static io.github.dhisadmin.statistics.StatisticsWindow.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.DataStatisticsStore;
import io.github.dhisadmin.statistics.ActivityCount;
import io.github.dhisadmin.statistics.CountedObject;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.DatabaseSize;
import io.github.dhisadmin.statistics.InvitationCount;
import io.github.dhisadmin.statistics.ObjectCount;
import io.github.dhisadmin.statistics.StatisticsGroup;
import io.github.dhisadmin.statistics.StatisticsTrend;
import io.github.dhisadmin.statistics.StatisticsTrend.Point;
import io.github.dhisadmin.statistics.StatisticsWindow;
import io.github.dhisadmin.statistics.TableSize;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.sql.TestSql;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts against rows written by hand; nothing in these databases was ever analysed. */
class DataStatisticsStoreIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final LocalDateTime NOW = LocalDateTime.parse("2026-03-02T01:30");

  /** Two at either side of the beginning of each window, the newest first. */
  private static final List<String> MOMENTS =
      List.of(
          "2026-03-02T00:30:00",
          "2026-03-02T00:29:59.999",
          "2026-03-02T00:00:00",
          "2026-03-01T23:59:59.999",
          "2026-03-01T00:00:00",
          "2026-02-28T23:59:59.999",
          "2026-02-23T00:00:00",
          "2026-02-22T23:59:59.999",
          "2026-01-31T00:00:00",
          "2026-01-30T23:59:59.999");

  @ParameterizedTest
  @EnumSource(Shape.class)
  void activity_is_counted_from_the_first_moment_of_each_window(Shape shape) {
    Dhis2Fixture dhis2 = fixture(shape);
    TestSql sql = sql(shape);
    dhis2.program("Child").withRegistration("Person").stage("Birth");
    dhis2.program("Survey").stage("Visit");
    dhis2.trackedEntity("Anna", "Person", "Clinic");
    dhis2.enrollment("Anna in Child", "Anna", "Child", "Clinic");
    for (int i = 0; i < MOMENTS.size(); i++) {
      LocalDateTime moment = LocalDateTime.parse(MOMENTS.get(i));
      dhis2
          .dataValue("Cases", "2024%02d".formatted(i + 1), "Clinic")
          .value("1")
          .lastUpdated(moment);
      dhis2.event("Event " + i, "Birth", "Anna in Child", "Clinic").lastUpdated(moment);
      dhis2.singleEvent("Single event " + i, "Survey", "Visit", "Clinic").lastUpdated(moment);
      dhis2.user("user" + i);
      sql.execute("update userinfo set lastlogin = ? where username = ?", moment, "user" + i);
    }
    LocalDateTime justNow = NOW.minusMinutes(1);
    dhis2.dataValue("Cases", "202312", "Clinic").value("1").deleted().lastUpdated(justNow);
    dhis2.event("Gone", "Birth", "Anna in Child", "Clinic").deleted().lastUpdated(justNow);

    DataStatistics statistics = count(shape);

    assertThat(statistics.activity())
        .containsExactly(
            Map.entry(LAST_HOUR, new ActivityCount(1, 1, 2)),
            Map.entry(TODAY, new ActivityCount(3, 3, 6)),
            Map.entry(SINCE_YESTERDAY, new ActivityCount(5, 5, 10)),
            Map.entry(LAST_7_DAYS, new ActivityCount(7, 7, 14)),
            Map.entry(LAST_30_DAYS, new ActivityCount(9, 9, 18)));
    assertThat(statistics.objects())
        .containsEntry(CountedObject.DATA_VALUE, new ObjectCount(11, 1))
        .containsEntry(CountedObject.EVENT, new ObjectCount(21, 1))
        .containsEntry(CountedObject.TRACKED_ENTITY, new ObjectCount(1, 0));
    if (shape == Shape.V2_43) {
      assertThat(statistics.objects())
          .containsEntry(CountedObject.TRACKER_EVENT, new ObjectCount(11, 1))
          .containsEntry(CountedObject.SINGLE_EVENT, new ObjectCount(10, 0));
    } else {
      assertThat(statistics.objects())
          .doesNotContainKeys(CountedObject.TRACKER_EVENT, CountedObject.SINGLE_EVENT);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void objects_are_counted_and_not_estimated(Shape shape) {
    Dhis2Fixture dhis2 = fixture(shape);
    DataStatistics before = count(shape);
    dhis2.dataSet("Monthly").dataElements("Cases", "Deaths").organisationUnits("Clinic");
    dhis2.dataElementGroup("Counts");
    dhis2.indicator("Rate");
    dhis2.validationRule("Plausible");
    dhis2.organisationUnitGroup("Public");
    dhis2.user("nurse");
    dhis2.period("202401");
    dhis2.program("Child");

    Map<CountedObject, Long> grown = new EnumMap<>(CountedObject.class);
    count(shape)
        .objects()
        .forEach(
            (kind, count) -> {
              long growth = count.total() - before.objects().get(kind).total();
              if (growth != 0) {
                grown.put(kind, growth);
              }
            });

    assertThat(grown)
        .containsOnly(
            Map.entry(CountedObject.DATA_ELEMENT, 2L),
            Map.entry(CountedObject.DATA_ELEMENT_GROUP, 1L),
            Map.entry(CountedObject.INDICATOR, 1L),
            Map.entry(CountedObject.INDICATOR_TYPE, 1L),
            Map.entry(CountedObject.DATA_SET, 1L),
            Map.entry(CountedObject.ORGANISATION_UNIT, 1L),
            Map.entry(CountedObject.ORGANISATION_UNIT_GROUP, 1L),
            Map.entry(CountedObject.VALIDATION_RULE, 1L),
            Map.entry(CountedObject.PROGRAM, 1L),
            Map.entry(CountedObject.PERIOD, 1L),
            Map.entry(CountedObject.USER, 1L));
    assertThat(before.objects())
        .containsEntry(CountedObject.VISUALIZATION, new ObjectCount(0, 0))
        .containsEntry(CountedObject.EVENT_VISUALIZATION, new ObjectCount(0, 0))
        .containsEntry(CountedObject.MAP, new ObjectCount(0, 0))
        .containsEntry(CountedObject.DASHBOARD, new ObjectCount(0, 0))
        .containsEntry(CountedObject.USER_GROUP, new ObjectCount(0, 0));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void invitations_expire_when_their_token_does(Shape shape) {
    Dhis2Fixture dhis2 = fixture(shape);
    TestSql sql = sql(shape);
    List.of("fresh", "at-the-moment", "expired", "without-token", "without-expiry", "accepted")
        .forEach(dhis2::user);
    String invite =
        "update userinfo set invitation = ?, restoretoken = ?, restoreexpiry = ?::timestamp"
            + " where username = ?";
    sql.execute(invite, true, "t", NOW.plusDays(1), "fresh");
    sql.execute(invite, true, "t", NOW, "at-the-moment");
    sql.execute(invite, true, "t", NOW.minusNanos(1_000_000), "expired");
    sql.execute(invite, true, null, NOW.minusDays(1), "without-token");
    sql.execute(
        "update userinfo set invitation = true, restoretoken = 't' where username = ?",
        "without-expiry");
    sql.execute(invite, false, "t", NOW.minusDays(1), "accepted");

    assertThat(count(shape).invitations()).isEqualTo(new InvitationCount(5, 1));
  }

  @Test
  void tables_of_other_schemas_are_neither_counted_nor_measured() {
    TestSql sql = sql(Shape.V2_42);
    sql.execute("create schema other");
    sql.execute("create table other.datavalue as select generate_series(1, 50000) as id");
    sql.execute("create table large as select generate_series(1, 100000) as id");
    sql.execute("create index on large (id)");

    DataStatistics statistics = count(Shape.V2_42);

    assertThat(statistics.objects()).containsEntry(CountedObject.DATA_VALUE, new ObjectCount(0, 0));
    List<TableSize> tables = statistics.size().tables();
    assertThat(tables).isSortedAccordingTo(Comparator.comparing(TableSize::bytes).reversed());
    assertThat(tables).filteredOn(table -> table.name().equals("datavalue")).hasSize(1);
    assertThat(tables.get(0).name()).isEqualTo("large");
    List<String> expected =
        sql.rows("select pg_total_relation_size('large'), pg_indexes_size('large')");
    assertThat(expected).containsExactly(tables.get(0).bytes() + "|" + tables.get(0).indexBytes());
    assertThat(statistics.size().bytes()).isGreaterThan(tables.get(0).bytes());
  }

  @Test
  void cancelled_counting_ends() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() -> store(Shape.V2_42).count(NOW, cancellation))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void trend_has_the_value_of_each_day_between_two_days() {
    DataStatisticsStore store = store(Shape.V2_42);
    LocalDate first = LocalDate.of(2026, 2, 27);
    store.save(first.minusDays(1), statistics(1, 5));
    store.save(first, statistics(10, 50));
    store.save(first.plusDays(3), statistics(40, 20));
    store.save(first.plusDays(4), statistics(99, 99));

    List<StatisticsTrend> trends = store.trend(first, first.plusDays(3));

    StatisticsTrend values =
        new StatisticsTrend(
            StatisticsGroup.OBJECTS.measure("dataValue"),
            List.of(new Point(first, 10), new Point(first.plusDays(3), 40)));
    assertThat(trends).contains(values);
    assertThat(values.change()).isEqualTo(30);
    assertThat(trends)
        .filteredOn(
            trend -> trend.measure().equals(StatisticsGroup.DATABASE_BYTES.measure("database")))
        .singleElement()
        .satisfies(trend -> assertThat(trend.change()).isEqualTo(-30));
    assertThat(store.trend(first.minusYears(1), first.minusDays(2))).isEmpty();
  }

  @Test
  void second_snapshot_of_a_day_replaces_the_first() {
    DataStatisticsStore store = store(Shape.V2_42);
    LocalDate day = LocalDate.of(2026, 3, 2);
    store.save(day, statistics(10, 2_000_000));
    store.save(day, statistics(11, 1_000));

    List<StatisticsTrend> trends = store.trend(day, day);

    assertThat(trends)
        .contains(
            new StatisticsTrend(
                StatisticsGroup.OBJECTS.measure("dataValue"), List.of(new Point(day, 11))));
    assertThat(trends)
        .as("a table that has become too small to be measured")
        .noneMatch(trend -> trend.measure().group() == StatisticsGroup.TABLE_BYTES);
  }

  @Test
  void old_snapshots_can_be_forgotten() {
    DataStatisticsStore store = store(Shape.V2_42);
    LocalDate day = LocalDate.of(2026, 3, 2);
    store.save(day.minusDays(2), statistics(1, 1));
    store.save(day.minusDays(1), statistics(2, 1));
    store.save(day, statistics(3, 1));

    assertThat(store.removeBefore(day)).isEqualTo(2);

    assertThat(store.trend(day.minusDays(9), day))
        .allSatisfy(trend -> assertThat(trend.points()).hasSize(1));
    assertThat(store.removeBefore(day)).isZero();
  }

  /** As many data values, in a database whose only table has as many bytes. */
  private static DataStatistics statistics(long dataValues, long bytes) {
    return new DataStatistics(
        NOW,
        Map.of(CountedObject.DATA_VALUE, new ObjectCount(dataValues, 0)),
        Map.of(StatisticsWindow.TODAY, new ActivityCount(1, 2, 3)),
        new InvitationCount(0, 0),
        new DatabaseSize(bytes, List.of(new TableSize("datavalue", bytes, 0))));
  }

  private static DataStatistics count(Shape shape) {
    return store(shape).count(NOW, new Cancellation());
  }

  private static DataStatisticsStore store(Shape shape) {
    return JooqPersistence.of(POSTGRES.database(shape).dataSource()).statistics();
  }

  private static Dhis2Fixture fixture(Shape shape) {
    return Dhis2Fixture.on(POSTGRES.database(shape).dataSource());
  }

  private static TestSql sql(Shape shape) {
    return new TestSql(POSTGRES.database(shape).dataSource());
  }
}
