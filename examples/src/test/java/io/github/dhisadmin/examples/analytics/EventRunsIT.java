package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.TableOutcome;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What runs leave of event tables that serve. */
class EventRunsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_resource_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    fixture.program("Register").stage("Stay", "Beds");
    fixture.program("Survey").stage("Visit", "Beds");
    fixture.program("Course").stage("Begin", "Beds").stage("End", "Beds");
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    stay("old", 2022);
    stay("new", 2024);
    database.update(AnalyticsDatabase.full().only(AnalyticsTableType.EVENT));
  }

  @BeforeEach
  void build_tables_of_two_years() {
    database.clear();
    database.execute("update event set deleted = true");
    stay("old", 2022);
    stay("new", 2024);
    assertThat(database.update(events()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  private static void stay(String name, int year) {
    event(name, "Register", "Stay", year);
  }

  private static void event(String name, String program, String stage, int year) {
    String uid =
        fixture
            .singleEvent(name, program, stage, CLINIC)
            .occurredDate(LocalDateTime.of(year, 3, 4, 5, 6))
            .dataValue("Beds", "2")
            .uid();
    database.execute("update event set deleted = false where uid = '" + uid + "'");
  }

  @Test
  void stages_have_an_index_where_there_are_several() {
    event("begun", "Course", "Begin", 2024);
    event("ended", "Course", "End", 2024);

    database.update(events());

    assertThat(
            database.rows(
                "select tablename from pg_indexes where indexdef ~ '\\(ps\\y' order by 1"))
        .containsExactly(table("Course") + "_2024");
  }

  @Test
  void last_years_leave_the_others_as_they_are() {
    database.execute("update event set deleted = true");
    stay("newest", 2024);

    AnalyticsTableResult result = database.update(lastYear());

    assertThat(partitions(result, "Register"))
        .containsExactly(table("Register") + "_2024 BUILT LAST_YEARS");
    assertThat(database.rows("select yearly from " + table("Register") + " order by 1"))
        .containsExactly("2022", "2024");
    assertThat(database.value("select event from " + table("Register") + " where yearly = '2024'"))
        .isEqualTo(fixture.singleEvent("newest", "Register", "Stay", CLINIC).uid());
  }

  @Test
  void event_that_was_given_a_date_in_a_rebuilt_year_counts_once() {
    stay("kept", 2022);
    database.update(events());
    String table = table("Register");
    database.execute(
        "create table " + table + "_0 () inherits (" + table + ")",
        """
        with taken as (delete from only %1$s_2022 returning *)
        insert into %1$s_0 select * from taken
        """
            .formatted(table),
        "update event set occurreddate = '2024-05-01' where uid = '"
            + fixture.singleEvent("old", "Register", "Stay", CLINIC).uid()
            + "'");

    assertThat(partitions(database.update(lastYear()), "Register"))
        .containsExactly(table + "_0 MERGED REBUILT_IN_OTHERS", table + "_2024 BUILT LAST_YEARS");

    assertThat(database.rows("select yearly, count(*) from " + table + " group by 1 order by 1"))
        .containsExactly("2022 1", "2024 2");
  }

  @Test
  void year_without_events_ends() {
    database.execute("update event set deleted = true where occurreddate < '2023-01-01'");

    AnalyticsTableResult result = database.update(events());

    assertThat(partitions(result, "Register"))
        .containsExactly(
            table("Register") + "_2022 DROPPED NO_SOURCE_ROWS",
            table("Register") + "_2024 BUILT FULL");
  }

  @Test
  void all_years_are_rebuilt_when_a_program_got_another_data_element() {
    fixture.program("Register").stage("Stay", "Nurses");

    AnalyticsTableResult result = database.update(lastYear());

    assertThat(partitions(result, "Register"))
        .containsExactly(
            table("Register") + "_2022 BUILT LAYOUT_CHANGED",
            table("Register") + "_2024 BUILT LAYOUT_CHANGED");
    assertThat(partitions(result, "Survey"))
        .containsExactly(table("Survey") + "_2024 BUILT LAST_YEARS");
    assertThat(database.columns(table("Register") + "_2022"))
        .contains(fixture.dataElement("Nurses").uid())
        .isEqualTo(database.columns(table("Register")));
  }

  @Test
  void skipped_program_keeps_its_table() {
    String oids = "select relname, oid from pg_class where relname like '%s%%' order by 1";
    List<String> register = database.rows(oids.formatted(table("Register")));
    List<String> survey = database.rows(oids.formatted(table("Survey")));

    AnalyticsTableResult result =
        database.update(
            events().skipPrograms(List.of(fixture.program("Register").uid(), "unknownUid1")));

    assertThat(result.types().get(0).tables())
        .extracting(TableOutcome::name)
        .contains(table("Survey"))
        .doesNotContain(table("Register"));
    assertThat(database.rows(oids.formatted(table("Register")))).isEqualTo(register);
    assertThat(database.rows(oids.formatted(table("Survey")))).isNotEqualTo(survey);
  }

  @Test
  void staging_tables_that_other_runs_left_are_dropped() {
    database.execute(
        "create table " + table("Register") + "_temp (nonsense text)",
        "create table "
            + table("Register")
            + "_2021_temp () inherits ("
            + table("Register")
            + "_temp)",
        "create table analytics_event_abcdefghijk_temp (nonsense text)",
        "create table analytics_te_event_abcdefghijk (precious text)");

    assertThat(database.update(events()).state()).isEqualTo(RunState.SUCCEEDED);

    assertThat(database.leftovers()).isEmpty();
    assertThat(database.tables("^analytics_te_event")).hasSize(1);
  }

  /** One with two columns of a name, those of a data element and an attribute, costs no other. */
  @Test
  void trouble_with_one_program_ends_that_program_alone() {
    String uid = fixture.dataElement("Beds").uid();
    fixture.program("Blocked").withRegistration("Person").attributes("Twin").stage("Bed", "Beds");
    String twin = fixture.trackedEntityAttribute("Twin", "TEXT");
    database.execute("update trackedentityattribute set uid = '" + uid + "' where name = 'Twin'");

    AnalyticsTableResult result = database.update(events());

    database.execute("update trackedentityattribute set uid = '" + twin + "' where name = 'Twin'");

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.types().get(0).error().orElseThrow()).contains(uid);
    assertThat(partitions(result, "Register"))
        .containsExactly(
            table("Register") + "_2022 BUILT FULL", table("Register") + "_2024 BUILT FULL");
    assertThat(database.leftovers()).isEmpty();
  }

  private static AnalyticsTableUpdate events() {
    return AnalyticsDatabase.full().skipResourceTables().only(AnalyticsTableType.EVENT);
  }

  private static AnalyticsTableUpdate lastYear() {
    return AnalyticsTableUpdate.lastYears(1).skipResourceTables().only(AnalyticsTableType.EVENT);
  }

  private static List<String> partitions(AnalyticsTableResult result, String program) {
    return result.types().get(0).tables().stream()
        .filter(outcome -> outcome.name().equals(table(program)))
        .flatMap(outcome -> outcome.partitions().stream())
        .map(each -> each.name() + " " + each.action() + " " + each.reason())
        .toList();
  }

  private static String table(String program) {
    return AnalyticsTableType.EVENT.tableName(fixture.program(program).uid());
  }
}
