package io.github.dhisadmin.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From one DHIS2 database to another, each behind a server: what arrives is looked up in the table
 * of data values, and what is planted there is found.
 */
class DatabaseMigrationIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension OLD = Dhis2DatabaseExtension.v242().freshForEachTest();

  @RegisterExtension
  static final Dhis2DatabaseExtension CENTRAL = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String PASSWORD = "Very-secret-1";
  private static final List<String> UNITS = List.of("Clinic", "Hospital");
  private static final DataMigrationRequest YEAR =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2025")), "amina");

  /** Two elements, two units and twelve months, and a text. */
  private static final int VALUES = 49;

  private final ForkJoinPool threads = new ForkJoinPool(4);
  private FakeDhis2 old;
  private FakeDhis2 central;
  private DhisAdmin admin;
  private MigrationService migration;

  @BeforeEach
  void serve() {
    Dhis2Fixture source = country(OLD.dataSource());
    Dhis2Fixture destination = country(CENTRAL.dataSource());
    old = server(OLD.dataSource());
    central = server(CENTRAL.dataSource());
    admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(CENTRAL.dataSource()))
            .sync(CentralServer.synchronisation().requests(0))
            .build();
    Credentials sync = Credentials.basic("sync", Secret.of(PASSWORD));
    admin.sync().targets().add("old", RemoteUrl.of(old.url().toString()), sync);
    admin.sync().targets().add("central", RemoteUrl.of(central.url().toString()), sync);
    migration = admin.sync().migration();
    DataItem bcg =
        new DataItem(
            source.dataElement("BCG").uid(), destination.dataElement("BCG of the centre").uid());
    migration
        .configurations()
        .save(
            new MigrationConfiguration(
                "north",
                "old",
                "central",
                List.of(
                    new DataItemSet(
                        "vaccines",
                        DataOrigin.RAW_VALUES,
                        PeriodType.named("Monthly").orElseThrow(),
                        new Place(source.organisationUnit("Country").uid(), 2),
                        List.of(
                            bcg,
                            DataItem.same(source.dataElement("OPV").uid()),
                            DataItem.same(source.dataElement("Remarks").uid())),
                        null))));
  }

  @AfterEach
  void stop() {
    admin.close();
    old.close();
    central.close();
    threads.shutdown();
  }

  @Test
  void values_travel_are_found_alike_found_different_and_deleted() throws SQLException {
    Map<String, String> expected = enterYear();

    migration.migrateData(YEAR);
    work();

    assertThat(rows(CENTRAL.dataSource(), "not deleted")).isEqualTo(expected).hasSize(VALUES);
    ValidationResult alike = compare();
    assertThat(alike.matched()).isEqualTo(VALUES);
    assertThat(alike.total()).isZero();

    execute(
        "update datavalue set value = '99999' where value = '13' and dataelementid ="
            + " (select dataelementid from dataelement where name = 'BCG of the centre')");
    ValidationResult different = compare();
    assertThat(different.matched()).isEqualTo(VALUES - 1);
    List<Discrepancy> found = migration.validation().discrepancies(different.run(), 0, 10);
    assertThat(found).extracting(Discrepancy::kind).containsExactly(Kind.VALUE_DIFFERS);
    assertThat(found.get(0).sourceValue()).hasValue("13");
    assertThat(found.get(0).destinationValue()).hasValue("99999");

    migration.validation().migrate(different.run(), "amina");
    work();
    assertThat(compare().total()).isZero();

    DeletionPlan plan = migration.planDeletion(YEAR, RunControl.none());
    assertThat(plan.values()).isEqualTo(VALUES);
    migration.deleteData(YEAR, plan.token(), RunControl.none());
    work();

    assertThat(rows(CENTRAL.dataSource(), "not deleted")).isEmpty();
    assertThat(rows(CENTRAL.dataSource(), "deleted")).hasSize(VALUES);
    assertThat(rows(OLD.dataSource(), "not deleted")).hasSize(VALUES);
    assertThat(migration.tasks().counts("north"))
        .allMatch(each -> each.isSettled() && each.failed() == 0 && each.missing() == 0);
  }

  @Test
  void values_that_were_deleted_at_the_source_do_not_travel() throws SQLException {
    Dhis2Fixture source = Dhis2Fixture.on(OLD.dataSource());
    source.dataValue("OPV", "202501", "Clinic").value("7").deleted();
    source.dataValue("OPV", "202502", "Clinic").value("8");

    migration.migrateData(YEAR);
    work();

    assertThat(rows(CENTRAL.dataSource(), "true"))
        .containsExactly(Map.entry("OPV 2025-02-01 Clinic", "8  false"));
  }

  @Test
  void what_the_destination_does_not_know_is_refused_by_name_and_keeps_nothing_else_back()
      throws SQLException {
    Dhis2Fixture source = Dhis2Fixture.on(OLD.dataSource());
    source.organisationUnit("New clinic").parent("Country");
    source.dataValue("OPV", "202501", "New clinic").value("7");
    source.dataValue("OPV", "202501", "Clinic").value("8");

    migration.migrateData(YEAR);
    work();

    assertThat(rows(CENTRAL.dataSource(), "true"))
        .containsExactly(Map.entry("OPV 2025-01-01 Clinic", "8  false"));
    List<FailedTask> failed =
        migration.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 10);
    assertThat(failed).extracting(each -> each.problem().code()).containsExactly("REJECTED_ROWS");
    assertThat(failed.get(0).problem().excerpt())
        .contains(source.organisationUnit("New clinic").uid());
  }

  /** A unit of each kind below one country, and elements of which one has another uid there. */
  private static Dhis2Fixture country(DataSource dataSource) {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(dataSource);
    dhis2.organisationUnit("Country");
    UNITS.forEach(unit -> dhis2.organisationUnit(unit).parent("Country"));
    dhis2.dataElement("OPV");
    dhis2.dataElement("Remarks").valueType("LONG_TEXT");
    return dhis2;
  }

  private static FakeDhis2 server(DataSource dataSource) {
    return FakeDhis2.builder()
        .user("sync", PASSWORD, "F_DATAVALUE_ADD")
        .valuesIn(dataSource)
        .start();
  }

  /** Enters values at the source; tells how they are to stand in the destination's table. */
  private static Map<String, String> enterYear() {
    Dhis2Fixture source = Dhis2Fixture.on(OLD.dataSource());
    Map<String, String> expected = new TreeMap<>();
    int value = 0;
    for (int month = 1; month <= 12; month++) {
      String period = String.format(Locale.ROOT, "2025%02d", month);
      String day = String.format(Locale.ROOT, "2025-%02d-01", month);
      for (String unit : UNITS) {
        value++;
        source.dataValue("BCG", period, unit).value(String.valueOf(value));
        source.dataValue("OPV", period, unit).value(value + ".5");
        expected.put("BCG of the centre " + day + " " + unit, value + "  false");
        expected.put("OPV " + day + " " + unit, value + ".5  false");
      }
    }
    source
        .dataValue("Remarks", "202503", "Clinic")
        .value("Stock out")
        .comment("by phone")
        .followUp();
    expected.put("Remarks 2025-03-01 Clinic", "Stock out by phone true");
    return expected;
  }

  /** Rows by element, first day and unit, each with value, comment and follow-up mark. */
  private static Map<String, String> rows(DataSource dataSource, String condition)
      throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select de.name || ' ' || pe.startdate || ' ' || ou.name,
                  dv.value || ' ' || coalesce(dv.comment, '') || ' ' || dv.followup::text
                from datavalue dv join dataelement de using (dataelementid)
                  join period pe using (periodid)
                  join organisationunit ou on ou.organisationunitid = dv.sourceid
                where\s"""
                    + condition.replace("deleted", "dv.deleted"))) {
      while (row.next()) {
        rows.put(row.getString(1), row.getString(2));
      }
    }
    return rows;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = CENTRAL.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void work() {
    migration.work("worker-1", threads, RunControl.none());
  }

  private ValidationResult compare() {
    return migration.validation().run(YEAR, Tolerance.NONE, RunControl.none());
  }
}
