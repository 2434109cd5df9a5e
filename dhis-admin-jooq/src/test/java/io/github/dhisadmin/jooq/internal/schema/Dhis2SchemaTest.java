package io.github.dhisadmin.jooq.internal.schema;

import static io.github.dhisadmin.jooq.internal.dhis2.tables.Category.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Enrollment.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Event.EVENT;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Period.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.tables.Potentialduplicate.POTENTIALDUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.jooq.internal.schema.EventTable.Programs;
import io.github.dhisadmin.schema.SchemaFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class Dhis2SchemaTest {
  private static final Map<String, String> SINCE_2_41 =
      Map.of(
          "category", "categoryid uid",
          "datavalue", "storedby value",
          "enrollment", "enrollmentid trackedentityid occurreddate completeddate geometry",
          "event", "eventid enrollmentid occurreddate scheduleddate completeddate",
          "event_notes", "eventid noteid",
          "organisationunit", "organisationunitid path",
          "period", "periodid startdate");

  private static final Map<String, String> OLD =
      Map.of(
          "dataelementcategory", "categoryid uid",
          "datavalue", "storedby value",
          "organisationunit", "organisationunitid path",
          "period", "periodid startdate",
          "potentialduplicate", "teia teib",
          "programinstance", "programinstanceid trackedentityinstanceid incidentdate enddate",
          "programstageinstance", "programstageinstanceid programinstanceid executiondate duedate",
          "programstageinstancecomments", "programstageinstanceid trackedentitycommentid");

  @Test
  void families_are_told_by_their_features() {
    assertThat(schema(OLD).family()).isEqualTo(SchemaFamily.V2_40);
    assertThat(schema(SINCE_2_41).family()).isEqualTo(SchemaFamily.V2_41);
    assertThat(v242().family()).isEqualTo(SchemaFamily.V2_42);
    assertThat(v243().family()).isEqualTo(SchemaFamily.V2_43);
  }

  @Test
  void database_without_dhis2_tables_is_refused_with_their_names() {
    assertThatThrownBy(() -> schema(Map.of("datavalue", "value")))
        .isInstanceOfSatisfying(
            UnsupportedSchemaException.class,
            e ->
                assertThat(e.missing())
                    .containsExactly("category", "enrollment", "organisationunit", "period"));
  }

  @Test
  void names_before_2_41_are_the_old_ones() {
    Dhis2Schema schema = schema(OLD);

    assertThat(schema.nameOf(CATEGORY)).isEqualTo("dataelementcategory");
    assertThat(schema.nameOf(ENROLLMENT.OCCURREDDATE)).isEqualTo("incidentdate");
    assertThat(schema.nameOf(ENROLLMENT.COMPLETEDDATE)).isEqualTo("enddate");
    assertThat(schema.nameOf(ENROLLMENT.TRACKEDENTITYID)).isEqualTo("trackedentityinstanceid");
    assertThat(schema.nameOf(EVENT.OCCURREDDATE)).isEqualTo("executiondate");
    assertThat(schema.nameOf(POTENTIALDUPLICATE.ORIGINAL)).isEqualTo("teia");
    assertThat(schema.nameOf(PERIOD.STARTDATE)).isEqualTo("startdate");
  }

  @Test
  void names_of_2_42_are_as_generated() {
    assertThat(v242().nameOf(CATEGORY)).isEqualTo("category");
    assertThat(v242().nameOf(EVENT.SCHEDULEDDATE)).isEqualTo("scheduleddate");
    assertThat(v242().nameOf(ENROLLMENT.COMPLETEDDATE)).isEqualTo("completeddate");
  }

  @Test
  void events_live_in_one_table_until_2_42_and_in_two_after() {
    assertThat(schema(OLD).eventTables())
        .containsExactly(
            new EventTable(
                "programstageinstance",
                "programstageinstanceid",
                "executiondate",
                Optional.of("programinstanceid"),
                Optional.of("duedate"),
                "programstageinstancecomments",
                Programs.ALL));
    assertThat(v242().eventTables()).extracting(EventTable::name).containsExactly("event");
    assertThat(v243().eventTables())
        .containsExactly(
            new EventTable(
                "trackerevent",
                "eventid",
                "occurreddate",
                Optional.of("enrollmentid"),
                Optional.of("scheduleddate"),
                "trackerevent_notes",
                Programs.WITH_REGISTRATION),
            new EventTable(
                "singleevent",
                "eventid",
                "occurreddate",
                Optional.empty(),
                Optional.empty(),
                "singleevent_notes",
                Programs.WITHOUT_REGISTRATION));
  }

  @Test
  void resource_tables_are_prefixed_as_their_version_does() {
    assertThat(schema(OLD).resourceTablePrefix()).isEqualTo("_");
    assertThat(schema(SINCE_2_41).resourceTablePrefix()).isEqualTo("analytics_rs_");
    assertThat(v243().resourceTablePrefix()).isEqualTo("analytics_rs_");
  }

  @Test
  void period_types_grow_from_nineteen_to_twenty_three() {
    assertThat(schema(OLD).periodTypes())
        .hasSize(19)
        .doesNotContain("FinancialSep", "WeeklyFriday");
    assertThat(v242().periodTypes())
        .containsExactly(
            "Daily",
            "Weekly",
            "WeeklyWednesday",
            "WeeklyThursday",
            "WeeklySaturday",
            "WeeklySunday",
            "BiWeekly",
            "Monthly",
            "BiMonthly",
            "Quarterly",
            "QuarterlyNov",
            "SixMonthly",
            "SixMonthlyApril",
            "SixMonthlyNov",
            "Yearly",
            "FinancialApril",
            "FinancialJuly",
            "FinancialSep",
            "FinancialOct",
            "FinancialNov");
    assertThat(v243().periodTypes())
        .hasSize(23)
        .containsSubsequence("WeeklyThursday", "WeeklyFriday", "WeeklySaturday")
        .containsSubsequence("Yearly", "FinancialFeb", "FinancialApril")
        .containsSubsequence("FinancialJuly", "FinancialAug", "FinancialSep");
  }

  @Test
  void settings_are_json_until_2_41() {
    assertThat(schema(OLD).quotesSettings()).isTrue();
    assertThat(schema(SINCE_2_41).quotesSettings()).isTrue();
    assertThat(v242().quotesSettings()).isFalse();
  }

  @Test
  void period_dates_are_timestamps_and_outliers_unknown_only_in_2_40() {
    assertThat(schema(OLD).periodDatesAreTimestamps()).isTrue();
    assertThat(schema(OLD).outlierStatisticsByDefault()).isFalse();
    assertThat(v242().periodDatesAreTimestamps()).isFalse();
    assertThat(v242().outlierStatisticsByDefault()).isTrue();
  }

  @Test
  void geometry_needs_both_the_extension_and_the_column() {
    Dhis2Schema without = v242();
    Dhis2Schema with =
        new Dhis2Schema(new Catalogue("public", 150000, true, false, 3, columns(SINCE_2_41)));

    assertThat(without.hasGeometry(ENROLLMENT)).isFalse();
    assertThat(with.hasGeometry(ENROLLMENT)).isTrue();
    assertThat(with.hasGeometry(EVENT)).isFalse();
  }

  @Test
  void default_of_storedby_tells_whether_a_session_needs_a_user() {
    Map<String, Map<String, String>> columns = new HashMap<>(columns(SINCE_2_41));
    columns.put("datavalue", Map.of("storedby", "current_setting('dhis2.user'::text)"));

    assertThat(v242().needsDhis2User()).isFalse();
    assertThat(
            new Dhis2Schema(new Catalogue("public", 150000, false, true, 3, columns))
                .needsDhis2User())
        .isTrue();
  }

  @Test
  void generated_tables_render_under_their_old_names_and_leave_the_schema_to_the_search_path() {
    DSLContext ctx = DSL.using(SQLDialect.POSTGRES, schema(OLD).renderSettings(new Settings()));

    assertThat(ctx.render(DSL.select(CATEGORY.UID).from(CATEGORY)))
        .isEqualTo("select \"dataelementcategory\".\"uid\" from \"dataelementcategory\"");
    assertThat(ctx.render(ORGANISATIONUNIT)).isEqualTo("\"organisationunit\"");
    assertThat(ctx.render(DSL.table(DSL.name("staging")))).isEqualTo("\"staging\"");
    assertThat(ctx.render(DSL.table(DSL.name("pg_catalog", "pg_class"))))
        .isEqualTo("\"pg_catalog\".\"pg_class\"");
  }

  @Test
  void renamed_column_is_taken_from_the_alias_it_is_asked_for() {
    var enrollment = ENROLLMENT.as("e");

    assertThat(
            DSL.using(SQLDialect.POSTGRES)
                .render(schema(OLD).column(enrollment, ENROLLMENT.OCCURREDDATE)))
        .isEqualTo("\"e\".\"incidentdate\"");
  }

  @Test
  void every_missing_table_and_column_is_named() {
    assertThatThrownBy(
            () ->
                v242()
                    .require(
                        "tests",
                        List.of(
                            CATEGORY,
                            POTENTIALDUPLICATE,
                            PERIOD.STARTDATE,
                            PERIOD.ENDDATE,
                            EVENT.STATUS)))
        .isInstanceOfSatisfying(
            UnsupportedSchemaException.class,
            e ->
                assertThat(e.missing())
                    .containsExactly("event.status", "period.enddate", "potentialduplicate"));
  }

  @Test
  void split_events_satisfy_a_need_for_events() {
    v243().require("tests", List.of(EVENT, EVENT.ENROLLMENTID, EVENT.OCCURREDDATE));

    assertThatThrownBy(() -> v243().require("tests", List.of(EVENT.CODE)))
        .hasMessageContaining("trackerevent.code");
  }

  private static Dhis2Schema v242() {
    Map<String, String> tables = new HashMap<>(SINCE_2_41);
    tables.put("trackedentitychangelog", "trackedentityid");
    return schema(tables);
  }

  private static Dhis2Schema v243() {
    Map<String, String> tables = new HashMap<>(SINCE_2_41);
    tables.remove("event");
    tables.remove("event_notes");
    tables.put("trackedentitychangelog", "trackedentityid");
    tables.put("period", "periodid startdate iso");
    tables.put("trackerevent", "eventid enrollmentid occurreddate scheduleddate");
    tables.put("singleevent", "eventid occurreddate");
    return schema(tables);
  }

  private static Dhis2Schema schema(Map<String, String> tables) {
    return new Dhis2Schema(new Catalogue("public", 150000, false, false, 3, columns(tables)));
  }

  private static Map<String, Map<String, String>> columns(Map<String, String> tables) {
    return tables.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                table ->
                    Stream.of(table.getValue().split(" "))
                        .collect(Collectors.toMap(column -> column, column -> ""))));
  }
}
