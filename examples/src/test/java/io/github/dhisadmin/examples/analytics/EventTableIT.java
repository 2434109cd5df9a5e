package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.TableOutcome;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The event tables of several programs after one run, row by row. */
class EventTableIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final LocalDateTime OCCURRED = LocalDateTime.of(2024, 2, 29, 10, 30);
  private static final List<String> ELEMENTS =
      List.of(
          "Apgar", "Height", "Notes", "Outcome", "Alive", "Fed", "Seen on", "Referred to", "Place");

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
    programs();
    fullEvent();
    eventsOfAllStatuses();
    eventsThatAreNoRows();
    eventsWithOddValues();
    otherPrograms();
    result = database.update(AnalyticsDatabase.full().only(AnalyticsTableType.EVENT));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  private static void programs() {
    fixture.dataElement("Apgar").valueType("INTEGER");
    fixture.dataElement("Height").valueType("NUMBER");
    fixture.dataElement("Notes").valueType("LONG_TEXT");
    fixture.optionSet("Outcomes").options("WELL", "ILL");
    fixture.dataElement("Outcome").valueType("TEXT").optionSet("Outcomes");
    fixture.dataElement("Alive").valueType("BOOLEAN");
    fixture.dataElement("Fed").valueType("TRUE_ONLY");
    fixture.dataElement("Seen on").valueType("DATE");
    fixture.dataElement("Referred to").valueType("ORGANISATION_UNIT");
    fixture.dataElement("Place").valueType("COORDINATE");
    fixture.dataElement("Hidden").valueType("NUMBER");
    fixture.legendSet("Bands").legend("low", 0, 5).legend("high", 5, 10).ofDataElement("Apgar");
    fixture
        .legendSet("Overlapping")
        .legend("short", 0, 60)
        .legend("tall", 50, 120)
        .ofDataElement("Height");
    fixture.trackedEntityAttribute("First name", "TEXT");
    fixture.trackedEntityAttribute("Weight", "INTEGER");
    fixture.trackedEntityAttribute("Secret", "TEXT");
    fixture
        .program("Child")
        .withRegistration("Person")
        .categoryCombo("Partners")
        .attributes("First name", "Weight", "Secret")
        .stage("Birth", ELEMENTS.toArray(String[]::new))
        .stage("Visit", "Apgar", "Hidden");
    database.execute(
        "update trackedentityattribute set confidential = true where name = 'Secret'",
        "update programstagedataelement set skipanalytics = true where dataelementid = "
            + fixture.dataElement("Hidden").id());
    fixture.organisationUnit(CLINIC).code("KIG");
  }

  private static void fullEvent() {
    fixture
        .trackedEntity("anna", "Person", "Gasabo")
        .attribute("First name", "Anna")
        .attribute("Weight", "3250")
        .attribute("Secret", "nobody's business");
    fixture
        .enrollment("anna/child", "anna", "Child", OTHER_CLINIC)
        .enrollmentDate(LocalDateTime.of(2024, 2, 20, 8, 0))
        .occurredDate(LocalDateTime.of(2024, 2, 19, 0, 0));
    fixture
        .event("birth", "Birth", "anna/child", CLINIC)
        .occurredDate(OCCURRED)
        .scheduledDate(LocalDateTime.of(2024, 2, 28, 0, 0))
        .attributeOptionCombo("MoH")
        .dataValue("Apgar", "9")
        .dataValue("Height", "49.5")
        .dataValue("Notes", "born at night")
        .dataValue("Outcome", "WELL")
        .dataValue("Alive", "true")
        .dataValue("Fed", "true")
        .dataValue("Seen on", "2024-03-01")
        .dataValue("Referred to", country.unit(OTHER_CLINIC))
        .dataValue("Place", "[30.06, -1.95]")
        .dataValue("Hidden", "1");
    database.execute(
        "update event set completeddate = '2024-03-02 01:02:03', created = '2024-02-29 11:00:00',"
            + " createdatclient = '2024-02-29 10:45:00', lastupdated = '2024-03-02 12:00:00',"
            + " createdbyuserinfo = '{\"username\": \"ann\", \"firstName\": \"Ann\", \"surname\":"
            + " \" Nurse\"}', lastupdatedbyuserinfo = '{\"username\": \"bob\"}' where uid = '"
            + event("birth")
            + "'");
    if (postgis) {
      database.execute(
          "update event set geometry = st_setsrid(st_makepoint(30.1, -1.9), 4326) where uid = '"
              + event("birth")
              + "'",
          "update organisationunit set geometry ="
              + " st_setsrid(st_makeenvelope(30, -2, 31, -1), 4326) where uid = '"
              + country.unit(CLINIC)
              + "'",
          "update organisationunit set geometry = st_setsrid(st_makepoint(29.7, -2.6), 4326)"
              + " where uid = '"
              + country.unit(OTHER_CLINIC)
              + "'");
    }
  }

  private static void eventsOfAllStatuses() {
    for (String status :
        List.of("COMPLETED", "ACTIVE", "SCHEDULE", "SKIPPED", "OVERDUE", "VISITED")) {
      fixture
          .event("status " + status, "Visit", "anna/child", CLINIC)
          .occurredDate(LocalDateTime.of(2022, 12, 31, 23, 59))
          .scheduledDate(LocalDateTime.of(2023, 1, 1, 0, 0))
          .status(status);
    }
  }

  private static void eventsThatAreNoRows() {
    fixture.event("deleted", "Visit", "anna/child", CLINIC).occurredDate(OCCURRED).deleted();
    fixture.event("undated", "Visit", "anna/child", CLINIC).occurredDate(null);
    fixture
        .event("unscheduled", "Visit", "anna/child", CLINIC)
        .occurredDate(OCCURRED)
        .status("SCHEDULE");
    fixture.enrollment("anna/ended", "anna", "Child", CLINIC).deleted();
    fixture.event("of deleted enrollment", "Visit", "anna/ended", CLINIC).occurredDate(OCCURRED);
    fixture
        .event("long ago", "Visit", "anna/child", CLINIC)
        .occurredDate(LocalDateTime.of(202, 1, 1, 0, 0));
  }

  private static void eventsWithOddValues() {
    fixture.trackedEntity("gone", "Person", CLINIC).attribute("Weight", "heavy").deleted();
    fixture.enrollment("gone/child", "gone", "Child", CLINIC);
    odd("decimal", "Apgar", "9.5");
    odd("word", "Apgar", "nine");
    odd("greatest", "Apgar", "9223372036854775807");
    odd("too great", "Apgar", "9223372036854775808");
    odd("padded", "Apgar", "-00000000000000000000042");
    odd("negative", "Apgar", "-7");
    odd("eighteen digits", "Apgar", "999999999999999999");
    odd("minus", "Apgar", "-");
    odd("exponent", "Height", "1e2");
    odd("short", "Height", "49.9");
    odd("both", "Height", "50");
    odd("tall", "Height", "60");
    odd("beyond", "Height", "120");
    odd("huge", "Height", "1".repeat(400));
    odd("month", "Seen on", "2021-13-45");
    odd("no leap year", "Seen on", "2023-02-29");
    odd("28th", "Seen on", "2023-02-28");
    odd("31st", "Seen on", "2024-12-31");
    odd("no month", "Seen on", "2024-00-10");
    odd("no day", "Seen on", "2024-01-00");
    odd("no year", "Seen on", "0000-01-01");
    odd("slashes", "Seen on", "2024/01/01");
    odd("with time", "Seen on", "2024-02-29T23:59:58.123Z");
    odd("24 hours", "Seen on", "2024-02-29T25:00");
    odd("yes", "Alive", "yes");
    odd("no", "Alive", "false");
    odd("nowhere", "Place", "somewhere");
    odd("unknown unit", "Referred to", "abcdefghijk");
    fixture.event("no object", "Birth", "gone/child", CLINIC).occurredDate(OCCURRED);
    fixture.event("odd member", "Birth", "gone/child", CLINIC).occurredDate(OCCURRED);
    database.execute(
        "update event set eventdatavalues = '[1]' where uid = '" + event("no object") + "'",
        "update event set eventdatavalues = jsonb_build_object('"
            + element("Apgar")
            + "', 5) where uid = '"
            + event("odd member")
            + "'");
  }

  private static void odd(String name, String element, String value) {
    fixture
        .event(name, "Birth", "gone/child", CLINIC)
        .occurredDate(OCCURRED)
        .dataValue(element, value);
  }

  private static void otherPrograms() {
    fixture.dataElement("Link").valueType("URL");
    fixture.program("Register").stage("Stay", "Link");
    for (int i = 0; i < 20; i++) {
      fixture.singleEvent("stay " + i, "Register", "Stay", CLINIC).occurredDate(OCCURRED);
    }
    // Texts that cannot be compressed.
    database.execute(
        "update event set eventdatavalues = jsonb_build_object('"
            + element("Link")
            + "', jsonb_build_object('value', (select string_agg(md5(uid || n), '') from"
            + " generate_series(1, 300) n))) where programstageid = (select programstageid from"
            + " programstage where name = 'Stay')");
    fixture.program("Nothing yet").stage("First", "Apgar");
  }

  @Test
  void run_succeeds_with_a_table_per_program() {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.types()).hasSize(1);
    assertThat(result.types().get(0).tables())
        .extracting(TableOutcome::name)
        .containsExactlyInAnyOrder(table("Child"), table("Register"), table("Nothing yet"));
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void event_fills_every_column() {
    Map<String, String> row = row("birth");

    assertThat(row)
        .contains(
            entry("event", event("birth")),
            entry(
                "enrollment",
                database.value(
                    "select uid from enrollment where enrollmentid ="
                        + " (select enrollmentid from event where uid = '"
                        + event("birth")
                        + "')")),
            entry("ps", fixture.programStageUid("Birth")),
            entry("ao", fixture.categoryOptionComboUid("MoH")),
            entry("enrollmentdate", "2024-02-20 08:00:00"),
            entry("enrollmentoccurreddate", "2024-02-19 00:00:00"),
            entry("occurreddate", "2024-02-29 10:30:00"),
            entry("scheduleddate", "2024-02-28 00:00:00"),
            entry("completeddate", "2024-03-02 01:02:03"),
            entry("created", "2024-02-29 10:45:00"),
            entry("lastupdated", "2024-03-02 12:00:00"),
            entry("storedby", "admin"),
            entry("eventstatus", "COMPLETED"),
            entry("enrollmentstatus", "ACTIVE"),
            entry("ou", country.unit(CLINIC)),
            entry("ouname", CLINIC),
            entry("oucode", "KIG"),
            entry("oulevel", "4"),
            entry("registrationou", country.unit("Gasabo")),
            entry("enrollmentou", country.unit(OTHER_CLINIC)),
            entry("createdbyusername", "ann"),
            entry("createdbyname", "Ann"),
            entry("createdbylastname", " Nurse"),
            entry("createdbydisplayname", "Nurse, Ann (ann)"),
            entry("lastupdatedbyusername", "bob"),
            entry("lastupdatedbyname", "null"),
            entry("lastupdatedbylastname", "null"),
            entry("lastupdatedbydisplayname", ",  (bob)"),
            entry(fixture.category("Partner").uid(), fixture.categoryOption("MoH").uid()),
            entry("uidlevel1", country.unit("Rwanda")),
            entry("uidlevel3", country.unit("Gasabo")),
            entry("uidlevel4", country.unit(CLINIC)),
            entry("ounamehierarchy", "Rwanda / East / Gasabo / Kigali clinic"),
            entry(
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.organisationUnitGroup("Urban").uid()),
            entry(
                fixture.categoryOptionGroupSet("Funding").uid(),
                fixture.categoryOptionGroup("Public money").uid()),
            entry("daily", "20240229"),
            entry("monthly", "202402"),
            entry("financialapril", "2023April"),
            entry("yearly", "2024"),
            entry("trackedentity", fixture.trackedEntity("anna", "Person", "Gasabo").uid()));
  }

  @Test
  void values_have_the_types_of_their_elements_and_attributes() {
    assertThat(row("birth"))
        .contains(
            entry(element("Apgar"), "9"),
            entry(element("Height"), "49.5"),
            entry(element("Notes"), "born at night"),
            entry(element("Outcome"), "WELL"),
            entry(element("Alive"), "1"),
            entry(element("Fed"), "1"),
            entry(element("Seen on"), "2024-03-01 00:00:00"),
            entry(element("Referred to"), country.unit(OTHER_CLINIC)),
            entry(element("Referred to") + "_name", OTHER_CLINIC),
            entry(attribute("First name"), "Anna"),
            entry(attribute("Weight"), "3250"))
        .doesNotContainKeys(element("Hidden"), attribute("Secret"));
    assertThat(types("Apgar", "Height", "Notes", "Outcome", "Alive", "Fed", "Seen on"))
        .containsExactly(
            "bigint",
            "double precision",
            "text",
            "text",
            "integer",
            "integer",
            "timestamp without time zone");
  }

  @Test
  void columns_are_those_of_dhis2() {
    List<String> expected =
        new ArrayList<>(
            List.of(
                "event",
                "enrollment",
                "ps",
                "ao",
                "enrollmentdate",
                "enrollmentoccurreddate",
                "occurreddate",
                "scheduleddate",
                "completeddate",
                "created",
                "lastupdated",
                "storedby",
                "eventstatus",
                "enrollmentstatus",
                "ou",
                "ouname",
                "oucode",
                "oulevel",
                "registrationou",
                "enrollmentou",
                "createdbyusername",
                "createdbyname",
                "createdbylastname",
                "createdbydisplayname",
                "lastupdatedbyusername",
                "lastupdatedbyname",
                "lastupdatedbylastname",
                "lastupdatedbydisplayname"));
    if (postgis) {
      expected.addAll(
          List.of("eventgeometry", "ougeometry", "enrollmentgeometry", "longitude", "latitude"));
    }
    expected.addAll(
        List.of(
            fixture.category("Partner").uid(),
            "uidlevel1",
            "uidlevel2",
            "uidlevel3",
            "uidlevel4",
            "ounamehierarchy",
            fixture.organisationUnitGroupSet("Settlement").uid(),
            fixture.categoryOptionGroupSet("Funding").uid()));
    expected.addAll(PeriodColumns.NAMES);
    List<String> dynamic =
        Stream.concat(
                ELEMENTS.stream().map(EventTableIT::element),
                Stream.of(
                    element("Referred to") + "_name",
                    element("Apgar") + "_" + fixture.legendSet("Bands").uid(),
                    element("Height") + "_" + fixture.legendSet("Overlapping").uid(),
                    attribute("First name"),
                    attribute("Weight")))
            .toList();

    List<String> columns = database.columns(table("Child"));

    assertThat(columns).startsWith(expected.toArray(String[]::new)).contains("trackedentity");
    List<String> rest = new ArrayList<>(columns.subList(expected.size(), columns.size()));
    rest.removeAll(List.of("trackedentity"));
    if (postgis) {
      assertThat(rest).contains("tegeometry", element("Referred to") + "_geom");
      rest.removeAll(List.of("tegeometry", element("Referred to") + "_geom"));
    }
    assertThat(rest).containsExactlyInAnyOrderElementsOf(dynamic);
    assertThat(database.columns(table("Child") + "_2024")).isEqualTo(columns);
  }

  @Test
  void keys_are_declared_as_required_and_characters_of_fixed_length() {
    assertThat(
            database.rows(
                """
                select attname, format_type(atttypid, atttypmod) from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and attnotnull order by attnum
                """
                    .formatted(table("Child"))))
        .containsExactly(
            "event character(11)",
            "enrollment character(11)",
            "ps character(11)",
            "ao character(11)",
            "ou character(11)",
            "ouname text",
            "registrationou character(11)",
            "enrollmentou character(11)");
  }

  @Test
  void event_is_in_the_year_in_which_it_took_place_or_is_scheduled() {
    assertThat(
            database.rows(
                "select eventstatus, tableoid::regclass, daily from "
                    + table("Child")
                    + " where yearly < '2024'"))
        .containsExactlyInAnyOrder(
            "COMPLETED " + table("Child") + "_2022 20221231",
            "ACTIVE " + table("Child") + "_2022 20221231",
            "SCHEDULE " + table("Child") + "_2023 20230101");
    assertThat(
            database.rows(
                "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c' and"
                    + " conrelid = '"
                    + table("Child")
                    + "_2023'::regclass"))
        .containsExactly("CHECK ((yearly = '2023'::text))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status SKIPPED",
        "status OVERDUE",
        "status VISITED",
        "deleted",
        "undated",
        "unscheduled",
        "of deleted enrollment",
        "long ago"
      })
  void event_that_does_not_count_is_no_row(String name) {
    assertThat(
            database.value(
                "select count(*) from " + table("Child") + " where event = '" + event(name) + "'"))
        .isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({
    "decimal, Apgar, null",
    "word, Apgar, null",
    "greatest, Apgar, 9223372036854775807",
    "too great, Apgar, null",
    "padded, Apgar, -42",
    "negative, Apgar, -7",
    "eighteen digits, Apgar, 999999999999999999",
    "minus, Apgar, null",
    "exponent, Height, null",
    "huge, Height, null",
    "month, Seen on, null",
    "no leap year, Seen on, null",
    "28th, Seen on, 2023-02-28 00:00:00",
    "31st, Seen on, 2024-12-31 00:00:00",
    "no month, Seen on, null",
    "no day, Seen on, null",
    "no year, Seen on, null",
    "slashes, Seen on, null",
    "with time, Seen on, 2024-02-29 23:59:58.123",
    "24 hours, Seen on, null",
    "yes, Alive, null",
    "no, Alive, 0",
    "unknown unit, Referred to, abcdefghijk",
    "no object, Apgar, null",
    "odd member, Apgar, null"
  })
  void value_that_is_none_of_its_type_is_null(String event, String element, String expected) {
    assertThat(row(event)).contains(entry(element(element), expected));
  }

  @Test
  void values_that_became_null_are_counted_per_partition() {
    // decimal, word, too great, minus, exponent, huge, month, no leap year, no month, no day, no
    // year, slashes, 24 hours, yes
    long rejected = 14L + (postgis ? 1 : 0);

    assertThat(result.warnings())
        .filteredOn(warning -> warning.code().equals("VALUE_NOT_OF_TYPE"))
        .extracting(warning -> warning.table() + " " + warning.count())
        .containsExactlyInAnyOrder(
            table("Child") + "_2024 " + rejected, "trackedentityattributevalue 1");
    assertThat(result.warnings())
        .filteredOn(warning -> warning.code().equals("EVENT_OUT_OF_YEARS"))
        .extracting(warning -> warning.table() + " " + warning.count())
        .containsExactly(table("Child") + " 1");
  }

  @ParameterizedTest
  @CsvSource({
    "birth, Apgar, Bands, high",
    "odd member, Apgar, Bands, null",
    "short, Height, Overlapping, short",
    "both, Height, Overlapping, null",
    "tall, Height, Overlapping, tall",
    "beyond, Height, Overlapping, null"
  })
  void value_is_in_the_one_legend_that_covers_it(
      String event, String element, String set, String legend) {
    String expected =
        legend.equals("null")
            ? "null"
            : database.value("select uid from maplegend where name = '" + legend + "'");

    assertThat(row(event))
        .contains(entry(element(element) + "_" + fixture.legendSet(set).uid(), expected));
  }

  @Test
  void values_in_several_legends_are_counted() {
    assertThat(result.warnings())
        .filteredOn(warning -> warning.code().equals("LEGENDS_OVERLAP"))
        .extracting(warning -> warning.table() + " " + warning.count())
        .containsExactly(table("Child") + "_2024 1");
  }

  @Test
  void event_of_a_deleted_entity_is_there_without_it() {
    assertThat(row("no"))
        .contains(
            entry("trackedentity", "null"),
            entry("registrationou", country.unit(CLINIC)),
            entry(attribute("Weight"), "null"));
  }

  @Test
  void program_without_registration_has_no_column_of_entities() {
    assertThat(database.columns(table("Register"))).doesNotContain("trackedentity");
    assertThat(database.value("select count(*) from " + table("Register"))).isEqualTo("20");
  }

  @Test
  void program_without_events_has_an_empty_partition_of_the_current_year() {
    assertThat(database.tables("^" + table("Nothing yet")))
        .containsExactly(table("Nothing yet"), table("Nothing yet") + "_2024");
    assertThat(database.value("select count(*) from " + table("Nothing yet"))).isEqualTo("0");
  }

  @Test
  void texts_too_long_for_a_tree_are_found_by_their_hashes() {
    String link = element("Link");

    assertThat(
            database.rows(
                "select regexp_replace(indexdef, '.* USING ', '') from pg_indexes"
                    + " where tablename = '"
                    + table("Register")
                    + "_2024' and indexdef like '%\""
                    + link
                    + "\"%'"))
        .containsExactly("hash (\"" + link + "\")");
    assertThat(result.warnings())
        .filteredOn(warning -> warning.code().equals("VALUE_TOO_LONG_FOR_INDEX"))
        .extracting(warning -> warning.table() + " " + warning.count())
        .containsExactly(table("Register") + "_2024 20");
  }

  @Test
  void geometry_is_there_with_postgis_only() {
    assertThat(database.columns(table("Child")).contains("eventgeometry")).isEqualTo(postgis);
    assertThat(types("Place")).containsExactly(postgis ? "geometry(Point,4326)" : "text");
    assumeThat(postgis).isTrue();

    assertThat(
            database.rows(
                ("select st_astext(eventgeometry), st_astext(ougeometry) as unit, longitude,"
                        + " latitude, st_astext(\"%s\") as place, st_srid(\"%s\"),"
                        + " st_astext(\"%s_geom\") as referred from %s where event = '%s'")
                    .formatted(
                        element("Place"),
                        element("Place"),
                        element("Referred to"),
                        table("Child"),
                        event("birth"))))
        .containsExactly(
            "POINT(30.1 -1.9) POLYGON((30 -2,30 -1,31 -1,31 -2,30 -2)) 30.1 -1.9"
                + " POINT(30.06 -1.95) 4326 POINT(29.7 -2.6)");
    assertThat(row("nowhere")).contains(entry(element("Place"), "null"));
  }

  private static Map<String, String> row(String event) {
    return database.row(
        "select * from " + table("Child") + " where event = '" + event(event) + "'");
  }

  private static List<String> types(String... elements) {
    return Stream.of(elements)
        .map(
            element ->
                database.value(
                    "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = '"
                        + table("Child")
                        + "'::regclass and attname = '"
                        + element(element)
                        + "'"))
        .toList();
  }

  private static String table(String program) {
    return AnalyticsTableType.EVENT.tableName(fixture.program(program).uid());
  }

  private static String element(String name) {
    return fixture.dataElement(name).uid();
  }

  private static String attribute(String name) {
    return database.value("select uid from trackedentityattribute where name = '" + name + "'");
  }

  private static String event(String name) {
    return fixture.event(name, "Birth", "anna/child", CLINIC).uid();
  }
}
