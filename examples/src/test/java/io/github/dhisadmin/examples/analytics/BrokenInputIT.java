package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.AnalyticsDatabase.dataValues;
import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data and metadata that ends a DHIS2 server's night run is stepped over and told. */
class BrokenInputIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private AnalyticsDatabase database;
  private Dhis2Fixture fixture;

  @BeforeEach
  void make_a_country_with_a_value() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    fixture.dataElement("Any");
    fixture.dataValue("Any", "202401", CLINIC).value("1");
  }

  @AfterEach
  void close_the_library() {
    database.close();
  }

  @Test
  void text_that_only_looks_like_a_number_does_not_end_a_run() {
    List<String> written =
        List.of(
            "224E10000913",
            "1e400",
            "-1e-400",
            "9".repeat(300),
            "9".repeat(300) + "." + "9".repeat(300),
            "0." + "0".repeat(400) + "1",
            "٣",
            "Infinity",
            "NaN",
            ".",
            "-");
    for (int i = 0; i < written.size(); i++) {
      fixture.dataValue("Any", "202301", "Unit " + i).value(written.get(i));
      // Beside each in its series, so that a statistic over both would be worth having.
      fixture.dataValue("Any", "202302", "Unit " + i).value("2");
    }
    for (String validationSkipped : List.of("false", "true")) {
      fixture.setting("keySkipDataTypeValidationInAnalyticsTableExport", validationSkipped);

      AnalyticsTableResult result = database.update(withOutliers());

      assertSucceeded(result);
      assertThat(codes(result)).containsExactly("VALUE_NOT_NUMERIC");
      assertThat(
              database.value(
                  "select count(*) from analytics where value = 2 and avg_middle_value = 2"))
          .isEqualTo("" + written.size());
      assertThat(database.value("select count(*) from analytics where value > 1e200"))
          .isEqualTo("0");
    }
  }

  @Test
  void number_for_an_integer_element_need_not_fit_an_integer() {
    fixture.dataElement("Whole").valueType("INTEGER");
    fixture.dataValue("Whole", "202401", CLINIC).value("99999999999999999999.5");

    assertSucceeded(database.update(withOutliers()));

    assertThat(
            database.value(
                "select value from analytics where dx = '"
                    + fixture.dataElement("Whole").uid()
                    + "'"))
        .isEqualTo("1e+20");
  }

  @Test
  void long_name_of_an_option_combo_is_cut() {
    fixture.dataValue("BCG", "202401", CLINIC).categoryOptionCombo("Female, <1").value("2");
    database.execute(
        "update categoryoptioncombo set name = repeat('long ', 100) where uid = '"
            + fixture.categoryOptionComboUid("Female, <1")
            + "'");

    AnalyticsTableResult result = database.update(dataValues());

    assertSucceeded(result);
    assertThat(codes(result)).containsOnly("NAME_CUT");
    assertThat(total()).isEqualTo("3");
  }

  @Test
  void values_of_the_second_period_of_an_identifier_are_left_out() {
    long second =
        fixture.period("202401", "Monthly", LocalDate.of(2024, 1, 2), LocalDate.of(2024, 2, 1));
    fixture.dataValue("Any", second, OTHER_CLINIC).value("10");

    AnalyticsTableResult result = database.update(dataValues());

    assertSucceeded(result);
    assertThat(codes(result)).containsExactly("DUPLICATE_ISO_PERIOD");
    assertThat(total()).isEqualTo("1");
  }

  @Test
  void values_of_units_in_a_cycle_are_left_out() {
    fixture.organisationUnit("Snake's head");
    fixture.organisationUnit("Snake's tail").parent("Snake's head");
    fixture.dataValue("Any", "202401", "Snake's tail").value("10");
    database.execute(
        "update organisationunit set parentid = "
            + fixture.organisationUnit("Snake's tail").id()
            + " where organisationunitid = "
            + fixture.organisationUnit("Snake's head").id());

    AnalyticsTableResult result = database.update(dataValues());

    assertSucceeded(result);
    assertThat(codes(result)).containsExactly("ORGANISATION_UNIT_CYCLE");
    assertThat(result.warnings().get(0).count()).isEqualTo(2);
    assertThat(total()).isEqualTo("1");
  }

  @Test
  void registrations_and_targets_of_units_in_a_cycle_do_not_end_a_run() {
    fixture.organisationUnit("Snake's head");
    fixture.organisationUnit("Snake's tail").parent("Snake's head");
    fixture.dataSet("Monthly set").organisationUnits(CLINIC, "Snake's tail");
    fixture.organisationUnitGroup("Bitten").members(CLINIC, "Snake's tail");
    for (String unit : List.of(CLINIC, "Snake's tail")) {
      fixture.completeRegistration(
          "Monthly set", "202401", unit, LocalDateTime.of(2024, 2, 1, 8, 0));
    }
    database.execute(
        "update organisationunit set parentid = "
            + fixture.organisationUnit("Snake's tail").id()
            + " where organisationunitid = "
            + fixture.organisationUnit("Snake's head").id());

    AnalyticsTableResult result = database.update(AnalyticsDatabase.full());

    assertSucceeded(result);
    String clinic = fixture.organisationUnit(CLINIC).uid();
    for (String table : List.of("analytics_completeness", "analytics_completenesstarget")) {
      assertThat(rowsOf(table, clinic)).as(table).isEqualTo("1");
    }
    assertThat(rowsOf("analytics_orgunittarget", clinic)).isNotEqualTo("0");
  }

  @Test
  void dimension_that_is_newer_than_the_resource_tables_waits_for_their_next_build() {
    database.update(dataValues());
    String set = fixture.organisationUnitGroupSet("Later").groups("Urban").uid();

    assertSucceeded(database.update(dataValues().skipResourceTables()));
    assertThat(database.columns("analytics")).doesNotContain(set);

    assertSucceeded(database.update(dataValues()));
    assertThat(database.columns("analytics")).contains(set);
  }

  private String rowsOf(String table, String unit) {
    return database.value("select count(*) from " + table + " where uidlevel4 = '" + unit + "'");
  }

  @Test
  void values_of_units_below_a_missing_parent_are_left_out() {
    fixture.organisationUnit("Orphan").parent("Lost parent");
    fixture.dataValue("Any", "202401", "Orphan").value("10");
    dropForeignKeysTo("organisationunit");
    database.execute(
        "delete from organisationunit where organisationunitid = "
            + fixture.organisationUnit("Lost parent").id());

    AnalyticsTableResult result = database.update(dataValues());

    assertSucceeded(result);
    assertThat(codes(result)).containsExactly("ORGANISATION_UNIT_ORPHAN");
    assertThat(total()).isEqualTo("1");
  }

  @Test
  void short_name_of_another_script_is_replaced_by_the_uid() {
    String set =
        fixture.organisationUnitGroupSet("ባለቤትነት").shortName("ባለቤትነት").groups("Urban").uid();
    String category = fixture.category("性別").shortName("性別").options("Female").uid();

    AnalyticsTableResult result = database.update(dataValues());

    assertSucceeded(result);
    assertThat(codes(result)).containsOnly("DIMENSION_NAME_REPLACED");
    assertThat(database.columns("analytics_2024")).contains(set, category);
    assertThat(database.value("select \"" + set + "\" from analytics"))
        .isEqualTo(fixture.organisationUnitGroup("Urban").uid());
  }

  @Test
  void names_of_full_length_are_no_trouble() {
    String longest = "x".repeat(229) + "'";
    fixture.organisationUnit(longest).parent("Gasabo");
    fixture.dataElement(longest);
    fixture.organisationUnitGroup(longest).members(longest);
    fixture.organisationUnitGroupSet(longest).groups(longest);
    fixture.dataElementGroup(longest).members(longest);
    fixture.dataElementGroupSet(longest).groups(longest);
    fixture.category(longest).options(longest, "\"; drop table datavalue; --");
    fixture.categoryCombo(longest).categories(longest);
    fixture.dataSet(longest).dataElements(longest).organisationUnits(longest);
    fixture
        .dataValue(longest, "202401", longest)
        .categoryOptionCombo("\"; drop table datavalue; --")
        .value("2");

    AnalyticsTableResult result = database.update(AnalyticsTableUpdate.full());

    assertSucceeded(result);
    assertThat(result.warnings()).isEmpty();
    assertThat(total()).isEqualTo("3");
  }

  @Test
  void text_too_long_for_an_index_is_a_row() {
    fixture.dataElement("Story").valueType("LONG_TEXT");
    database.execute(
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, created, lastupdated, deleted, followup)"
            + " select "
            + fixture.dataElement("Story").id()
            + ", periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid,"
            + " (select string_agg(md5(n::text), '') from generate_series(1, 1500) n),"
            + " created, lastupdated, false, false from datavalue");

    assertSucceeded(database.update(withOutliers()));

    assertThat(database.value("select max(length(textvalue)) from analytics")).isEqualTo("48000");
  }

  @Test
  void staging_tables_that_other_runs_left_are_dropped() {
    database.update(dataValues());
    database.execute(
        "create table analytics_temp (like analytics)",
        "create table analytics_2024_temp () inherits (analytics_temp)",
        "create table analytics_temp_2023 () inherits (analytics_temp)",
        "create table analytics_0_temp () inherits (analytics_temp)",
        "create table analytics_completeness_temp (nonsense text)",
        "create table analytics_rs_orgunitstructure_temp (nonsense text)",
        "create table analytics_rs_periodstructure_temp (nonsense text)",
        "create unlogged table dhis_admin.work_period (nonsense text)");

    assertSucceeded(database.update(AnalyticsDatabase.full()));

    assertThat(database.leftovers()).isEmpty();
    assertThat(total()).isEqualTo("1");
  }

  /**
   * A server that died between renaming partitions and renaming their parent leaves partitions that
   * serve below a staging parent (2.42, AbstractJdbcTableManager.swapTable).
   */
  @Test
  void partition_that_serves_below_a_staging_parent_is_replaced() {
    database.update(dataValues());
    database.execute(
        "create table analytics_temp (like analytics)",
        "alter table analytics_2024 no inherit analytics",
        "alter table analytics_2024 inherit analytics_temp");

    assertSucceeded(database.update(dataValues()));

    assertThat(database.leftovers()).isEmpty();
    assertThat(total()).isEqualTo("1");
  }

  private void dropForeignKeysTo(String table) {
    database
        .rows(
            "select conrelid::regclass, quote_ident(conname) from pg_constraint where contype = 'f'"
                + " and confrelid = '"
                + table
                + "'::regclass")
        .forEach(
            key -> {
              String[] parts = key.split(" ", 2);
              database.execute("alter table " + parts[0] + " drop constraint " + parts[1]);
            });
  }

  private static AnalyticsTableUpdate withOutliers() {
    return AnalyticsTableUpdate.full().only(AnalyticsTableType.DATA_VALUE);
  }

  private static void assertSucceeded(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
  }

  private static List<String> codes(AnalyticsTableResult result) {
    return result.warnings().stream().map(Warning::code).toList();
  }

  private String total() {
    return database.value("select sum(value) from analytics");
  }
}
