package io.github.dhisadmin.testkit.minmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A DHIS2 server that goes on writing values and bounds while bounds are generated. */
class MinMaxWriterIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  /** What the acceptance of a busy server allows a writer to wait. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int UNITS = 60;
  private static final int GENERATIONS = 25;

  private static final String ENTER_BOUND =
      "insert into minmaxdataelement (minmaxdataelementid, dataelementid, sourceid,"
          + " categoryoptioncomboid, minimumvalue, maximumvalue, generatedvalue)"
          + " select nextval('hibernate_sequence'), e.dataelementid, u.organisationunitid,"
          + " c.categoryoptioncomboid, ?, ?, false from dataelement e, organisationunit u,"
          + " categoryoptioncombo c where e.name = 'Cases' and u.name = ? and c.name = 'default'"
          + " on conflict (sourceid, dataelementid, categoryoptioncomboid) do update set"
          + " minimumvalue = excluded.minimumvalue, maximumvalue = excluded.maximumvalue,"
          + " generatedvalue = false";
  private static final String DELETE_BOUND =
      "delete from minmaxdataelement where sourceid ="
          + " (select organisationunitid from organisationunit where name = ?)";
  private static final String ENTER_VALUE =
      "update datavalue set value = ?, lastupdated = now() where sourceid ="
          + " (select organisationunitid from organisationunit where name = ?)"
          + " and periodid = (select periodid from period where startdate = '2025-03-01')";

  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  private MinMaxBed bed;

  @BeforeEach
  void open() {
    bed = new MinMaxBed(POSTGRES.database());
    bed.element("Cases", "INTEGER");
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({"North, South", "South, North"})
  void transaction_that_enters_bounds_one_by_one_meets_no_deadlock(String first, String second)
      throws Exception {
    bed.values("Cases", "North", "2", "5");
    bed.values("Cases", "South", "2", "5");
    try (Connection server = POSTGRES.dataSource().getConnection()) {
      server.setAutoCommit(false);
      enterBound(server, first, 100);

      Future<MinMaxResult> generated = pool.submit(() -> generate(2));
      awaitSomebodyWhoWaits();
      enterBound(server, second, 200);
      server.commit();

      assertThat(generated.get()).isEqualTo(new MinMaxResult(0, 0, 0, 0, 0, 0));
      server.setAutoCommit(true);
    }
    assertThat(bed.bounds())
        .containsExactlyInAnyOrder(
            "Cases|" + first + "|default|100..1100|manual",
            "Cases|" + second + "|default|200..1200|manual");
  }

  @Test
  void no_write_is_lost_or_late() throws Exception {
    for (int unit = 1; unit <= UNITS; unit++) {
      bed.dhis2().organisationUnit(unit(unit)).parent("Country");
      bed.values("Cases", unit(unit), "2", "5", "8");
    }
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);

    Future<Written> writer = pool.submit(() -> write(stop, begun));
    begun.await();
    try {
      for (int i = 1; i <= GENERATIONS; i++) {
        // Another factor each time, so that every bound is another one.
        generate(i);
      }
    } finally {
      stop.set(true);
    }
    Written written = writer.get();

    assertThat(
            bed.sql()
                .rows(
                    "select minimumvalue, count(*) from minmaxdataelement m"
                        + " join organisationunit o on o.organisationunitid = m.sourceid"
                        + " where o.name like 'Unit %' and not generatedvalue group by 1"))
        .as("bounds that were entered last")
        .containsExactly(written.round() + "|" + UNITS);
    assertThat(
            bed.sql()
                .rows(
                    "select v.value, count(*) from datavalue v join period p using (periodid)"
                        + " where p.startdate = '2025-03-01' group by 1"))
        .as("values that were entered last")
        .containsExactly(written.round() + "|" + UNITS);
    assertThat(written.longest()).as("longest wait of the writer").isLessThan(LONGEST_WAIT);
  }

  private record Written(int round, Duration longest) {}

  /** Deletes and enters the bound of each unit, over and over, in another order each time. */
  private static Written write(AtomicBoolean stop, CountDownLatch begun) throws SQLException {
    Random random = new Random(42);
    int round = 0;
    long longest = 0;
    List<String> units = new ArrayList<>();
    for (int unit = 1; unit <= UNITS; unit++) {
      units.add(unit(unit));
    }
    try (Connection server = POSTGRES.dataSource().getConnection()) {
      server.setAutoCommit(false);
      do {
        round++;
        Collections.shuffle(units, random);
        for (String unit : units) {
          execute(server, DELETE_BOUND, unit);
        }
        server.commit();
        for (int i = 0; i < UNITS; i++) {
          long start = System.nanoTime();
          execute(server, ENTER_VALUE, Integer.toString(round), units.get(i));
          enterBound(server, units.get(i), round);
          if ((i + 1) % 10 == 0) {
            server.commit();
          }
          longest = Math.max(longest, System.nanoTime() - start);
        }
        begun.countDown();
      } while (!stop.get());
      server.setAutoCommit(true);
    } finally {
      begun.countDown();
    }
    return new Written(round, Duration.ofNanos(longest));
  }

  private static void enterBound(Connection server, String unit, int minimum) throws SQLException {
    execute(server, ENTER_BOUND, minimum, minimum + 1000, unit);
  }

  private static void execute(Connection server, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = server.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private void awaitSomebodyWhoWaits() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String waiting =
        "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
            + " where not granted and d.datname = current_database()";
    while (bed.sql().rows(waiting).equals(List.of("0"))) {
      assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
    }
  }

  private MinMaxResult generate(double factor) {
    return bed.store()
        .generate(MinMaxGeneration.of(bed.subtree("Country")).factor(factor), new Cancellation());
  }

  private static String unit(int number) {
    return "Unit " + number;
  }
}
