package io.github.dhisadmin.examples.migration;

import static io.github.dhisadmin.examples.migration.ReportMigration.names;
import static io.github.dhisadmin.examples.migration.ReportMigration.rows;
import static io.github.dhisadmin.examples.migration.ReportMigration.texts;
import static io.github.dhisadmin.migration.ProcessType.DATA_DELETION;
import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static io.github.dhisadmin.migration.ProcessType.METADATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.METADATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.DeletionPlan.Count;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MetadataMigrationPlan;
import io.github.dhisadmin.migration.MetadataMigrationPlan.PlannedObject;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From one DHIS2 database to another, each behind a server: metadata first, then the data of what
 * came with them. What arrives is looked up in the tables of the destination, and what is planted
 * there is found.
 */
class DatabaseMigrationIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension OLD = Dhis2DatabaseExtension.v242().freshForEachTest();

  @RegisterExtension
  static final Dhis2DatabaseExtension CENTRAL = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final DataMigrationRequest YEAR =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2025")), "amina");
  private static final DataMigrationRequest QUARTER =
      new DataMigrationRequest("north", List.of(), List.of(Period.of("2025Q1")), "amina");

  private static final int VALUES = ReportMigration.VALUES;

  /** Of them in a quarter, with the supply. */
  private static final int VALUES_OF_QUARTER = 13;

  private final ForkJoinPool threads = new ForkJoinPool(4);
  private ReportMigration report;
  private Dhis2Fixture source;
  private Dhis2Fixture destination;
  private MigrationService migration;

  @BeforeEach
  void serve() {
    report = new ReportMigration(OLD.dataSource(), CENTRAL.dataSource());
    source = report.source();
    destination = report.destination();
    migration = report.service();
  }

  @AfterEach
  void stop() {
    report.close();
    threads.shutdown();
  }

  @Test
  void dashboard_and_its_data_travel_are_compared_mended_and_deleted() throws SQLException {
    Map<String, String> before = enterWhatOnlyTheDestinationHas();
    Map<String, String> entered = report.enterYear();

    migrateDashboard();
    migrateValues(entered, before);
    twoDifferencesAreFoundAndMended(with(entered, before));
    Map<String, String> left = deleteQuarter(entered, before);

    assertThat(rows(CENTRAL.dataSource(), "not deleted")).isEqualTo(left);
    assertThat(rows(CENTRAL.dataSource(), "deleted")).hasSize(VALUES_OF_QUARTER);
    assertThat(rows(OLD.dataSource(), "not deleted")).hasSize(VALUES);
    assertThat(rows(OLD.dataSource(), "deleted")).isEmpty();
    ValidationResult afterwards = compare(YEAR);
    assertThat(afterwards.matched()).isEqualTo(VALUES - VALUES_OF_QUARTER);
    assertThat(afterwards.discrepancies())
        .containsOnly(entry(Kind.MISSING_AT_DESTINATION, (long) VALUES_OF_QUARTER));
  }

  @Test
  void values_that_came_before_their_metadata_are_refused_and_arrive_with_a_retry()
      throws SQLException {
    source.dataValue("OPV", "202501", "Clinic").value("7");
    report.save(List.of(DataItem.same(source.dataElement("OPV").uid())));

    migration.migrateData(YEAR);
    work();
    assertThat(rows(CENTRAL.dataSource(), "true")).isEmpty();
    assertThat(failed()).hasSize(1);
    assertThat(failed().get(0).problem().excerpt()).contains("E7610");

    migration.migrateMetadata(ReportMigration.DASHBOARD);
    work();
    assertThat(migration.tasks().retry(TaskSelection.all("north"))).isEqualTo(1);
    work();

    assertThat(rows(CENTRAL.dataSource(), "true"))
        .containsExactly(entry("OPV 2025-01-01 Clinic", "7  false"));
    assertThat(failed()).isEmpty();
  }

  @Test
  void values_that_were_deleted_at_the_source_do_not_travel() throws SQLException {
    destination.dataElement("OPV");
    source.dataValue("OPV", "202501", "Clinic").value("7").deleted();
    source.dataValue("OPV", "202502", "Clinic").value("8");
    report.save(List.of(DataItem.same(source.dataElement("OPV").uid())));

    migration.migrateData(YEAR);
    work();

    assertThat(rows(CENTRAL.dataSource(), "true"))
        .containsExactly(entry("OPV 2025-02-01 Clinic", "8  false"));
  }

  @Test
  void what_the_destination_does_not_know_is_refused_by_name_and_keeps_nothing_else_back()
      throws SQLException {
    destination.dataElement("OPV");
    source.organisationUnit("New clinic").parent("Country");
    source.dataValue("OPV", "202501", "New clinic").value("7");
    source.dataValue("OPV", "202501", "Clinic").value("8");
    report.save(List.of(DataItem.same(source.dataElement("OPV").uid())));

    migration.migrateData(YEAR);
    work();

    assertThat(rows(CENTRAL.dataSource(), "true"))
        .containsExactly(entry("OPV 2025-01-01 Clinic", "8  false"));
    assertThat(failed()).extracting(each -> each.problem().code()).containsExactly("REJECTED_ROWS");
    assertThat(failed().get(0).problem().excerpt())
        .contains(source.organisationUnit("New clinic").uid());
  }

  /** The dashboard arrives with all it shows; what the destination has under a code is used. */
  private void migrateDashboard() throws SQLException {
    String bcg = source.dataElement("BCG").uid();
    String bcgThere = destination.dataElement("BCG of the centre").uid();

    MetadataMigrationPlan plan =
        migration.planMetadata(ReportMigration.DASHBOARD, RunControl.none());

    assertThat(plan.missing()).isEmpty();
    assertThat(plan.conflicts()).isEmpty();
    assertThat(plan.unmapped())
        .extracting(PlannedObject::name)
        .containsExactlyInAnyOrder(
            "Immunisation",
            "Coverage",
            "Doses",
            "OPV",
            "Supply",
            "Supplies",
            "Plenty",
            "Stock out",
            "BCG to OPV",
            "Per cent",
            "BCG and OPV");
    assertThat(names(CENTRAL.dataSource(), "dataelement"))
        .containsExactly("BCG of the centre", "Malaria");

    MigrationRun run = migration.migrateMetadata(ReportMigration.DASHBOARD);
    assertThat(counts(METADATA_DOWNLOAD).queued()).isEqualTo(1);
    work();

    assertThat(counts(METADATA_DOWNLOAD).enqueued()).isGreaterThan(1);
    assertThat(counts(METADATA_UPLOAD).enqueued()).isPositive();
    assertThat(migration.tasks().counts(run.id())).allMatch(DatabaseMigrationIT::isAllDone);
    assertThat(names(CENTRAL.dataSource(), "dataelement"))
        .containsExactly("BCG of the centre", "Malaria", "OPV", "Supply");
    assertThat(names(CENTRAL.dataSource(), "optionset")).containsExactly("Supplies");
    assertThat(
            texts(
                CENTRAL.dataSource(),
                "select o.name from optionvalue o join optionset using (optionsetid)"
                    + " order by sort_order"))
        .containsExactly("Plenty", "Stock out");
    assertThat(
            texts(
                CENTRAL.dataSource(),
                "select name || ': ' || numerator from indicator order by name"))
        .containsExactly(
            "BCG and OPV: #{%s} + #{%s}".formatted(bcgThere, source.dataElement("OPV").uid()),
            "BCG to OPV: #{%s} * 100".formatted(bcgThere));
    assertThat(names(CENTRAL.dataSource(), "indicatortype")).containsExactly("Per cent");
    assertThat(report.favourites())
        .containsOnlyKeys(
            "dashboards/nghVC4wtyzi", "visualizations/DkPKc1EUmC2", "visualizations/fqs276KXCXi");
    assertThat(report.favourites().get("visualizations/fqs276KXCXi"))
        .contains(bcgThere)
        .doesNotContain(bcg);
    report.save(plan.dataItems());
  }

  private void migrateValues(Map<String, String> entered, Map<String, String> before)
      throws SQLException {
    MigrationRun run = migration.migrateData(YEAR);
    assertThat(run.tasks()).isEqualTo(12);
    assertThat(counts(DATA_DOWNLOAD).queued()).isEqualTo(12);
    assertThat(rows(CENTRAL.dataSource(), "true")).isEqualTo(before);
    work();

    assertThat(rows(CENTRAL.dataSource(), "not deleted")).isEqualTo(with(entered, before));
    assertThat(counts(DATA_DOWNLOAD)).isEqualTo(done(DATA_DOWNLOAD, 12));
    assertThat(counts(DATA_UPLOAD)).isEqualTo(done(DATA_UPLOAD, 12));
    ValidationResult alike = compare(YEAR);
    assertThat(alike.matched()).isEqualTo(VALUES);
    assertThat(alike.discrepancies()).isEmpty();
  }

  private void twoDifferencesAreFoundAndMended(Map<String, String> expected) throws SQLException {
    String opv = source.dataElement("OPV").uid();
    String bcg = destination.dataElement("BCG of the centre").uid();
    destination.dataValue("BCG of the centre", "202507", "Clinic").value("99999");
    execute(
        "delete from datavalue using dataelement de, period pe, organisationunit ou"
            + " where datavalue.dataelementid = de.dataelementid and de.name = 'OPV'"
            + " and datavalue.periodid = pe.periodid and pe.startdate = '2025-11-01'"
            + " and datavalue.sourceid = ou.organisationunitid and ou.name = 'Hospital'");

    ValidationResult different = compare(YEAR);

    assertThat(different.matched()).isEqualTo(VALUES - 2);
    assertThat(different.discrepancies())
        .containsOnly(entry(Kind.VALUE_DIFFERS, 1L), entry(Kind.MISSING_AT_DESTINATION, 1L));
    assertThat(migration.validation().discrepancies(different.run(), 0, 10))
        .extracting(
            Discrepancy::kind,
            each -> each.point().dataElement(),
            each -> each.point().period(),
            each -> each.point().organisationUnit(),
            Discrepancy::sourceValueOrNull,
            Discrepancy::destinationValueOrNull)
        .containsExactlyInAnyOrder(
            tuple(
                Kind.VALUE_DIFFERS,
                bcg,
                "202507",
                source.organisationUnit("Clinic").uid(),
                "13",
                "99999"),
            tuple(
                Kind.MISSING_AT_DESTINATION,
                opv,
                "202511",
                source.organisationUnit("Hospital").uid(),
                "22.5",
                null));

    assertThat(migration.validation().migrate(different.run(), "amina").tasks()).isEqualTo(1);
    assertThat(counts(DATA_UPLOAD).queued()).isEqualTo(1);
    work();

    assertThat(counts(DATA_UPLOAD)).isEqualTo(done(DATA_UPLOAD, 13));
    assertThat(rows(CENTRAL.dataSource(), "not deleted")).isEqualTo(expected);
    assertThat(compare(YEAR).total()).isZero();
  }

  /** Deletes the first quarter; tells what is to be left. */
  private Map<String, String> deleteQuarter(Map<String, String> entered, Map<String, String> before)
      throws SQLException {
    Map<String, String> all = with(entered, before);
    Map<String, String> left = new TreeMap<>(all);
    left.keySet().removeIf(key -> entered.containsKey(key) && key.matches(".* 2025-0[123]-01 .*"));

    DeletionPlan plan = migration.planDeletion(QUARTER, RunControl.none());

    assertThat(plan.counts())
        .containsExactly(
            new Count("vaccines", "202501", 4),
            new Count("vaccines", "202502", 4),
            new Count("vaccines", "202503", 5));
    assertThat(plan.values()).isEqualTo(VALUES_OF_QUARTER).isEqualTo(all.size() - left.size());
    String wrong = plan.token().replace('0', '1').replace('a', 'b');
    for (String token :
        List.of("", wrong, migration.planDeletion(YEAR, RunControl.none()).token())) {
      assertThatThrownBy(() -> migration.deleteData(QUARTER, token, RunControl.none()))
          .isInstanceOf(OutdatedPlanException.class);
    }
    work();
    assertThat(counts(DATA_DELETION)).isEqualTo(ProcessCounts.none(DATA_DELETION));
    assertThat(rows(CENTRAL.dataSource(), "not deleted")).isEqualTo(all);

    MigrationRun run = migration.deleteData(QUARTER, plan.token(), RunControl.none());
    assertThat(counts(DATA_DELETION).queued()).isEqualTo(run.tasks()).isEqualTo(3);
    assertThat(rows(CENTRAL.dataSource(), "not deleted")).isEqualTo(all);
    work();

    assertThat(migration.tasks().counts("north")).allMatch(DatabaseMigrationIT::isAllDone);
    assertThat(counts(DATA_DELETION)).isEqualTo(done(DATA_DELETION, 3));
    assertThat(migration.planDeletion(QUARTER, RunControl.none()).values()).isZero();
    return left;
  }

  /** Of another element, and of the same element in other years: nobody's business. */
  private Map<String, String> enterWhatOnlyTheDestinationHas() {
    destination.dataValue("Malaria", "202502", "Clinic").value("3");
    destination.dataValue("BCG of the centre", "202412", "Clinic").value("4");
    destination.dataValue("BCG of the centre", "202601", "Clinic").value("5");
    return Map.of(
        "Malaria 2025-02-01 Clinic", "3  false",
        "BCG of the centre 2024-12-01 Clinic", "4  false",
        "BCG of the centre 2026-01-01 Clinic", "5  false");
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(others);
    return all;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = CENTRAL.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private void work() {
    migration.work("worker-1", threads, RunControl.none());
  }

  private ValidationResult compare(DataMigrationRequest request) {
    return migration.validation().run(request, Tolerance.NONE, RunControl.none());
  }

  private List<FailedTask> failed() {
    return migration.tasks().failed(TaskSelection.all("north"), FailedTask.Position.START, 10);
  }

  private ProcessCounts counts(ProcessType process) {
    return migration.tasks().counts("north").stream()
        .filter(each -> each.process() == process)
        .findFirst()
        .orElseThrow();
  }

  private static ProcessCounts done(ProcessType process, int tasks) {
    return new ProcessCounts(process, tasks, 0, 0, 0, tasks, 0, 0);
  }

  private static boolean isAllDone(ProcessCounts counts) {
    return counts.done() == counts.enqueued() && counts.missing() == 0;
  }
}
