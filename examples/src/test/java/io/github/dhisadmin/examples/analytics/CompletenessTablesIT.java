package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Completeness, completeness targets and organisation unit targets after one run, row by row. */
class CompletenessTablesIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final LocalDateTime REGISTERED = LocalDateTime.of(2024, 2, 5, 10, 30);

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;
  private static SmallCountry country;
  private static AnalyticsTableResult result;

  @BeforeAll
  static void build_the_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    country = SmallCountry.in(fixture);
    registrations();
    targets();
    result =
        database.update(
            AnalyticsDatabase.full()
                .only(
                    AnalyticsTableType.COMPLETENESS,
                    AnalyticsTableType.COMPLETENESS_TARGET,
                    AnalyticsTableType.ORG_UNIT_TARGET));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  private static void registrations() {
    fixture.dataSet("Partnered").attributeCombo("Partners").timelyDays(15);
    fixture.completeRegistration("Partnered", "202401", CLINIC, "MoH", REGISTERED);

    // The period ends on 31 January, whose midnight is where the 15 days and the day itself begin.
    fixture.dataSet("Due").timelyDays(15);
    fixture.completeRegistration("Due", "202401", CLINIC, LocalDateTime.of(2024, 2, 16, 0, 0, 0));
    fixture.completeRegistration(
        "Due", "202401", OTHER_CLINIC, LocalDateTime.of(2024, 2, 16, 0, 0, 1));
    fixture.completeRegistration("Due", "2019W1", CLINIC, LocalDateTime.of(2019, 1, 7, 0, 0));

    fixture.dataSet("Due whenever");
    fixture.completeRegistration("Due whenever", "202401", CLINIC, REGISTERED);
    database.execute(
        "update dataset set timelydays = null where uid = '"
            + fixture.dataSet("Due whenever").uid()
            + "'");

    fixture.dataSet("Withdrawn");
    fixture.incompleteRegistration("Withdrawn", "202401", CLINIC, REGISTERED);
    fixture.dataSet("Undated");
    fixture.completeRegistration("Undated", "202401", CLINIC, REGISTERED);
    database.execute(
        "update completedatasetregistration set date = null where datasetid = "
            + fixture.dataSet("Undated").id());
  }

  private static void targets() {
    fixture
        .organisationUnit(CLINIC)
        .openingDate(LocalDate.of(2001, 2, 3))
        .closedDate(LocalDate.of(2030, 12, 31));
    fixture.organisationUnit(OTHER_CLINIC).openingDate(LocalDate.of(2002, 3, 4));
    fixture.dataSet("Due").organisationUnits(CLINIC, OTHER_CLINIC);
    fixture.dataSet("Due").dataElements("Reported");
    fixture
        .dataSet("Partnered")
        .organisationUnits(CLINIC, OTHER_CLINIC)
        .openPeriodsAfterCoEndDate(2);
    fixture
        .categoryOption("MoH")
        .organisationUnits(CLINIC)
        .startDate(LocalDate.of(2020, 2, 3))
        .endDate(LocalDate.of(2024, 5, 31));
  }

  @Test
  void run_succeeds_for_all_three_types() {
    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.types())
        .extracting(type -> type.type() + " " + type.state())
        .containsExactly(
            "COMPLETENESS SUCCEEDED", "COMPLETENESS_TARGET SUCCEEDED", "ORG_UNIT_TARGET SUCCEEDED");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void registration_fills_every_column() {
    String dataSet = fixture.dataSet("Partnered").uid();
    String unit = country.unit(CLINIC);

    Map<String, String> row =
        database.row("select * from analytics_completeness_2024 where dx = '" + dataSet + "'");

    assertThat(row)
        .contains(
            entry("dx", dataSet),
            entry("year", "2024"),
            entry(
                "id",
                String.join("-", dataSet, "202401", unit, fixture.categoryOptionComboUid("MoH"))),
            entry(
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.organisationUnitGroup("Urban").uid()),
            entry("uidlevel1", country.unit("Rwanda")),
            entry("uidlevel2", country.unit("East")),
            entry("uidlevel3", country.unit("Gasabo")),
            entry("uidlevel4", unit),
            entry(
                fixture.categoryOptionGroupSet("Funding").uid(),
                fixture.categoryOptionGroup("Public money").uid()),
            entry(fixture.category("Partner").uid(), fixture.categoryOption("MoH").uid()),
            entry("daily", "null"),
            entry("monthly", "202401"),
            entry("quarterly", "2024Q1"),
            entry("financialapril", "2023April"),
            entry("yearly", "2024"),
            entry("timely", "t"),
            entry("value", "2024-02-05 10:30:00"));
    // Neither disaggregations nor the columns of data values.
    assertThat(row).hasSize(3 + 1 + 4 + 2 + 20 + 2);
  }

  @Test
  void registration_is_timely_until_the_days_after_the_end_day_are_over() {
    assertThat(completeness("Due", "uidlevel4, timely"))
        .containsExactlyInAnyOrder(
            country.unit(CLINIC) + " t", // 2019W1
            country.unit(CLINIC) + " t",
            country.unit(OTHER_CLINIC) + " f");
  }

  @Test
  void registration_is_in_the_partition_of_its_period_year() {
    assertThat(
            database.rows(
                "select tableoid::regclass, year, weekly from analytics_completeness"
                    + " where weekly is not null"))
        .containsExactly("analytics_completeness_2019 2019 2019W1");
    assertThat(
            database.rows(
                """
                select pg_get_constraintdef(oid) from pg_constraint
                where conrelid = 'analytics_completeness_2019'::regclass
                """))
        .containsExactly("CHECK ((year = 2019))");
  }

  @Test
  void registration_without_due_days_is_neither_timely_nor_late() {
    assertThat(completeness("Due whenever", "timely, value"))
        .containsExactly("null 2024-02-05 10:30:00");
  }

  @Test
  void registration_that_is_incomplete_or_undated_is_no_row() {
    assertThat(completeness("Withdrawn", "value")).isEmpty();
    assertThat(completeness("Undated", "value")).isEmpty();
  }

  @Test
  void columns_of_completeness_are_in_the_order_of_dhis2() {
    assertThat(database.columns("analytics_completeness"))
        .startsWith("dx", "year", "id", fixture.organisationUnitGroupSet("Settlement").uid())
        .containsSubsequence(
            "uidlevel1",
            "uidlevel4",
            fixture.categoryOptionGroupSet("Funding").uid(),
            fixture.category("Partner").uid(),
            "daily",
            "financialnov")
        .endsWith("timely", "value");
    assertThat(types("analytics_completeness", "dx", "year", "id", "daily", "timely", "value"))
        .containsExactly(
            "dx character(11) t",
            "year integer f",
            "id text f",
            "daily text f",
            "timely boolean f",
            "value timestamp without time zone f");
  }

  @Test
  void unit_of_a_plain_data_set_is_one_target_without_option_dates() {
    String columns = "ao, ouopeningdate, oucloseddate, costartdate, coenddate, uidlevel4, value";
    String ao = fixture.categoryOptionComboUid("default");

    assertThat(targets("Due", columns))
        .containsExactlyInAnyOrder(
            ao + " 2001-02-03 2030-12-31 null null " + country.unit(CLINIC) + " 1",
            ao + " 2002-03-04 null null null " + country.unit(OTHER_CLINIC) + " 1");
  }

  @Test
  void unit_is_a_target_for_the_attribute_options_it_may_use() {
    String columns =
        """
        ao, costartdate, coenddate, uidlevel4, "%s", "%s", "%s", value
        """
            .formatted(
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.categoryOptionGroupSet("Funding").uid(),
                fixture.category("Partner").uid());

    assertThat(targets("Partnered", columns))
        .containsExactly(
            String.join(
                " ",
                fixture.categoryOptionComboUid("MoH"),
                // Open for two more months after the option's end.
                "2020-02-03 2024-07-31",
                country.unit(CLINIC),
                fixture.organisationUnitGroup("Urban").uid(),
                fixture.categoryOptionGroup("Public money").uid(),
                fixture.categoryOption("MoH").uid(),
                "1"));
  }

  @Test
  void columns_of_completeness_targets_are_in_the_order_of_dhis2() {
    assertThat(database.columns("analytics_completenesstarget"))
        .containsExactly(
            "dx",
            "ao",
            "ouopeningdate",
            "oucloseddate",
            "costartdate",
            "coenddate",
            fixture.organisationUnitGroupSet("Settlement").uid(),
            "uidlevel1",
            "uidlevel2",
            "uidlevel3",
            "uidlevel4",
            fixture.categoryOptionGroupSet("Funding").uid(),
            fixture.category("Partner").uid(),
            "value");
    assertThat(
            types(
                "analytics_completenesstarget",
                "dx",
                "ao",
                "ouopeningdate",
                "oucloseddate",
                "costartdate",
                "coenddate",
                "value"))
        .containsExactly(
            "dx character(11) t",
            "ao character(11) t",
            "ouopeningdate date f",
            "oucloseddate date f",
            "costartdate date f",
            "coenddate date f",
            "value double precision f");
  }

  @Test
  void membership_of_a_group_is_one_organisation_unit_target() {
    assertThat(
            database.rows(
                "select oug, uidlevel1, uidlevel2, uidlevel3, uidlevel4, value"
                    + " from analytics_orgunittarget"))
        .containsExactlyInAnyOrder(
            String.join(
                " ",
                fixture.organisationUnitGroup("Urban").uid(),
                country.unit("Rwanda"),
                country.unit("East"),
                country.unit("Gasabo"),
                country.unit(CLINIC),
                "1"),
            String.join(
                " ",
                fixture.organisationUnitGroup("Rural").uid(),
                country.unit("Rwanda"),
                country.unit("South"),
                country.unit("Huye"),
                country.unit(OTHER_CLINIC),
                "1"));
    assertThat(types("analytics_orgunittarget", "oug", "uidlevel1", "value"))
        .containsExactly(
            "oug character(11) t", "uidlevel1 character(11) f", "value double precision f");
  }

  private static List<String> completeness(String dataSet, String columns) {
    return of("analytics_completeness", dataSet, columns);
  }

  private static List<String> targets(String dataSet, String columns) {
    return of("analytics_completenesstarget", dataSet, columns);
  }

  private static List<String> of(String table, String dataSet, String columns) {
    return database.rows(
        "select %s from %s where dx = '%s'"
            .formatted(columns, table, fixture.dataSet(dataSet).uid()));
  }

  private static List<String> types(String table, String... columns) {
    return database.rows(
        """
        select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute
        where attrelid = '%s'::regclass and attname = any(string_to_array('%s', ' '))
        order by attnum
        """
            .formatted(table, String.join(" ", columns)));
  }
}
