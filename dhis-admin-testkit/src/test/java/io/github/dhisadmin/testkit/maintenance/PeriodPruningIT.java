package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which periods go, and which are still needed by somebody. */
class PeriodPruningIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MaintenanceRequest<?> PRUNE = MaintenanceOperations.PRUNE_PERIODS.request();

  /** Every table of DHIS2 that refers to periods; the ones after the gap have no foreign key. */
  private static final List<String> REFERRING =
      List.of(
          "completedatasetregistration",
          "dataapproval",
          "dataapprovalaudit",
          "datainputperiod",
          "datavalue",
          "datavalueaudit",
          "eventvisualization_periods",
          "interpretation",
          "lockexception",
          "mapview_periods",
          "validationresult",
          "visualization_periods",
          "eventchart_periods",
          "eventreport_periods");

  private MaintenanceBed maintenance;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    maintenance = new MaintenanceBed(database);
    dhis2 = Dhis2Fixture.on(database.dataSource());
  }

  private List<String> periods() {
    return maintenance.values("select startdate::text from period order by 1");
  }

  @ParameterizedTest
  @EnumSource
  void period_goes_unless_one_of_the_tables_of_dhis2_refers_to_it(Shape shape) {
    open(shape);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < REFERRING.size(); i++) {
      String month = String.format(Locale.ROOT, "%d%02d", 2020 + i / 12, 1 + i % 12);
      refer(REFERRING.get(i), String.valueOf(dhis2.period(month)));
      kept.add(month.substring(0, 4) + "-" + month.substring(4) + "-01");
    }
    dhis2.period("2019");
    dhis2.period("2019W3");
    dhis2.period("201901");

    assertThat(maintenance.carryOut(PRUNE)).containsExactly(Map.entry("periods", 3L));

    assertThat(periods()).containsExactlyInAnyOrderElementsOf(kept);
  }

  /** Rows of any content; foreign keys of other columns are of no interest here. */
  private void refer(String table, String period) {
    maintenance.run(
        "do $$ declare k record; begin for k in select conname from pg_constraint c join"
            + " pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]"
            + " where c.conrelid = '"
            + table
            + "'::regclass and c.contype = 'f' and a.attname <> 'periodid' loop execute"
            + " format('alter table "
            + table
            + " drop constraint %I', k.conname); end loop;"
            + " for k in select attname, format_type(atttypid, null) as type from pg_attribute"
            + " where attrelid = '"
            + table
            + "'::regclass and attnum > 0 and attnotnull and not atthasdef and attname <> 'periodid'"
            + " loop execute format('alter table "
            + table
            + " alter column %I set default %s', k.attname, case when k.type like '%char%' or k.type"
            + " = 'text' then quote_literal('x') when k.type like 'timestamp%' or k.type = 'date'"
            + " then 'now()' when k.type = 'boolean' then 'false' when k.type = 'jsonb' then"
            + " quote_literal('[]') else '1' end); end loop; end $$",
        "alter table " + table + " disable trigger user",
        "select set_config('dhis2.user', 'test', false)",
        "insert into " + table + " (periodid) values (" + period + ")");
  }

  @ParameterizedTest
  @EnumSource
  void null_references_protect_nothing(Shape shape) {
    open(shape);
    dhis2.period("201901");
    refer("lockexception", "null");
    refer("interpretation", "null");

    assertThat(maintenance.carryOut(PRUNE)).containsEntry("periods", 1L);
  }

  @ParameterizedTest
  @EnumSource
  void tables_of_the_host_protect_their_periods_and_are_reported(Shape shape) {
    open(shape);
    long budget = dhis2.period("201901");
    long audit = dhis2.period("201902");
    dhis2.period("201903");
    maintenance.run(
        "create table host_budget (amount int, for_period bigint references period)",
        "insert into host_budget values (1, " + budget + "), (2, " + budget + "), (3, null)",
        "create schema host",
        "create table host.cascading (p bigint references public.period on delete cascade)",
        "insert into host.cascading values (" + audit + ")");

    assertThat(MaintenanceBed.lines(maintenance.plan(PRUNE).blockers()))
        .containsExactlyInAnyOrder(
            "REFERENCED Monthly 2019-01-01: referred to by host_budget.for_period",
            "REFERENCED Monthly 2019-02-01: referred to by host.cascading.p");
    assertThat(maintenance.carryOut(PRUNE)).containsEntry("periods", 1L);
    assertThat(periods()).containsExactly("2019-01-01", "2019-02-01");
    assertThat(maintenance.count("host.cascading")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void reference_that_came_after_the_plan_keeps_its_period_and_no_other(Shape shape) {
    open(shape);
    for (int month = 1; month <= 9; month++) {
      dhis2.period("20190" + month);
    }
    Prepared prepared = maintenance.prepared(PRUNE);
    dhis2.dataValue("Cases", "201905", "Bo").value("1");

    Done done = maintenance.execute(PRUNE, prepared, RunControl.none());

    assertThat(done.failureOrNull()).isNull();
    assertThat(done.counts()).containsEntry("periods", 8L);
    assertThat(MaintenanceBed.lines(done.blockers()))
        .containsExactly(
            "REFERENCED Monthly 2019-05-01: referred to by something that came after the plan");
    assertThat(periods()).containsExactly("2019-05-01");
  }

  @ParameterizedTest
  @EnumSource
  void row_of_the_host_that_came_after_the_plan_does_not_go_with_its_period(Shape shape) {
    open(shape);
    long audit = dhis2.period("201901");
    dhis2.period("201902");
    maintenance.run(
        "create table host_audit (p bigint references period on delete cascade)",
        "create table host_note (p bigint references period on delete set null)");
    Prepared prepared = maintenance.prepared(PRUNE);
    maintenance.run(
        "insert into host_audit values (" + audit + ")",
        "insert into host_note values (" + audit + ")");

    Done done = maintenance.execute(PRUNE, prepared, RunControl.none());

    assertThat(done.counts()).containsEntry("periods", 1L);
    assertThat(done.blockers()).extracting("reason").containsExactly("REFERENCED");
    assertThat(maintenance.count("host_audit")).isEqualTo(1);
    assertThat(maintenance.count("host_note where p is not null")).isEqualTo(1);
  }

  @Test
  void index_that_a_killed_process_left_behind_goes_with_the_next_run() {
    open(Shape.V2_42);
    dhis2.dataValue("Cases", "202401", "Bo").value("1");
    String index = "dhis_admin_probe_" + Integer.toHexString("datavalue.periodid".hashCode());
    maintenance.run("create index " + index + " on datavalue (periodid)");

    maintenance.execute(PRUNE);

    assertThat(maintenance.values("select indexname from pg_indexes where tablename = 'datavalue'"))
        .doesNotContain(index);
  }

  @Test
  void large_tables_are_jumped_through_and_get_an_index_for_as_long_as_it_helps() {
    open(Shape.V2_42);
    largeTable();
    List<String> stages = new ArrayList<>();

    Done done =
        maintenance.execute(PRUNE, RunControl.listening(progress -> stages.add(progress.stage())));

    assertThat(done.counts()).containsEntry("periods", 12L);
    assertThat(stages).contains("Indexing datavalue");
    assertThat(periods()).containsExactly("2024-01-01", "2024-02-01");
    assertThat(maintenance.values("select indexname from pg_indexes where tablename = 'datavalue'"))
        .noneMatch(name -> name.startsWith("dhis_admin"));
  }

  @Test
  void index_that_somebody_keeps_in_use_is_left_to_the_next_run() throws SQLException {
    open(Shape.V2_42);
    largeTable();
    Cancellation cancellation = new Cancellation();
    try (Connection reader = maintenance.connection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);

      Done done =
          maintenance.execute(
              PRUNE,
              new RunControl(
                  progress -> {
                    if (progress.done() > 0) {
                      read(statement);
                      cancellation.cancel();
                    }
                  },
                  cancellation));

      assertThat(done.counts()).containsEntry("periods", 12L);
      assertThat(done.warnings()).extracting(Warning::code).containsExactly("INDEX_LEFT");
      reader.rollback();
      reader.setAutoCommit(true);
    }
    assertThat(probes()).hasSize(1);
    maintenance.execute(PRUNE);
    assertThat(probes()).isEmpty();
  }

  /** From now on whoever drops an index of the table waits for this reader. */
  private static void read(Statement statement) {
    try {
      statement.execute("select 1 from datavalue limit 1");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> probes() {
    return maintenance.values(
        "select indexname from pg_indexes where indexname like 'dhis\\_admin\\_probe%'");
  }

  /** So many values that looking for a period's without an index takes long, and few periods. */
  private void largeTable() {
    dhis2.dataValue("Cases", "202401", "Bo").value("1");
    dhis2.dataValue("Deaths", "202402", "Bo").value("1");
    maintenance.run(
        "alter table datavalue drop constraint fk_datavalue_organisationunitid",
        "insert into datavalue select dataelementid, periodid, sourceid + n, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, storedby, created, lastupdated, comment, followup,"
            + " false from datavalue cross join generate_series(1, 60000) n",
        "analyze datavalue");
    for (int month = 1; month <= 12; month++) {
      dhis2.period(String.format(Locale.ROOT, "2019%02d", month));
    }
  }
}
