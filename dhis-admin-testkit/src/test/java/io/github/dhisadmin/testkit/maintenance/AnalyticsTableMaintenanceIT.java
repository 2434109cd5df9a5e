package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.maintenance.ClearAnalyticsTables;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.TableClearing;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clearing and analysing analytics tables, and dropping what builds left behind. */
class AnalyticsTableMaintenanceIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MaintenanceRequest<?> CLEAR =
      MaintenanceOperations.CLEAR_ANALYTICS_TABLES.request();
  private static final MaintenanceRequest<?> DROP_STAGING =
      MaintenanceOperations.DROP_STAGING_TABLES.request();

  private MaintenanceBed maintenance;

  private void open(Shape shape) {
    maintenance = new MaintenanceBed(POSTGRES.database(shape));
    maintenance.run(
        "create table analytics (dx text)",
        "create table analytics_2024 () inherits (analytics)",
        "create table analytics_0 () inherits (analytics)",
        "create table analytics_completeness (dx text)",
        "create table analytics_event_abcdefghij1 (psi text)",
        "create table analytics_te_event_abcdefghij1_2024_temp (psi text)",
        "create table analytics_rs_orgunitstructure (id int)",
        "create table analytics_rs_orgunitstructure_temp (id int)",
        "create table analytics_of_finance (id int)",
        "create table my_temp (id int)",
        "create table analytics_temp (dx text)",
        "create table analytics_2025_temp () inherits (analytics_temp)",
        "insert into analytics_2024 values ('a'), ('b')",
        "insert into analytics_completeness values ('a')",
        // Else this session tells of its rows when it likes, after they were analysed perhaps.
        "select pg_stat_force_next_flush()");
  }

  private List<String> tables() {
    return maintenance.values(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            + " and (relname like 'analytics%' or relname like '%\\_temp') order by 1");
  }

  @ParameterizedTest
  @EnumSource
  void only_analytics_tables_are_dropped(Shape shape) {
    open(shape);

    assertThat(maintenance.carryOut(CLEAR)).containsEntry("tables", 8L);

    assertThat(tables())
        .containsExactly(
            "analytics_of_finance",
            "analytics_rs_orgunitstructure",
            "analytics_rs_orgunitstructure_temp",
            "my_temp");
  }

  @ParameterizedTest
  @EnumSource
  void table_that_a_view_reads_stays_with_its_partitions(Shape shape) {
    open(shape);
    maintenance.run("create view host_view as select * from analytics_2024");

    assertThat(MaintenanceBed.lines(maintenance.plan(CLEAR).blockers()))
        .containsExactly("DEPENDENT_OBJECTS analytics: read by view host_view");
    maintenance.carryOut(CLEAR);
    assertThat(tables()).contains("analytics", "analytics_2024", "analytics_0");
    assertThat(tables()).doesNotContain("analytics_completeness");
  }

  @Test
  void emptied_tables_keep_their_views() {
    open(Shape.V2_42);
    maintenance.run("create view host_view as select * from analytics");

    assertThat(
            maintenance.carryOut(
                MaintenanceOperations.CLEAR_ANALYTICS_TABLES.with(
                    new ClearAnalyticsTables(TableClearing.EMPTY))))
        .containsEntry("tables", 2L);
    assertThat(maintenance.count("host_view")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void staging_tables_are_dropped_and_partitions_that_serve_are_not(Shape shape) {
    open(shape);
    maintenance.run("alter table analytics_completeness inherit analytics_temp");

    assertThat(maintenance.carryOut(DROP_STAGING)).containsEntry("tables", 4L);

    assertThat(tables())
        .contains("analytics_completeness", "my_temp", "analytics_rs_orgunitstructure")
        .doesNotContain("analytics_temp", "analytics_rs_orgunitstructure_temp");
  }

  @ParameterizedTest
  @EnumSource
  void tables_are_in_use_while_a_job_of_dhis2_builds_them(Shape shape) {
    open(shape);
    List<String> before = tables();
    job("ANALYTICS_TABLE", "RUNNING");

    for (MaintenanceRequest<?> request : List.of(CLEAR, DROP_STAGING)) {
      assertThat(maintenance.carryOut(request)).containsEntry("tables", 0L);
      assertThat(maintenance.plan(request).blockers())
          .isNotEmpty()
          .allSatisfy(
              blocker -> {
                assertThat(blocker.reason()).isEqualTo("IN_USE");
                assertThat(blocker.detail()).isEqualTo("used by job Nightly");
              });
    }

    assertThat(tables()).isEqualTo(before);
    maintenance.run("update jobconfiguration set jobstatus = 'SCHEDULED'");
    assertThat(maintenance.carryOut(CLEAR)).containsEntry("tables", 8L);
  }

  @Test
  void job_of_dhis2_that_begins_after_the_plan_keeps_its_tables() {
    open(Shape.V2_42);
    List<String> before = tables();
    for (MaintenanceRequest<?> request : List.of(CLEAR, DROP_STAGING)) {
      Prepared prepared = maintenance.prepared(request);
      job("CONTINUOUS_ANALYTICS_TABLE", "RUNNING");

      Done done = maintenance.execute(request, prepared, RunControl.none());

      assertThat(done.counts()).containsEntry("tables", 0L);
      assertThat(done.blockers()).extracting("reason").containsOnly("IN_USE");
      maintenance.run("delete from jobconfiguration");
    }
    assertThat(tables()).isEqualTo(before);
  }

  @Test
  void other_jobs_and_those_that_do_not_run_keep_no_table() {
    open(Shape.V2_42);
    job("DATA_INTEGRITY", "RUNNING");
    maintenance.run("update jobconfiguration set jobconfigurationid = 2, uid = 'jobUid00002'");
    maintenance.run("update jobconfiguration set name = 'Checks'");
    job("ANALYTICS_TABLE", "SCHEDULED");

    assertThat(maintenance.plan(CLEAR).counts()).containsEntry("tables", 8L);
  }

  private void job(String type, String status) {
    maintenance.run(
        "insert into jobconfiguration (jobconfigurationid, uid, created, lastupdated, name, enabled,"
            + " jobtype, jobstatus, lastexecutedstatus) values (1, 'jobUid00001', now(), now(),"
            + " 'Nightly', true, '"
            + type
            + "', '"
            + status
            + "', 'NOT_STARTED')");
  }

  @Test
  void tables_are_analysed_that_changed_since_they_were() {
    open(Shape.V2_42);

    assertThat(maintenance.carryOut(MaintenanceOperations.ANALYZE_ANALYTICS_TABLES.request()))
        .containsEntry("tables", 8L);
    assertThat(
            maintenance.values(
                "select reltuples::int::text from pg_class where relname = 'analytics_2024'"))
        .containsExactly("2");
  }
}
