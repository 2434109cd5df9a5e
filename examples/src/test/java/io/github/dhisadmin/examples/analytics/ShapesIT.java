package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All types on the databases of other DHIS2 versions, with what differs there. */
class ShapesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final List<String> OUTLIER_COLUMNS =
      List.of(
          "sourceid",
          "periodid",
          "petype",
          "path",
          "avg_middle_value",
          "percentile_middle_value",
          "mad",
          "std_dev");

  @Test
  void version_2_40_has_timestamps_logged_tables_and_no_outlier_columns() {
    try (AnalyticsDatabase database = build(Shape.V2_40)) {
      assertThat(database.columns("analytics_2024"))
          .doesNotContainAnyElementsOf(OUTLIER_COLUMNS)
          .contains("quarterlynov")
          .doesNotContain("financialsep", "weeklyfriday", "financialfeb", "financialaug");
      assertThat(database.rows(types()))
          .containsExactly(
              "pestartdate timestamp without time zone", "peenddate timestamp without time zone");
      assertThat(database.rows("select pestartdate, peenddate from analytics"))
          .containsExactly("2024-01-01 00:00:00 2024-01-31 00:00:00");
      assertThat(persistence(database)).containsExactly("p");
      assertThat(database.tables("^_orgunitstructure$")).hasSize(1);
      assertThat(database.tables("^analytics_rs_")).isEmpty();
    }
  }

  @Test
  void version_2_42_has_dates_unlogged_tables_and_outlier_columns() {
    try (AnalyticsDatabase database = build(Shape.V2_42)) {
      assertThat(database.columns("analytics_2024"))
          .containsAll(OUTLIER_COLUMNS)
          .contains("financialsep")
          .doesNotContain("weeklyfriday", "financialfeb", "financialaug");
      assertThat(database.rows(types())).containsExactly("pestartdate date", "peenddate date");
      assertThat(persistence(database)).containsExactly("u");
    }
  }

  @Test
  void version_2_43_has_three_more_period_types() {
    try (AnalyticsDatabase database = build(Shape.V2_43)) {
      assertThat(database.columns("analytics_2024"))
          .containsAll(OUTLIER_COLUMNS)
          .containsSubsequence(
              "weeklythursday",
              "weeklyfriday",
              "weeklysaturday",
              "yearly",
              "financialfeb",
              "financialapril",
              "financialjuly",
              "financialaug",
              "financialsep");
      assertThat(database.rows(types())).containsExactly("pestartdate date", "peenddate date");
      assertThat(database.rows("select financialfeb, financialaug from analytics"))
          .containsExactly("2023Feb 2023Aug");
      assertThat(persistence(database)).containsExactly("u");
    }
  }

  @Test
  void version_2_43_has_only_the_period_types_an_administrator_chose() {
    try (AnalyticsDatabase database = build(Shape.V2_43)) {
      database.execute(
          "insert into configuration (configurationid) values (1)",
          "insert into configuration_dataoutputperiodtype (configurationid, periodtypeid)"
              + " select 1, periodtypeid from periodtype where name in ('Monthly', 'Yearly')");

      assertThat(database.update(AnalyticsTableUpdate.full()).state())
          .isEqualTo(RunState.SUCCEEDED);

      assertThat(database.columns("analytics_2024"))
          .contains("monthly", "yearly")
          .doesNotContain("weekly", "quarterly", "financialoct");
      assertThat(database.columns("analytics_rs_periodstructure")).contains("weekly", "quarterly");
    }
  }

  /** One row of each type, whose columns that all versions share are as they should be. */
  private static AnalyticsDatabase build(Shape shape) {
    AnalyticsDatabase database = AnalyticsDatabase.on(POSTGRES.database(shape));
    Dhis2Fixture fixture = database.fixture();
    SmallCountry country = SmallCountry.in(fixture);
    fixture
        .dataValue("BCG", "202401", CLINIC)
        .categoryOptionCombo("Female, <1")
        .attributeOptionCombo("MoH")
        .value("2.5");
    fixture.dataSet("Monthly set").organisationUnits(CLINIC).timelyDays(15);
    fixture.completeRegistration(
        "Monthly set", "202401", CLINIC, LocalDateTime.of(2024, 2, 1, 8, 0));

    AnalyticsTableResult result = database.update(AnalyticsTableUpdate.full());

    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings()).isEmpty();
    assertThat(database.tables("^analytics(?!_rs)"))
        .containsExactly(
            "analytics",
            "analytics_2024",
            "analytics_completeness",
            "analytics_completeness_2024",
            "analytics_completenesstarget",
            "analytics_orgunittarget");
    String clinic = country.unit(CLINIC);
    assertThat(
            database.rows(
                "select dx, co, ao, pe, ou, oulevel, uidlevel4, \"%s\", \"%s\", monthly, value"
                        .formatted(fixture.category("Sex").uid(), fixture.category("Partner").uid())
                    + " from analytics"))
        .containsExactly(
            String.join(
                " ",
                fixture.dataElement("BCG").uid(),
                fixture.categoryOptionComboUid("Female, <1"),
                fixture.categoryOptionComboUid("MoH"),
                "202401",
                clinic,
                "4",
                clinic,
                fixture.categoryOption("Female").uid(),
                fixture.categoryOption("MoH").uid(),
                "202401",
                "2.5"));
    assertThat(
            database.rows("select dx, uidlevel4, timely, value from analytics_completeness_2024"))
        .containsExactly(
            fixture.dataSet("Monthly set").uid() + " " + clinic + " t 2024-02-01 08:00:00");
    assertThat(database.rows("select dx, uidlevel4, value from analytics_completenesstarget"))
        .containsExactly(fixture.dataSet("Monthly set").uid() + " " + clinic + " 1");
    assertThat(database.value("select sum(value) from analytics_orgunittarget")).isEqualTo("2");
    return database;
  }

  private static String types() {
    return """
    select attname, format_type(atttypid, atttypmod) from pg_attribute
    where attrelid = 'analytics_2024'::regclass and attname in ('pestartdate', 'peenddate')
    order by attnum
    """;
  }

  private static List<String> persistence(AnalyticsDatabase database) {
    return database.rows(
        "select distinct relpersistence from pg_class where relkind = 'r'"
            + " and relname ~ '^analytics(_|$)' and relname !~ '^analytics_rs_'");
  }
}
