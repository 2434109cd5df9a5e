package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The validation result table after one run, row by row. */
class ValidationResultTableIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;
  private static SmallCountry country;
  private static AnalyticsTableResult result;

  @BeforeAll
  static void build_the_table() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    country = SmallCountry.in(fixture);
    found("Few doses", "202401", "MoH", "2024-03-04 23:30:00");
    found("Many doses", "2019W1", "MoH", "2019-02-03 00:00:00");
    result = database.update(validationResults(AnalyticsDatabase.full()));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  private static AnalyticsTableUpdate validationResults(AnalyticsTableUpdate update) {
    return update.only(AnalyticsTableType.VALIDATION_RESULT);
  }

  private static void found(String rule, String period, String partner, String created) {
    database.execute(
        "insert into validationresult (validationresultid, created, leftsidevalue, rightsidevalue,"
            + " validationruleid, periodid, organisationunitid, attributeoptioncomboid,"
            + " dayinperiod) values (nextval('hibernate_sequence'), '%s', 1, 2, %d, %d, %d, %d, 1)"
                .formatted(
                    created,
                    fixture.validationRule(rule).id(),
                    fixture.period(period),
                    fixture.organisationUnit(CLINIC).id(),
                    fixture.categoryOptionComboId(partner)));
  }

  @Test
  void run_succeeds_with_a_partition_per_year_of_the_period() {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.rows("select tableoid::regclass, year from analytics_validationresult"))
        .containsExactlyInAnyOrder(
            "analytics_validationresult_2019 2019", "analytics_validationresult_2024 2024");
    assertThat(
            database.rows(
                "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c'"
                    + " and conrelid = 'analytics_validationresult_2024'::regclass"))
        .containsExactly("CHECK ((year = 2024))");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void result_fills_every_column() {
    Map<String, String> row = database.row("select * from analytics_validationresult_2024");

    assertThat(row)
        .contains(
            entry("dx", fixture.validationRule("Few doses").uid()),
            entry("pestartdate", "2024-01-01 00:00:00"),
            entry("peenddate", "2024-01-31 00:00:00"),
            entry("year", "2024"),
            entry(
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.organisationUnitGroup("Urban").uid()),
            entry("uidlevel1", country.unit("Rwanda")),
            entry("uidlevel4", country.unit(CLINIC)),
            entry(fixture.category("Partner").uid(), fixture.categoryOption("MoH").uid()),
            entry("daily", "null"),
            entry("monthly", "202401"),
            entry("yearly", "2024"),
            entry("value", "2024-03-04"));
    // Neither disaggregations nor option group sets.
    assertThat(row).hasSize(4 + 1 + 4 + 1 + 20 + 1);
  }

  @Test
  void dx_and_year_are_required() {
    assertThat(
            database.rows(
                "select attname, format_type(atttypid, atttypmod) from pg_attribute where"
                    + " attrelid = 'analytics_validationresult'::regclass and attnum > 0"
                    + " and attnotnull order by attnum"))
        .containsExactly("dx character(11)", "year integer");
  }

  /** DHIS2 replaces the parent, and with it drops the other years. */
  @Test
  void other_years_stay_when_the_last_ones_are_rebuilt() {
    AnalyticsTableResult last =
        database.update(validationResults(AnalyticsTableUpdate.lastYears(1)));

    assertThat(last.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.rows("select year from analytics_validationresult order by 1"))
        .isEqualTo(List.of("2019", "2024"));
  }
}
