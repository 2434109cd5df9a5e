package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The enrollment tables of two programs after one run, row by row. */
class EnrollmentTableIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final LocalDateTime ENROLLED = LocalDateTime.of(2024, 2, 29, 23, 30);

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;
  private static SmallCountry country;
  private static AnalyticsTableResult result;
  private static boolean postgis;

  @BeforeAll
  static void build_the_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    postgis = POSTGRES.database().hasPostgis();
    fixture = database.fixture();
    country = SmallCountry.in(fixture);
    fixture.trackedEntityAttribute("Weight", "INTEGER");
    fixture.trackedEntityAttribute("Born at", "ORGANISATION_UNIT");
    fixture
        .program("Child")
        .withRegistration("Person")
        .attributes("Weight", "Born at")
        .stage("Birth", "Apgar");
    fixture.program("Register").stage("Stay", "Apgar");
    fixture
        .trackedEntity("anna", "Person", "Gasabo")
        .attribute("Weight", "3250")
        .attribute("Born at", country.unit(OTHER_CLINIC));
    fixture
        .enrollment("completed", "anna", "Child", CLINIC)
        .enrollmentDate(ENROLLED)
        .occurredDate(LocalDateTime.of(2024, 2, 1, 0, 0))
        .completed(LocalDateTime.of(2024, 5, 6, 7, 8));
    fixture.enrollment("reopened", "anna", "Child", CLINIC).enrollmentDate(ENROLLED);
    fixture.enrollment("deleted", "anna", "Child", CLINIC).deleted();
    fixture.enrollment("without incident", "anna", "Child", CLINIC);
    fixture.trackedEntity("gone", "Person", OTHER_CLINIC).attribute("Weight", "3.5").deleted();
    fixture.enrollment("of nobody", "gone", "Child", CLINIC);
    fixture.enrollment("long ago", "anna", "Child", CLINIC);
    fixture
        .enrollment("a year before", "anna", "Child", CLINIC)
        .enrollmentDate(ENROLLED.minusYears(1));
    // DHIS2 builds these tables only where there are events.
    fixture.event("birth", "Birth", "completed", CLINIC);
    fixture.singleEvent("stay", "Register", "Stay", CLINIC);
    database.execute(
        "update enrollment set completeddate = '2024-05-06' where uid = '" + uid("reopened") + "'",
        "update enrollment set occurreddate = null where uid = '" + uid("without incident") + "'",
        "update enrollment set enrollmentdate = '0202-01-01' where uid = '" + uid("long ago") + "'",
        "update enrollment set createdbyuserinfo = '{\"username\": \"ann\", \"firstName\":"
            + " \"Ann\", \"surname\": \"Nurse\"}', lastupdated = '2024-05-06 12:00:00',"
            + " lastupdatedatclient = '2024-05-06 11:00:00' where uid = '"
            + uid("completed")
            + "'");
    if (postgis) {
      database.execute(
          "update enrollment set geometry = st_setsrid(st_makepoint(30.1, -1.9), 4326)"
              + " where uid = '"
              + uid("completed")
              + "'",
          "update trackedentity set geometry = st_setsrid(st_makepoint(30.2, -1.8), 4326)"
              + " where not deleted");
    }
    result = database.update(AnalyticsDatabase.full().only(AnalyticsTableType.ENROLLMENT));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void run_succeeds_with_a_table_per_program_and_no_partitions() {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.types().get(0).tables())
        .flatExtracting(table -> table.partitions())
        .extracting(PartitionOutcome::name)
        .containsExactlyInAnyOrder(table("Child"), table("Register"));
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void enrollment_fills_every_column() {
    assertThat(row("completed"))
        .contains(
            entry("enrollment", uid("completed")),
            entry("enrollmentdate", "2024-02-29 23:30:00"),
            entry("occurreddate", "2024-02-01 00:00:00"),
            entry("completeddate", "2024-05-06 07:08:00"),
            entry("lastupdated", "2024-05-06 12:00:00"),
            entry("storedby", "admin"),
            entry("createdbyusername", "ann"),
            entry("createdbyname", "Ann"),
            entry("createdbylastname", "Nurse"),
            entry("createdbydisplayname", "Nurse, Ann (ann)"),
            entry("enrollmentstatus", "COMPLETED"),
            entry("ou", country.unit(CLINIC)),
            entry("ouname", CLINIC),
            entry("oulevel", "4"),
            entry("registrationou", country.unit("Gasabo")),
            entry("uidlevel2", country.unit("East")),
            entry("ounamehierarchy", "Rwanda / East / Gasabo / Kigali clinic"),
            entry(
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.organisationUnitGroup("Urban").uid()),
            entry("daily", "20240229"),
            entry("monthly", "202402"),
            entry("yearly", "2024"),
            entry(attribute("Weight"), "3250"),
            entry(attribute("Born at"), country.unit(OTHER_CLINIC)),
            entry(attribute("Born at") + "_name", OTHER_CLINIC),
            entry("trackedentity", fixture.trackedEntity("anna", "Person", "Gasabo").uid()));
  }

  @Test
  void columns_are_those_of_dhis2() {
    List<String> columns = database.columns(table("Child"));

    assertThat(columns)
        .startsWith(
            "enrollment",
            "enrollmentdate",
            "occurreddate",
            "completeddate",
            "lastupdated",
            "storedby",
            "createdbyusername",
            "createdbyname",
            "createdbylastname",
            "createdbydisplayname",
            "lastupdatedbyusername",
            "lastupdatedbyname",
            "lastupdatedbylastname",
            "lastupdatedbydisplayname",
            "enrollmentstatus",
            "ou",
            "ouname",
            "oucode",
            "oulevel",
            "registrationou")
        .containsSubsequence("uidlevel4", "ounamehierarchy", "daily", "financialnov");
    List<String> fixed = new ArrayList<>(columns);
    fixed.removeAll(
        List.of(
            "enrollmentgeometry",
            "longitude",
            "latitude",
            "tegeometry",
            attribute("Born at") + "_geom"));
    // Levels, names, one set of groups, periods, two attributes, a name, the tracked entity.
    assertThat(fixed).hasSize(20 + 4 + 1 + 1 + 20 + 2 + 1 + 1);
    assertThat(columns.size() - fixed.size()).isEqualTo(postgis ? 5 : 0);
    assertThat(
            database.rows(
                "select attname from pg_attribute where attrelid = '"
                    + table("Child")
                    + "'::regclass and attnum > 0 and attnotnull order by attnum"))
        .containsExactly("enrollment", "ou", "ouname", "registrationou");
  }

  @Test
  void only_a_completed_enrollment_has_a_date_of_completion() {
    assertThat(row("reopened")).contains(entry("completeddate", "null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "without incident"})
  void enrollment_that_does_not_count_is_no_row(String name) {
    assertThat(
            database.value(
                "select count(*) from "
                    + table("Child")
                    + " where enrollment = '"
                    + uid(name)
                    + "'"))
        .isEqualTo("0");
  }

  @Test
  void enrollment_of_a_deleted_entity_is_there_without_it() {
    assertThat(row("of nobody"))
        .contains(
            entry("trackedentity", "null"),
            entry("registrationou", country.unit(CLINIC)),
            entry(attribute("Weight"), "null"));
    assertThat(result.warnings())
        .extracting(warning -> warning.code() + " " + warning.table() + " " + warning.count())
        .containsExactly("VALUE_NOT_OF_TYPE trackedentityattributevalue 1");
  }

  @Test
  void enrollment_of_a_day_without_periods_is_there_without_them() {
    assertThat(row("long ago"))
        .contains(
            entry("enrollmentdate", "0202-01-01 00:00:00"),
            entry("daily", "null"),
            entry("yearly", "null"));
  }

  @Test
  void program_without_registration_has_the_enrollment_of_nobody() {
    assertThat(database.columns(table("Register"))).doesNotContain("trackedentity");
    assertThat(database.value("select count(*) from " + table("Register"))).isEqualTo("1");
  }

  @Test
  void year_has_an_index_where_there_are_several() {
    assertThat(
            database.rows(
                "select tablename from pg_indexes where indexdef ~ '\\(yearly\\y' order by 1"))
        .containsExactly(table("Child"));
  }

  @Test
  void geometry_is_there_with_postgis_only() {
    assumeThat(postgis).isTrue();

    assertThat(
            database.rows(
                "select st_astext(enrollmentgeometry), longitude, latitude, st_astext(tegeometry)"
                    + " as entity from "
                    + table("Child")
                    + " where enrollment = '"
                    + uid("completed")
                    + "'"))
        .containsExactly("POINT(30.1 -1.9) 30.1 -1.9 POINT(30.2 -1.8)");
  }

  private static Map<String, String> row(String enrollment) {
    return database.row(
        "select * from " + table("Child") + " where enrollment = '" + uid(enrollment) + "'");
  }

  private static String table(String program) {
    return AnalyticsTableType.ENROLLMENT.tableName(fixture.program(program).uid());
  }

  private static String attribute(String name) {
    return database.value("select uid from trackedentityattribute where name = '" + name + "'");
  }

  private static String uid(String enrollment) {
    return fixture.enrollment(enrollment, "anna", "Child", CLINIC).uid();
  }
}
