package io.github.dhisadmin.examples.analytics;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever cancels a run does not wait for it, whatever the database is busy with. */
class CancelledRunIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final Duration AT_MOST = Duration.ofSeconds(2);
  private static final String SLEEPING =
      "exists (select from pg_stat_activity where wait_event = 'PgSleep'"
          + " and datname = current_database() and pid <> pg_backend_pid())";

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    fixture.dataValue("Any", "202401", SmallCountry.CLINIC).value("1");
    fixture.dataSet("Monthly set").organisationUnits(SmallCountry.CLINIC);
    fixture.completeRegistration(
        "Monthly set", "202401", SmallCountry.CLINIC, LocalDateTime.of(2024, 2, 1, 8, 0));
    assertThat(database.update(AnalyticsDatabase.full()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void run_ends_inside_a_query_that_fills_a_table() throws Exception {
    database.execute(
        "alter table completedatasetregistration rename to registrations",
        """
        create view completedatasetregistration as select * from registrations
        where case when current_query() ~ '^create (unlogged )?table' then pg_sleep(60) is not null
          else true end
        """);
    try {
      endsAtOnce(update(), SLEEPING);
    } finally {
      database.execute(
          "drop view completedatasetregistration",
          "alter table registrations rename to completedatasetregistration");
    }
  }

  @Test
  void run_ends_inside_a_query_that_looks_whether_a_partition_has_changed() throws Exception {
    database.execute(
        "alter table completedatasetregistration rename to registrations",
        """
        create view completedatasetregistration as select * from registrations
        where case when current_query() ~ 'hash_record_extended' then pg_sleep(60) is not null
          else true end
        """);
    try {
      endsAtOnce(update().incremental(), SLEEPING);
    } finally {
      database.execute(
          "drop view completedatasetregistration",
          "alter table registrations rename to completedatasetregistration");
    }
  }

  @Test
  void run_ends_inside_a_hook() throws Exception {
    fixture.analyticsTableHook("Slow rows", "DATA_VALUE", "select pg_sleep(60)");
    try {
      endsAtOnce(update(), SLEEPING);
    } finally {
      database.execute("delete from tablehook");
    }
  }

  @Test
  void run_ends_while_resource_tables_are_made() throws Exception {
    fixture.resourceTableHook("Slow periods", "PERIOD_STRUCTURE", "select pg_sleep(60)");
    try {
      endsAtOnce(AnalyticsDatabase.full(), SLEEPING);
    } finally {
      database.execute("delete from tablehook");
    }
  }

  @Test
  void run_ends_while_a_swap_waits_for_a_reader() throws Exception {
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from analytics");
      endsAtOnce(
          update(),
          "exists (select from pg_locks where relation = 'analytics'::regclass and not granted)");
      reader.rollback();
    }
  }

  /** Cancels a run as soon as the database is where it is to be caught. */
  private static void endsAtOnce(AnalyticsTableUpdate update, String caught) throws Exception {
    Map<String, String> before = database.contents();
    Cancellation cancellation = new Cancellation();
    CompletableFuture<AnalyticsTableResult> run =
        CompletableFuture.supplyAsync(
            () -> database.update(update, new RunControl(progress -> {}, cancellation)));
    database.await(caught);
    assertThat(run).isNotDone();

    long start = System.nanoTime();
    cancellation.cancel();
    AnalyticsTableResult result = run.get(1, MINUTES);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
    assertThat(took).isLessThan(AT_MOST);
    assertThat(database.contents()).isEqualTo(before);
    assertThat(
            database.value(
                "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and state"
                    + " = 'active' and pid <> pg_backend_pid() and datname = current_database()"))
        .as("statements that go on for nobody")
        .isEqualTo("0");
  }

  private static AnalyticsTableUpdate update() {
    return AnalyticsDatabase.full()
        .skipResourceTables()
        .only(AnalyticsTableType.DATA_VALUE, AnalyticsTableType.COMPLETENESS);
  }
}
