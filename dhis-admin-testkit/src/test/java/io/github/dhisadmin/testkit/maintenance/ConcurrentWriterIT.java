package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.SqlViewType;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A DHIS2 server that goes on writing data values while an operation runs notices nothing. */
class ConcurrentWriterIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  /** What the acceptance of a busy server allows a writer to wait for maintenance. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final int UNITS = 40;

  private static MaintenanceBed maintenance;

  static List<MaintenanceOperation<?>> operations() {
    return MaintenanceOperations.all().stream()
        .filter(operation -> !operation.equals(MaintenanceOperations.CLEAR_CACHE))
        .filter(operation -> !operation.equals(MaintenanceOperations.RELOAD_APPS))
        .toList();
  }

  @BeforeAll
  static void something_to_do_for_everybody() {
    maintenance = new MaintenanceBed(POSTGRES.database());
    Dhis2Fixture dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.dataElement("Cases");
    dhis2.dataElement("Written").aggregationType("SUM");
    for (int unit = 1; unit <= UNITS; unit++) {
      dhis2.organisationUnit("Unit " + unit);
    }
    dhis2.dataValue("Cases", "202401", "Unit 1").value("0");
    dhis2.category("Sex").options("Female", "Male");
    dhis2.categoryCombo("By sex").categories("Sex");
    dhis2.category("Sex").options("Other");
    dhis2.sqlView("Units", SqlViewType.VIEW, "select name from organisationunit");
    dhis2.user("late");
    maintenance.run(
        "update userinfo set invitation = true, restoretoken = 't', restoreexpiry = '2020-01-01'"
            + " where username = 'late'",
        "insert into period (periodid, periodtypeid, startdate, enddate) select 900000 + n,"
            + " (select min(periodtypeid) from period), date '1900-01-01' + n, date '1900-01-01' + n"
            + " from generate_series(1, 2000) n",
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, storedby, created, lastupdated, deleted)"
            + " select dataelementid, p.periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, '0', 'x', now(), now(), p.periodid % 2 = 0 from datavalue"
            + " cross join period p where p.periodid between 900001 and 901000",
        "update organisationunit set path = 'wrong ' || organisationunitid",
        "create table analytics (dx text)",
        "insert into analytics values ('a')",
        "create table analytics_temp (dx text)");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void no_write_is_lost_or_late(MaintenanceOperation<?> operation) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Written> writer = pool.submit(() -> write(stop, begun));
      begun.await();
      Done done;
      try {
        done = maintenance.execute(operation.request());
      } finally {
        stop.set(true);
      }
      Written written = writer.get();

      assertThat(done.failureOrNull()).isNull();
      assertThat(maintenance.plan(operation).counts().values()).allMatch(count -> count == 0);
      assertThat(
              maintenance.values(
                  "select value from datavalue v join dataelement e using"
                      + " (dataelementid) where e.name = 'Written' order by sourceid"))
          .as("the last value of each unit")
          .containsExactlyElementsOf(written.lastValues());
      assertThat(written.longest()).as("longest wait of the writer").isLessThan(LONGEST_WAIT);
    } finally {
      pool.shutdownNow();
    }
  }

  private record Written(List<String> lastValues, Duration longest) {}

  /** Writes a value of each unit, over and over, some units at a time in one transaction. */
  private static Written write(AtomicBoolean stop, CountDownLatch begun) throws SQLException {
    String sql =
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, storedby, created, lastupdated, deleted)"
            + " select e.dataelementid, p.periodid, u.organisationunitid, c.categoryoptioncomboid,"
            + " c.categoryoptioncomboid, ?, 'writer', now(), now(), false from dataelement e,"
            + " period p, organisationunit u, categoryoptioncombo c where e.name = 'Written' and"
            + " p.startdate = '2024-01-01' and u.name = ? and c.name = 'default'"
            + " on conflict (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid) do update set value = excluded.value, lastupdated = now()";
    int round = 0;
    long longest = 0;
    try (Connection connection = maintenance.connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      do {
        round++;
        for (int unit = 1; unit <= UNITS; unit++) {
          long start = System.nanoTime();
          statement.setString(1, Integer.toString(round));
          statement.setString(2, "Unit " + unit);
          statement.executeUpdate();
          if (unit % 10 == 0) {
            connection.commit();
          }
          longest = Math.max(longest, System.nanoTime() - start);
        }
        begun.countDown();
      } while (!stop.get());
      connection.setAutoCommit(true);
    } finally {
      begun.countDown();
    }
    List<String> values = new ArrayList<>();
    for (int unit = 1; unit <= UNITS; unit++) {
      values.add(Integer.toString(round));
    }
    return new Written(values, Duration.ofNanos(longest));
  }
}
