package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
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

/** The three tables of tracked entity types after one run, row by row. */
class TrackedEntityTableIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final List<String> LEVELS =
      List.of("uidlevel1", "uidlevel2", "uidlevel3", "uidlevel4");

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
    fixture.dataElement("Apgar").valueType("INTEGER");
    fixture.dataElement("Referred to").valueType("ORGANISATION_UNIT");
    fixture.trackedEntityAttribute("Weight", "INTEGER");
    fixture.trackedEntityAttribute("First name", "TEXT");
    fixture.trackedEntityAttribute("Born at", "ORGANISATION_UNIT");
    fixture.trackedEntityAttribute("Secret", "TEXT");
    fixture
        .trackedEntityTypeAttribute("Person", "First name")
        .trackedEntityTypeAttribute("Person", "Born at");
    fixture
        .program("Child")
        .withRegistration("Person")
        .attributes("Weight", "First name", "Secret")
        .stage("Birth", "Apgar", "Referred to");
    fixture.program("TB").withRegistration("Person").stage("Diagnosis", "Apgar");
    fixture.program("Vector control").withRegistration("Net").stage("Survey", "Apgar");
    fixture.organisationUnit(OTHER_CLINIC).code("BUT");
    anna();
    fixture.trackedEntity("ben", "Person", OTHER_CLINIC).attribute("Weight", "3.5");
    fixture.trackedEntity("gone", "Person", CLINIC).attribute("Weight", "heavy").deleted();
    fixture.enrollment("gone/child", "gone", "Child", CLINIC);
    fixture.event("of nobody", "Birth", "gone/child", CLINIC);
    fixture.trackedEntity("net", "Net", CLINIC);
    database.execute("update trackedentityattribute set confidential = true where name = 'Secret'");
    twoRowsOfGroupSets();
    result = database.update(trackedEntities().skipResourceTables());
  }

  private static AnalyticsTableUpdate trackedEntities() {
    return AnalyticsDatabase.full()
        .only(
            AnalyticsTableType.TRACKED_ENTITY_INSTANCE,
            AnalyticsTableType.TRACKED_ENTITY_INSTANCE_EVENTS,
            AnalyticsTableType.TRACKED_ENTITY_INSTANCE_ENROLLMENTS);
  }

  /** As a table hook leaves them that knows of what group a unit was in which month. */
  private static void twoRowsOfGroupSets() {
    database.update(AnalyticsDatabase.full().only(AnalyticsTableType.ORG_UNIT_TARGET));
    String table = "analytics_rs_organisationunitgroupsetstructure";
    database.execute(
        "alter table %s drop constraint \"%s\""
            .formatted(
                table,
                database.value(
                    ("select conname from pg_constraint where contype = 'p'"
                            + " and conrelid = '%s'::regclass")
                        .formatted(table))),
        "create table group_sets_of_month as select * from %s where organisationunitid = %s"
            .formatted(table, fixture.organisationUnit(CLINIC).id()),
        "update group_sets_of_month set startdate = '2024-02-01'",
        "insert into %s select * from group_sets_of_month".formatted(table));
  }

  private static void anna() {
    fixture
        .trackedEntity("anna", "Person", CLINIC)
        .attribute("Weight", "3250")
        .attribute("First name", "Anna")
        .attribute("Born at", country.unit(OTHER_CLINIC))
        .attribute("Secret", "nobody's business");
    fixture
        .enrollment("anna/child", "anna", "Child", OTHER_CLINIC)
        .enrollmentDate(LocalDateTime.of(2024, 2, 20, 8, 0))
        .occurredDate(LocalDateTime.of(2024, 2, 19, 0, 0))
        .completed(LocalDateTime.of(2024, 5, 6, 7, 8));
    fixture.enrollment("anna/tb", "anna", "TB", CLINIC).deleted();
    fixture.enrollment("without incident", "anna", "Child", CLINIC);
    fixture.event("of deleted enrollment", "Diagnosis", "anna/tb", CLINIC);
    fixture
        .event("birth", "Birth", "anna/child", CLINIC)
        .occurredDate(LocalDateTime.of(2024, 2, 29, 10, 30))
        .scheduledDate(LocalDateTime.of(2024, 2, 28, 0, 0))
        .dataValue("Apgar", "9")
        .dataValue("Referred to", country.unit(OTHER_CLINIC));
    fixture
        .event("earlier", "Birth", "anna/child", CLINIC)
        .occurredDate(LocalDateTime.of(2023, 12, 31, 23, 59));
    fixture
        .event("no object", "Birth", "anna/child", CLINIC)
        .occurredDate(null)
        .scheduledDate(LocalDateTime.of(2022, 3, 4, 5, 6))
        .status("SCHEDULE");
    fixture
        .event("long ago", "Birth", "anna/child", CLINIC)
        .occurredDate(LocalDateTime.of(202, 1, 1, 0, 0));
    fixture.event("deleted", "Birth", "anna/child", CLINIC).deleted();
    fixture.event("skipped", "Birth", "anna/child", CLINIC).status("SKIPPED");
    database.execute(
        "update enrollment set occurreddate = null where uid = '"
            + fixture.enrollment("without incident", "anna", "Child", CLINIC).uid()
            + "'",
        "update event set eventdatavalues = '[1]' where uid = '" + event("no object") + "'",
        "update trackedentity set created = '2024-02-01 02:03:04', inactive = true,"
            + " createdbyuserinfo = '{\"username\": \"ann\", \"firstName\": \"Ann\", \"surname\":"
            + " \"Nurse\"}' where uid = '"
            + fixture.trackedEntity("anna", "Person", CLINIC).uid()
            + "'");
    if (postgis) {
      database.execute(
          "update trackedentity set geometry = st_setsrid(st_makepoint(30.1, -1.9), 4326)",
          "update enrollment set geometry = st_setsrid(st_makepoint(30.2, -1.8), 4326)",
          "update event set geometry = st_setsrid(st_makepoint(30.3, -1.7), 4326)");
    }
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void run_succeeds_with_three_tables_per_type() {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.tables("^analytics_te_"))
        .containsExactlyInAnyOrder(
            entities("Person"),
            entities("Net"),
            enrollments("Person"),
            enrollments("Net"),
            events("Person"),
            events("Person") + "_2022",
            events("Person") + "_2023",
            events("Person") + "_2024",
            events("Net"),
            events("Net") + "_2024");
    assertThat(database.value("select count(*) from " + events("Net"))).isEqualTo("0");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void entity_fills_every_column() {
    assertThat(entity("anna"))
        .contains(
            entry("created", "2024-02-01 02:03:04"),
            entry("inactive", "t"),
            entry("createdatclient", "null"),
            entry("storedby", "admin"),
            entry("potentialduplicate", "f"),
            entry("ou", country.unit(CLINIC)),
            entry("ouname", CLINIC),
            entry("oulevel", "4"),
            entry("uidlevel2", country.unit("East")),
            entry("ounamehierarchy", "Rwanda / East / Gasabo / Kigali clinic"),
            entry("createdbyusername", "ann"),
            entry("createdbydisplayname", "Nurse, Ann (ann)"),
            entry(attribute("Weight"), "3250"),
            entry(attribute("First name"), "Anna"),
            entry(attribute("Born at"), country.unit(OTHER_CLINIC)),
            entry(
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.organisationUnitGroup("Urban").uid()));
  }

  @Test
  void columns_of_entities_are_those_of_dhis2() {
    List<String> expected =
        new ArrayList<>(
            List.of(
                "trackedentity",
                "trackedentityid",
                "created",
                "lastupdated",
                "inactive",
                "createdatclient",
                "lastupdatedatclient",
                "lastsynchronized",
                "featuretype",
                "coordinates",
                "storedby",
                "potentialduplicate",
                "ou",
                "ouname",
                "oucode",
                "oulevel"));
    expected.addAll(postgis ? List.of("geometry", "longitude", "latitude") : List.of());
    expected.addAll(LEVELS);
    expected.addAll(
        List.of(
            "ounamehierarchy",
            "createdbyusername",
            "createdbyname",
            "createdbylastname",
            "createdbydisplayname",
            "lastupdatedbyusername",
            "lastupdatedbyname",
            "lastupdatedbylastname",
            "lastupdatedbydisplayname"));
    List<String> columns = database.columns(entities("Person"));

    assertThat(columns.subList(0, expected.size())).isEqualTo(expected);
    assertThat(columns.subList(expected.size(), columns.size()))
        .containsExactlyInAnyOrder(
            program("Child"),
            program("TB"),
            attribute("Weight"),
            attribute("First name"),
            attribute("Born at"),
            fixture.organisationUnitGroupSet("Settlement").uid())
        .endsWith(fixture.organisationUnitGroupSet("Settlement").uid());
    assertThat(required(entities("Person"))).containsExactly("trackedentity", "trackedentityid");
  }

  @Test
  void columns_of_events_and_enrollments_are_those_of_dhis2() {
    List<String> ofEvents =
        new ArrayList<>(
            List.of(
                "trackedentity",
                "program",
                "enrollment",
                "programstage",
                "event",
                "occurreddate",
                "lastupdated",
                "created",
                "scheduleddate",
                "status",
                "ou",
                "ouname",
                "oucode",
                "oulevel",
                "eventdatavalues"));
    ofEvents.addAll(postgis ? List.of("eventgeometry", "evlongitude", "evlatitude") : List.of());
    List<String> ofEnrollments =
        new ArrayList<>(
            List.of(
                "trackedentity",
                "program",
                "enrollment",
                "enrollmentdate",
                "completeddate",
                "occurreddate",
                "enrollmentstatus",
                "ou",
                "ouname",
                "oucode",
                "oulevel"));
    ofEnrollments.addAll(
        postgis
            ? List.of("enrollmentgeometry", "enrollmentlongitude", "enrollmentlatitude")
            : List.of());
    for (List<String> columns : List.of(ofEvents, ofEnrollments)) {
      columns.add("ounamehierarchy");
      columns.addAll(LEVELS);
    }

    assertThat(database.columns(events("Person"))).isEqualTo(ofEvents);
    assertThat(database.columns(events("Person") + "_2024")).isEqualTo(ofEvents);
    assertThat(database.columns(enrollments("Person"))).isEqualTo(ofEnrollments);
    assertThat(required(events("Person") + "_2024")).containsExactly("trackedentity");
    assertThat(required(enrollments("Person"))).containsExactly("trackedentity");
  }

  @Test
  void unit_with_group_sets_of_a_month_does_not_repeat_its_rows() {
    assertThat(database.value("select count(*) from " + entities("Net"))).isEqualTo("1");
    assertThat(database.value("select count(*) from " + events("Person"))).isEqualTo("3");
  }

  @Test
  void entity_is_enrolled_in_the_programs_of_its_type_also_if_that_is_deleted() {
    assertThat(entity("anna"))
        .contains(entry(program("Child"), "t"), entry(program("TB"), "t"))
        .doesNotContainKey(program("Vector control"));
    assertThat(entity("ben")).contains(entry(program("Child"), "f"), entry(program("TB"), "f"));
  }

  @Test
  void what_has_no_place_is_counted() {
    assertThat(entity("ben")).contains(entry(attribute("Weight"), "null"));
    assertThat(result.warnings())
        .extracting(warning -> warning.code() + " " + warning.table() + " " + warning.count())
        .containsExactlyInAnyOrder(
            "VALUE_NOT_OF_TYPE " + entities("Person") + " 1",
            "EVENT_OUT_OF_YEARS " + events("Person") + " 1");
  }

  /** Partitions of events have no checks, as the server knows none. */
  @Test
  void nothing_is_declared_of_a_partition() {
    assertThat(
            database.value(
                "select count(*) from pg_constraint where contype = 'c' and conrelid = '"
                    + events("Person")
                    + "_2024'::regclass"))
        .isEqualTo("0");
  }

  @Test
  void deleted_entity_is_in_none_of_the_tables() {
    assertThat(database.value("select count(*) from " + entities("Person"))).isEqualTo("2");
    assertThat(database.rows("select distinct trackedentity from " + events("Person")))
        .containsExactly(fixture.trackedEntity("anna", "Person", CLINIC).uid());
    assertThat(database.rows("select distinct trackedentity from " + enrollments("Person")))
        .containsExactly(fixture.trackedEntity("anna", "Person", CLINIC).uid());
  }

  @Test
  void enrollment_that_is_not_deleted_and_has_an_incident_is_a_row() {
    assertThat(
            database.rows(
                "select program, enrollment, enrollmentdate, completeddate, occurreddate,"
                    + " enrollmentstatus, ou, oulevel, uidlevel2, ounamehierarchy from "
                    + enrollments("Person")))
        .containsExactly(
            String.join(
                " ",
                program("Child"),
                fixture.enrollment("anna/child", "anna", "Child", CLINIC).uid(),
                "2024-02-20 08:00:00 2024-05-06 07:08:00 2024-02-19 00:00:00 COMPLETED",
                country.unit(OTHER_CLINIC),
                "4",
                country.unit("South"),
                "Rwanda / South / Huye / Butare clinic"));
  }

  @Test
  void event_that_counts_is_a_row_of_its_year() {
    assertThat(
            database.rows(
                "select tableoid::regclass, event, program, enrollment, programstage, occurreddate,"
                    + " scheduleddate, status, ou, oulevel, uidlevel2 from "
                    + events("Person")
                    + "_2024"))
        .containsExactly(
            String.join(
                " ",
                events("Person") + "_2024",
                event("birth"),
                program("Child"),
                fixture.enrollment("anna/child", "anna", "Child", CLINIC).uid(),
                fixture.programStageUid("Birth"),
                "2024-02-29 10:30:00 2024-02-28 00:00:00 COMPLETED",
                country.unit(CLINIC),
                "4",
                country.unit("East")));
    assertThat(
            database.rows(
                "select event, eventdatavalues from "
                    + events("Person")
                    + " where occurreddate < '2024-01-01' or occurreddate is null order by"
                    + " occurreddate"))
        .containsExactly(event("earlier") + " {}", event("no object") + " {}");
  }

  @Test
  void values_that_are_units_come_with_name_and_code() {
    String value = "eventdatavalues -> '%s'";

    assertThat(
            database.row(
                "select %s as apgar, %s as unit from %s_2024"
                    .formatted(
                        value.formatted(fixture.dataElement("Apgar").uid()),
                        value.formatted(fixture.dataElement("Referred to").uid()),
                        events("Person"))))
        .containsExactly(
            entry(
                "apgar",
                "{\"value\": \"9\", \"created\": \"2020-01-01T00:00:00.000\", \"storedBy\":"
                    + " \"admin\", \"lastUpdated\": \"2020-01-01T00:00:00.000\","
                    + " \"providedElsewhere\": false}"),
            entry(
                "unit",
                "{\"value\": \""
                    + country.unit(OTHER_CLINIC)
                    + "\", \"created\": \"2020-01-01T00:00:00.000\", \"storedBy\": \"admin\","
                    + " \"value_code\": \"BUT\", \"value_name\": \"Butare clinic\","
                    + " \"lastUpdated\": \"2020-01-01T00:00:00.000\", \"providedElsewhere\":"
                    + " false}"));
  }

  @Test
  void geometry_is_there_with_postgis_only() {
    assertThat(database.columns(entities("Person")).contains("geometry")).isEqualTo(postgis);
    assumeThat(postgis).isTrue();

    assertThat(entity("anna")).contains(entry("longitude", "30.1"), entry("latitude", "-1.9"));
    assertThat(entity("ben")).contains(entry("longitude", "null"));
    assertThat(
            database.rows(
                "select enrollmentlongitude, enrollmentlatitude from " + enrollments("Person")))
        .containsExactly("30.2 -1.8");
    assertThat(
            database.rows(
                "select evlongitude, evlatitude, st_astext(eventgeometry) from "
                    + events("Person")
                    + "_2024"))
        .containsExactly("30.3 -1.7 POINT(30.3 -1.7)");
  }

  private static Map<String, String> entity(String name) {
    return database.row(
        "select * from "
            + entities("Person")
            + " where trackedentity = '"
            + fixture.trackedEntity(name, "Person", CLINIC).uid()
            + "'");
  }

  private static List<String> required(String table) {
    return database.rows(
        ("select attname from pg_attribute where attrelid = '%s'::regclass and attnum > 0"
                + " and attnotnull order by attnum")
            .formatted(table));
  }

  private static String entities(String type) {
    return AnalyticsTableType.TRACKED_ENTITY_INSTANCE.tableName(typeUid(type));
  }

  private static String enrollments(String type) {
    return AnalyticsTableType.TRACKED_ENTITY_INSTANCE_ENROLLMENTS.tableName(typeUid(type));
  }

  private static String events(String type) {
    return AnalyticsTableType.TRACKED_ENTITY_INSTANCE_EVENTS.tableName(typeUid(type));
  }

  private static String typeUid(String type) {
    return database.value("select uid from trackedentitytype where name = '" + type + "'");
  }

  private static String program(String name) {
    return fixture.program(name).uid();
  }

  private static String attribute(String name) {
    return database.value("select uid from trackedentityattribute where name = '" + name + "'");
  }

  private static String event(String name) {
    return fixture.event(name, "Birth", "anna/child", CLINIC).uid();
  }
}
