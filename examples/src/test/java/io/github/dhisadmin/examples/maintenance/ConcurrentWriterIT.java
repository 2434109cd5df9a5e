package io.github.dhisadmin.examples.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A DHIS2 server that goes on inserting and updating data values while an operation runs, among
 * them values that the operation is about to remove, notices nothing.
 */
class ConcurrentWriterIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  /** What the acceptance of a busy server allows a writer to wait for maintenance. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final List<Long> SOURCES = MaintenanceWorld.sources(20);
  private static final List<String> ELEMENTS = List.of("Written", "Zeros", "Deleted");
  private static final int VALUES_PER_TRANSACTION = 10;

  private static final String VALUES =
      "select e.name || ' ' || v.sourceid || ' ' || v.value || ' ' || v.deleted from datavalue v"
          + " join dataelement e using (dataelementid) where v.storedby = 'writer'";

  private static final String UPSERT =
      "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
          + " attributeoptioncomboid, value, storedby, created, lastupdated, deleted) select"
          + " e.dataelementid, p.periodid, ?, c.categoryoptioncomboid, c.categoryoptioncomboid, ?,"
          + " 'writer', now(), now(), false from dataelement e, period p, categoryoptioncombo c"
          + " where e.name = ? and p.startdate = '2024-01-01' and c.name = 'default'"
          + " on conflict (dataelementid, periodid, sourceid, categoryoptioncomboid,"
          + " attributeoptioncomboid) do update set value = excluded.value, deleted = false,"
          + " storedby = 'writer', lastupdated = now()";

  private static MaintenanceWorld world;
  private static DhisAdmin admin;

  static Stream<Named<MaintenanceOperation<?>>> operations() {
    return MaintenanceOperations.all().stream().map(each -> Named.of(each.name(), each));
  }

  @BeforeAll
  static void open() {
    world = MaintenanceWorld.in(POSTGRES.database());
    admin = DhisAdmin.builder().persistence(JooqPersistence.of(POSTGRES.dataSource())).build();
  }

  @AfterAll
  static void close() {
    admin.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void no_write_is_lost_or_late(MaintenanceOperation<?> operation) throws Exception {
    world.prepare(operation);
    MaintenanceRequest<?> request = operation.request();
    MaintenanceService maintenance = admin.maintenance();
    MaintenancePlan plan = maintenance.plan(request);
    assertThat(plan.isEmpty()).isEqualTo(MaintenanceWorld.ofHost().contains(operation));
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Written> writer = pool.submit(() -> write(stop, begun));
      begun.await();
      MaintenanceResult result;
      try {
        // What was written in the meantime is another plan.
        result = maintenance.execute(request, Confirmation.of(maintenance.plan(request)));
      } finally {
        stop.set(true);
      }
      Written written = writer.get();

      assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(maintenance.plan(request).isEmpty()).isTrue();
      Set<String> kept = new HashSet<>(world.sql().values(VALUES));
      assertThat(kept).as("the value written last to each").isEqualTo(written.values());
      System.out.println(
          operation.name()
              + ": longest wait of the writer "
              + written.longest().toMillis()
              + " ms, of "
              + written.statements()
              + " statements");
      assertThat(written.longest()).as("longest wait of the writer").isLessThan(LONGEST_WAIT);
    } finally {
      pool.shutdownNow();
    }
  }

  private record Written(Set<String> values, Duration longest, int statements) {}

  /** Writes every value, over and over, some in one transaction. */
  private static Written write(AtomicBoolean stop, CountDownLatch begun) throws SQLException {
    int round = 0;
    int statements = 0;
    long longest = 0;
    try (Connection connection = POSTGRES.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      connection.setAutoCommit(false);
      do {
        round++;
        for (long source : SOURCES) {
          for (String element : ELEMENTS) {
            long start = System.nanoTime();
            statement.setLong(1, source);
            statement.setString(2, Integer.toString(round));
            statement.setString(3, element);
            statement.executeUpdate();
            statements++;
            if (statements % VALUES_PER_TRANSACTION == 0) {
              connection.commit();
            }
            longest = Math.max(longest, System.nanoTime() - start);
          }
        }
        connection.commit();
        begun.countDown();
      } while (!stop.get());
      connection.setAutoCommit(true);
    } finally {
      begun.countDown();
    }
    Set<String> values = new HashSet<>();
    for (long source : SOURCES) {
      for (String element : ELEMENTS) {
        values.add(element + " " + source + " " + round + " false");
      }
    }
    return new Written(values, Duration.ofNanos(longest), statements);
  }
}
