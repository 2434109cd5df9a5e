package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.AnalyticsDatabase.dataValues;
import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What DHIS2's settings, and the caller's wishes, change about the data value table. */
class DataValueSettingsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void make_a_country() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    approvals();
  }

  @BeforeEach
  void remove_settings_and_values() {
    database.clear();
    database.execute(
        "delete from systemsetting", "update categoryoption set startdate = null, enddate = null");
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void significant_zero_is_a_row_if_the_setting_says_so() {
    fixture.dataElement("Sum").aggregationType("SUM");
    fixture.dataElement("Significant").aggregationType("SUM").zeroIsSignificant();
    fixture.dataElement("Significant count").aggregationType("COUNT").zeroIsSignificant();
    fixture.dataElement("Average").aggregationType("AVERAGE");
    for (String element : List.of("Sum", "Significant", "Significant count", "Average")) {
      fixture.dataValue(element, "202401", CLINIC).value("0");
    }
    fixture.setting("keyIncludeZeroValuesInAnalytics", "true");

    database.update(dataValues());

    assertThat(valuesOf("Sum", "value")).isEmpty();
    assertThat(valuesOf("Significant", "value")).containsExactly("0");
    assertThat(valuesOf("Significant count", "value")).containsExactly("0");
    assertThat(valuesOf("Average", "value")).containsExactly("0");
  }

  @Test
  void any_number_that_postgresql_can_read_is_a_value_if_validation_is_off() {
    fixture.dataElement("Numbers");
    List<String> written = List.of("1e3", ".5", "5.", "+5", "abc", "NaN", "1e999", " 5");
    for (int i = 0; i < written.size(); i++) {
      fixture.dataValue("Numbers", "20240" + (i + 1), CLINIC).value(written.get(i));
    }
    fixture.setting("keySkipDataTypeValidationInAnalyticsTableExport", "true");

    assertThat(database.update(dataValues()).state()).isEqualTo(RunState.SUCCEEDED);

    assertThat(valuesOf("Numbers", "pe, value"))
        .containsExactly("202401 1000", "202402 0.5", "202403 5", "202404 5");
  }

  @Test
  void value_outside_the_dates_of_its_options_is_no_row_if_the_setting_says_so() {
    fixture.categoryOption("<1").startDate(LocalDate.of(2024, 2, 1));
    fixture.categoryOption("MoH").endDate(LocalDate.of(2024, 4, 29));
    fixture.categoryOption("Female").endDate(LocalDate.of(2024, 2, 29));
    List<String> periods = List.of("202401", "202402", "202403", "202404");
    for (String period : periods) {
      fixture
          .dataValue("BCG", period, CLINIC)
          .categoryOptionCombo("Female, <1")
          .attributeOptionCombo("MoH")
          .value("1");
    }

    fixture.setting("keyRespectMetaDataStartEndDatesInAnalyticsTableExport", "true");
    database.update(dataValues());
    assertThat(valuesOf("BCG", "pe")).containsExactly("202402");

    fixture.setting("keyRespectMetaDataStartEndDatesInAnalyticsTableExport", "false");
    database.update(dataValues().skipResourceTables());
    assertThat(valuesOf("BCG", "pe")).isEqualTo(periods);
  }

  @Test
  void attribute_option_that_ends_inside_a_period_does_not_cover_it() {
    fixture.categoryOption("MoH").endDate(LocalDate.of(2024, 2, 28));
    fixture.dataElement("Any");
    fixture.dataValue("Any", "202401", CLINIC).attributeOptionCombo("MoH").value("1");
    fixture.dataValue("Any", "202402", CLINIC).attributeOptionCombo("MoH").value("1");
    fixture.setting("keyRespectMetaDataStartEndDatesInAnalyticsTableExport", "true");

    database.update(dataValues());

    assertThat(valuesOf("Any", "pe")).containsExactly("202401");
  }

  @Test
  void approval_level_counts_in_the_years_of_the_threshold() {
    valuesToApprove();
    database.update(dataValues());

    String approved = "202301 2 999, 202401 2 999, 202402 1 1";
    assertThat(approvalLevels("-1")).isEqualTo("202301 0 0, 202401 0 0, 202402 0 0");
    assertThat(approvalLevels("0")).isEqualTo(approved);
    assertThat(approvalLevels("1")).isEqualTo("202301 0 0, 202401 2 999, 202402 1 1");
    assertThat(approvalLevels("2")).isEqualTo(approved);
  }

  /** For each period those of the two clinics. */
  private static String approvalLevels(String threshold) {
    fixture.setting("keyIgnoreAnalyticsApprovalYearThreshold", threshold);
    database.update(dataValues().skipResourceTables());
    return String.join(
        ", ",
        database.rows(
            """
            select pe, min(approvallevel) filter (where ou = '%s') as here,
              min(approvallevel) filter (where ou = '%s') as there
            from analytics where dx = '%s' and ao = '%s' group by pe order by pe
            """
                .formatted(
                    fixture.organisationUnit(CLINIC).uid(),
                    fixture.organisationUnit(OTHER_CLINIC).uid(),
                    fixture.dataElement("Approved").uid(),
                    fixture.categoryOptionComboUid("default"))));
  }

  @Test
  void value_that_needs_no_approval_is_seen_by_all() {
    valuesToApprove();
    database.execute(
        "update categoryoptioncombo set ignoreapproval = true where uid = '"
            + fixture.categoryOptionComboUid("NGO")
            + "'");
    fixture.dataValue("Approved", "202401", OTHER_CLINIC).attributeOptionCombo("NGO").value("1");
    fixture.setting("keyIgnoreAnalyticsApprovalYearThreshold", "0");

    database.update(dataValues());

    assertThat(valuesOf("Free", "approvallevel")).containsExactly("0");
    assertThat(valuesOf("In no data set", "approvallevel")).containsExactly("0");
    assertThat(
            database.rows(
                "select approvallevel from analytics where ao = '"
                    + fixture.categoryOptionComboUid("NGO")
                    + "'"))
        .containsExactly("0");
  }

  /** A workflow of a country and a district level; a district's approvals, and a country's one. */
  private static void approvals() {
    fixture
        .approvalLevel("Country approves", 1, 1)
        .approvalLevel("Region approves", 2, 2)
        .approvalLevel("District approves", 3, 3);
    fixture.approvalWorkflow("Two steps").levels("Country approves", "District approves");
    fixture.dataSet("With workflow").dataElements("Approved").workflow("Two steps");
    fixture.dataSet("Without workflow").dataElements("Free");
    for (String period : List.of("202301", "202401", "202402")) {
      fixture.approvalWorkflow("Two steps").approved("District approves", period, "Gasabo");
    }
    fixture
        .approvalWorkflow("Two steps")
        .approved("Country approves", "202402", "Rwanda")
        // Approves other values than those looked at.
        .approved("District approves", "202401", "Huye", "MoH");
  }

  private static void valuesToApprove() {
    for (String period : List.of("202301", "202401", "202402")) {
      fixture.dataValue("Approved", period, CLINIC).value("1");
      fixture.dataValue("Approved", period, OTHER_CLINIC).value("1");
    }
    fixture.dataValue("Free", "202401", CLINIC).value("1");
    fixture.dataValue("In no data set", "202401", CLINIC).value("1");
  }

  @Test
  void group_set_row_of_a_month_holds_for_periods_that_begin_in_it() {
    fixture.dataElement("Any");
    for (String period : List.of("202401", "202402", "2024W5", "2024Q1", "2024")) {
      fixture.dataValue("Any", period, CLINIC).value("1");
      fixture.dataValue("Any", period, OTHER_CLINIC).value("1");
    }
    fixture.resourceTableHook(
        "Only in January",
        "ORG_UNIT_GROUP_SET_STRUCTURE",
        "update analytics_rs_organisationunitgroupsetstructure_temp set startdate = '2024-01-01'"
            + " where organisationunitid = "
            + fixture.organisationUnit(CLINIC).id());

    database.update(dataValues());

    assertThat(
            database.rows(
                "select pe from analytics where ou = '"
                    + fixture.organisationUnit(CLINIC).uid()
                    + "' order by pe"))
        .containsExactly("2024", "202401", "2024Q1", "2024W5");
    assertThat(
            database.value(
                "select count(*) from analytics where ou = '"
                    + fixture.organisationUnit(OTHER_CLINIC).uid()
                    + "'"))
        .isEqualTo("5");
  }

  @Test
  void tables_are_logged_if_the_caller_wants_them_to_survive_a_crash() {
    fixture.dataValue("Any", "202401", CLINIC).value("1");

    database.update(dataValues().storage(TableStorage.LOGGED));

    assertThat(
            database.rows(
                "select relname, relpersistence from pg_class where relkind = 'r'"
                    + " and relname ~ '^analytics(_2024)?$' order by 1"))
        .containsExactly("analytics p", "analytics_2024 p");
  }

  @Test
  void skipped_outliers_have_no_columns() {
    fixture.dataValue("Any", "202401", CLINIC).value("1");

    database.update(dataValues());

    assertThat(database.columns("analytics_2024"))
        .doesNotContain(
            "sourceid",
            "periodid",
            "categoryoptioncomboid",
            "attributeoptioncomboid",
            "dataelementid",
            "petype",
            "path",
            "avg_middle_value",
            "percentile_middle_value",
            "mad",
            "std_dev")
        .endsWith("financialnov", "approvallevel", "daysxvalue", "daysno", "value", "textvalue");
  }

  @Test
  void type_without_any_value_is_left_as_it_is() {
    AnalyticsTableResult result = database.update(dataValues());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.types().get(0).tables()).isEmpty();
    assertThat(database.tables("^analytics(_[0-9]+)?$")).isEmpty();
  }

  private static List<String> valuesOf(String element, String columns) {
    return database.rows(
        "select "
            + columns
            + " from analytics where dx = '"
            + fixture.dataElement(element).uid()
            + "' order by pe");
  }
}
