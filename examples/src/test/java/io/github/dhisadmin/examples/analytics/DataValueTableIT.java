package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data value table after one run with default settings, row by row. */
class DataValueTableIT {
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
    disaggregatedValue();
    valuesOfOtherPeriodTypes();
    zeros();
    valuesOfAllTypes();
    valuesThatAreNoRows();
    aggregationLevels();
    outlierSeries();
    result = database.update(AnalyticsTableUpdate.full().only(AnalyticsTableType.DATA_VALUE));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  private static void disaggregatedValue() {
    fixture
        .dataValue("BCG", "202401", CLINIC)
        .categoryOptionCombo("Female, <1")
        .attributeOptionCombo("MoH")
        .value("12.5");
    fixture
        .dataValue("BCG", "202401", OTHER_CLINIC)
        .categoryOptionCombo("Male, 1-4")
        .attributeOptionCombo("NGO")
        .value("-3");
  }

  private static void valuesOfOtherPeriodTypes() {
    fixture.dataElement("Any period");
    for (String period : List.of("20240229", "2019W1", "2023Q4", "2024", "2023July", "2024Nov")) {
      fixture.dataValue("Any period", period, CLINIC).value("2");
    }
  }

  private static void zeros() {
    fixture.dataElement("Sum").aggregationType("SUM");
    fixture.dataElement("Sum, zero significant").aggregationType("SUM").zeroIsSignificant();
    fixture.dataElement("Average").aggregationType("AVERAGE");
    fixture.dataElement("Average over time").aggregationType("AVERAGE_SUM_ORG_UNIT");
    for (String element : List.of("Sum", "Sum, zero significant", "Average", "Average over time")) {
      fixture.dataValue(element, "202401", CLINIC).value("0");
      fixture.dataValue(element, "202402", CLINIC).value("0.0");
      fixture.dataValue(element, "202403", CLINIC).value("00");
    }
  }

  private static void valuesOfAllTypes() {
    for (String type :
        List.of(
            "INTEGER",
            "INTEGER_POSITIVE",
            "INTEGER_NEGATIVE",
            "INTEGER_ZERO_OR_POSITIVE",
            "NUMBER",
            "UNIT_INTERVAL",
            "PERCENTAGE")) {
      typed(type, "7");
    }
    for (String type :
        List.of(
            "TEXT",
            "LONG_TEXT",
            "LETTER",
            "TIME",
            "USERNAME",
            "EMAIL",
            "PHONE_NUMBER",
            "URL",
            "DATE",
            "DATETIME",
            "AGE",
            "MULTI_TEXT",
            "COORDINATE",
            "GEOJSON",
            "ORGANISATION_UNIT",
            "REFERENCE",
            "FILE_RESOURCE",
            "IMAGE",
            "TRACKER_ASSOCIATE")) {
      typed(type, "2024-05-01");
    }
    for (String type : List.of("BOOLEAN", "TRUE_ONLY")) {
      fixture.dataElement(type).valueType(type).aggregationType("SUM");
      fixture.dataValue(type, "202401", CLINIC).value("true");
      fixture.dataValue(type, "202402", CLINIC).value("false");
      fixture.dataValue(type, "202403", CLINIC).value("yes");
    }
  }

  private static void typed(String type, String value) {
    fixture.dataElement(type).valueType(type);
    fixture.dataValue(type, "202401", CLINIC).value(value);
  }

  private static void valuesThatAreNoRows() {
    fixture.dataElement("Garbage");
    String period = "2024";
    int month = 1;
    for (String garbage : List.of("abc", "1,5", "1e3", ".5", "5.", " 5", "+5", "", "--1", "NaN")) {
      fixture.dataValue("Garbage", period + "%02d".formatted(month++), CLINIC).value(garbage);
    }
    fixture.dataElement("Gone");
    fixture.dataValue("Gone", "202401", CLINIC).value("1").deleted();
    fixture.dataValue("Gone", "202402", CLINIC).value(null);
    fixture.dataElement("Of a tracker").tracker();
    fixture.dataValue("Of a tracker", "202401", CLINIC).value("1");
    fixture.dataElement("Loose");
    database.execute(
        "insert into categoryoptioncombo (categoryoptioncomboid, uid, name, created, lastupdated)"
            + " values (999001, 'looseCombo1', 'in no combo', now(), now())");
    database.execute(
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, created, lastupdated, deleted, followup) values ("
            + fixture.dataElement("Loose").id()
            + ", "
            + fixture.period("202401")
            + ", "
            + fixture.organisationUnit(CLINIC).id()
            + ", 999001, "
            + fixture.categoryOptionComboId("default")
            + ", '1', now(), now(), false, false)");
  }

  private static void aggregationLevels() {
    fixture.dataElement("Levels 1 and 3").aggregationLevels(1, 3);
    fixture.dataElement("Level 4").aggregationLevels(4);
    for (String element : List.of("Levels 1 and 3", "Level 4")) {
      for (String unit : List.of("Rwanda", "East", "Gasabo", CLINIC)) {
        fixture.dataValue(element, "202401", unit).value("1");
      }
    }
  }

  private static void outlierSeries() {
    fixture.dataElement("Series");
    fixture.dataValue("Series", "202301", CLINIC).value("1");
    fixture.dataValue("Series", "202401", CLINIC).value("2");
    fixture.dataValue("Series", "202402", CLINIC).value("3").deleted();
    fixture.dataValue("Series", "202403", CLINIC).value("10");
    fixture.dataValue("Series", "202404", CLINIC).value("no number");
    fixture.dataValue("Series", "202405", CLINIC).value("224E10000913");
  }

  @Test
  void run_succeeds_and_names_the_partitions_of_all_years() {
    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.types()).hasSize(1);
    assertThat(result.types().get(0).tables()).hasSize(1);
    assertThat(result.types().get(0).tables().get(0).partitions())
        .extracting(partition -> partition.name() + " " + partition.action())
        .containsExactly("analytics_2019 BUILT", "analytics_2023 BUILT", "analytics_2024 BUILT");
  }

  @Test
  void disaggregated_monthly_value_fills_every_column() {
    String element = fixture.dataElement("BCG").uid();
    String combo = fixture.categoryOptionComboUid("Female, <1");
    String attribute = fixture.categoryOptionComboUid("MoH");
    String unit = country.unit(CLINIC);

    Map<String, String> row =
        database.row("select * from analytics_2024 where co = '" + combo + "'");

    assertThat(row)
        .contains(
            entry("dx", element),
            entry("co", combo),
            entry("ao", attribute),
            entry("pestartdate", "2024-01-01"),
            entry("peenddate", "2024-01-31"),
            entry("year", "2024"),
            entry("pe", "202401"),
            entry("ou", unit),
            entry("oulevel", "4"),
            entry("id", String.join("-", element, "202401", unit, combo, attribute)),
            entry(
                fixture.dataElementGroupSet("Programme").uid(),
                fixture.dataElementGroup("Immunisation").uid()),
            entry(
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.organisationUnitGroup("Urban").uid()),
            entry(
                fixture.categoryOptionGroupSet("Age band").uid(),
                fixture.categoryOptionGroup("Infants").uid()),
            entry(
                fixture.categoryOptionGroupSet("Funding").uid(),
                fixture.categoryOptionGroup("Public money").uid()),
            entry(fixture.category("Sex").uid(), fixture.categoryOption("Female").uid()),
            entry(fixture.category("Age").uid(), fixture.categoryOption("<1").uid()),
            entry(fixture.category("Partner").uid(), fixture.categoryOption("MoH").uid()),
            entry("uidlevel1", country.unit("Rwanda")),
            entry("uidlevel2", country.unit("East")),
            entry("uidlevel3", country.unit("Gasabo")),
            entry("uidlevel4", unit),
            entry("daily", "null"),
            entry("weekly", "null"),
            entry("weeklywednesday", "null"),
            entry("weeklythursday", "null"),
            entry("weeklysaturday", "null"),
            entry("weeklysunday", "null"),
            entry("biweekly", "null"),
            entry("monthly", "202401"),
            entry("bimonthly", "202401B"),
            entry("quarterly", "2024Q1"),
            entry("quarterlynov", "2024NovQ1"),
            entry("sixmonthly", "2024S1"),
            entry("sixmonthlyapril", "2023AprilS2"),
            entry("sixmonthlynov", "2024NovS1"),
            entry("yearly", "2024"),
            entry("financialapril", "2023April"),
            entry("financialjuly", "2023July"),
            entry("financialsep", "2023Sep"),
            entry("financialoct", "2023Oct"),
            entry("financialnov", "2024Nov"),
            entry("sourceid", "" + fixture.organisationUnit(CLINIC).id()),
            entry("periodid", "" + fixture.period("202401")),
            entry("categoryoptioncomboid", "" + fixture.categoryOptionComboId("Female, <1")),
            entry("attributeoptioncomboid", "" + fixture.categoryOptionComboId("MoH")),
            entry("dataelementid", "" + fixture.dataElement("BCG").id()),
            entry("petype", "Monthly"),
            entry(
                "path",
                "/"
                    + String.join(
                        "/",
                        country.unit("Rwanda"),
                        country.unit("East"),
                        country.unit("Gasabo"),
                        unit)),
            entry("avg_middle_value", "12.5"),
            entry("percentile_middle_value", "12.5"),
            entry("mad", "0"),
            entry("std_dev", "0"),
            entry("approvallevel", "0"),
            entry("daysxvalue", "387.5"),
            entry("daysno", "31"),
            entry("value", "12.5"),
            entry("textvalue", "null"));
    assertThat(row).hasSize(57);
  }

  @Test
  void dimension_that_does_not_hold_the_option_is_null() {
    String row =
        """
        select "%s" as age_band, "%s" as funding, "%s" as settlement, value, daysxvalue
        from analytics_2024 where co = '%s'
        """
            .formatted(
                fixture.categoryOptionGroupSet("Age band").uid(),
                fixture.categoryOptionGroupSet("Funding").uid(),
                fixture.organisationUnitGroupSet("Settlement").uid(),
                fixture.categoryOptionComboUid("Male, 1-4"));

    assertThat(database.rows(row))
        .containsExactly("null null " + fixture.organisationUnitGroup("Rural").uid() + " -3 -93");
  }

  @ParameterizedTest
  @CsvSource({
    "20240229, analytics_2024, 2024-02-29 2024-02-29 2024 1, 20240229 2024W9 202402 2024Q1 2024",
    "2019W1, analytics_2019, 2018-12-31 2019-01-06 2019 7, null 2019W1 201901 2019Q1 2019",
    "2023Q4, analytics_2023, 2023-10-01 2023-12-31 2023 92, null null null 2023Q4 2023",
    "2024, analytics_2024, 2024-01-01 2024-12-31 2024 366, null null null null 2024",
    "2023July, analytics_2023, 2023-07-01 2024-06-30 2023 366, null null null null null",
    "2024Nov, analytics_2023, 2023-11-01 2024-10-31 2023 366, null null null null null"
  })
  void period_is_in_the_partition_of_its_year(
      String period, String partition, String dates, String types) {
    String dx = fixture.dataElement("Any period").uid();

    assertThat(
            database.rows(
                """
                select tableoid::regclass, pestartdate, peenddate, year, daysno,
                  daily, weekly, monthly, quarterly, yearly
                from analytics where dx = '%s' and pe = '%s'
                """
                    .formatted(dx, period)))
        .containsExactly(partition + " " + dates + " " + types);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sum                   | 202402 0, 202403 0",
        "Sum, zero significant | 202402 0, 202403 0",
        "Average               | 202401 0, 202402 0, 202403 0",
        "Average over time     | 202401 0, 202402 0, 202403 0"
      })
  void zero_is_a_row_where_an_average_needs_it(String element, String rows) {
    assertThat(valuesOf(element, "pe, value")).containsExactly(rows.split(", ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INTEGER",
        "INTEGER_POSITIVE",
        "INTEGER_NEGATIVE",
        "INTEGER_ZERO_OR_POSITIVE",
        "NUMBER",
        "UNIT_INTERVAL",
        "PERCENTAGE"
      })
  void number_is_a_value(String type) {
    assertThat(valuesOf(type, "value, textvalue, daysxvalue")).containsExactly("7 null 217");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TEXT",
        "LONG_TEXT",
        "LETTER",
        "TIME",
        "USERNAME",
        "EMAIL",
        "PHONE_NUMBER",
        "URL",
        "DATE",
        "DATETIME",
        "AGE"
      })
  void text_is_a_text_value(String type) {
    assertThat(valuesOf(type, "value, textvalue, daysxvalue"))
        .containsExactly("null 2024-05-01 null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MULTI_TEXT",
        "COORDINATE",
        "GEOJSON",
        "ORGANISATION_UNIT",
        "REFERENCE",
        "FILE_RESOURCE",
        "IMAGE",
        "TRACKER_ASSOCIATE"
      })
  void value_of_another_type_is_no_row(String type) {
    assertThat(valuesOf(type, "pe")).isEmpty();
  }

  @Test
  void boolean_is_one_or_zero_and_true_only_is_one() {
    assertThat(valuesOf("BOOLEAN", "pe, value, textvalue, daysxvalue"))
        .containsExactly("202401 1 null 31", "202402 0 null 0");
    assertThat(valuesOf("TRUE_ONLY", "pe, value, textvalue, daysxvalue"))
        .containsExactly("202401 1 null 31");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Garbage", "Gone", "Of a tracker", "Loose"})
  void value_that_does_not_count_is_no_row(String element) {
    assertThat(valuesOf(element, "pe")).isEmpty();
  }

  @Test
  void ancestors_at_and_above_the_nearest_aggregation_level_are_hidden() {
    String rwanda = country.unit("Rwanda");
    String east = country.unit("East");
    String gasabo = country.unit("Gasabo");
    String clinic = country.unit(CLINIC);
    String columns = "oulevel, uidlevel1, uidlevel2, uidlevel3, uidlevel4";

    assertThat(valuesOf("Levels 1 and 3", columns))
        .containsExactly(
            "1 " + rwanda + " null null null",
            "2 null " + east + " null null",
            "3 null " + east + " " + gasabo + " null",
            "4 null null null " + clinic);
    assertThat(valuesOf("Level 4", columns))
        .containsExactly(
            "1 " + rwanda + " null null null",
            "2 " + rwanda + " " + east + " null null",
            "3 " + rwanda + " " + east + " " + gasabo + " null",
            "4 " + rwanda + " " + east + " " + gasabo + " " + clinic);
  }

  @Test
  void outlier_statistics_span_all_years_and_deleted_values() {
    // 1, 2, 3 (deleted) and 10: mean 4, median 2.5, distances 1.5 0.5 0.5 7.5, squares 9 4 1 36
    assertThat(
            valuesOf(
                "Series",
                "pe, value, avg_middle_value, percentile_middle_value, mad,"
                    + " round(std_dev::numeric, 10)"))
        .containsExactly(
            "202301 1 4 2.5 1 3.5355339059",
            "202401 2 4 2.5 1 3.5355339059",
            "202403 10 4 2.5 1 3.5355339059");
  }

  @Test
  void text_has_no_outlier_statistics() {
    assertThat(valuesOf("TEXT", "avg_middle_value, percentile_middle_value, mad, std_dev, petype"))
        .containsExactly("null null null null Monthly");
  }

  @Test
  void columns_are_in_the_order_of_dhis2() {
    List<String> expected = new ArrayList<>();
    expected.addAll(
        List.of(
            "dx",
            "co",
            "ao",
            "pestartdate",
            "peenddate",
            "year",
            "pe",
            "ou",
            "oulevel",
            "id",
            fixture.dataElementGroupSet("Programme").uid(),
            fixture.organisationUnitGroupSet("Settlement").uid(),
            fixture.categoryOptionGroupSet("Age band").uid(),
            fixture.categoryOptionGroupSet("Funding").uid()));
    expected.addAll(
        List.of(fixture.category("Age").uid(), fixture.category("Sex").uid()).stream()
            .sorted()
            .toList());
    expected.add(fixture.category("Partner").uid());
    expected.addAll(List.of("uidlevel1", "uidlevel2", "uidlevel3", "uidlevel4"));
    expected.addAll(PeriodColumns.NAMES);
    expected.addAll(
        List.of(
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
            "std_dev",
            "approvallevel",
            "daysxvalue",
            "daysno",
            "value",
            "textvalue"));

    assertThat(database.columns("analytics")).containsExactlyElementsOf(expected);
  }

  @Test
  void columns_have_the_types_of_dhis2() {
    assertThat(
            database.rows(
                """
                select format_type(atttypid, atttypmod) || case when attnotnull then ' not null'
                  else '' end || ': ' || string_agg(attname, ' ' order by attnum)
                from pg_attribute
                where attrelid = 'analytics_2024'::regclass and attnum > 0
                  and not (attname = any(string_to_array('%s', ' '))) and attname !~ '[A-Z]'
                group by atttypid, atttypmod, attnotnull order by 1
                """
                    .formatted(String.join(" ", PeriodColumns.NAMES))))
        .containsExactly(
            "character varying(255): petype path",
            "character(11) not null: dx co ao ou",
            "character(11): uidlevel1 uidlevel2 uidlevel3 uidlevel4",
            "date: pestartdate peenddate",
            "double precision: avg_middle_value percentile_middle_value mad std_dev daysxvalue"
                + " value",
            "integer not null: year sourceid periodid categoryoptioncomboid"
                + " attributeoptioncomboid dataelementid daysno",
            "integer: oulevel approvallevel",
            "text not null: pe",
            "text: id textvalue");
    assertThat(
            database.rows(
                """
                select distinct format_type(atttypid, atttypmod) from pg_attribute
                where attrelid = 'analytics_2024'::regclass
                  and attname = any(string_to_array('%s', ' '))
                """
                    .formatted(String.join(" ", PeriodColumns.NAMES))))
        .containsExactly("text");
  }

  @Test
  void all_partitions_have_the_columns_of_their_parent() {
    String layout =
        """
        select attnum, attname, format_type(atttypid, atttypmod), attnotnull, attcollation
        from pg_attribute where attrelid = '%s'::regclass and attnum > 0 order by attnum
        """;
    List<String> parent = database.rows(layout.formatted("analytics"));

    for (String partition : List.of("analytics_2019", "analytics_2023", "analytics_2024")) {
      assertThat(database.rows(layout.formatted(partition))).isEqualTo(parent);
    }
  }

  @Test
  void partitions_are_unlogged_children_with_checks_of_their_year() {
    assertThat(
            database.rows(
                """
                select c.relname as child, p.relname as parent, c.relkind, c.relpersistence
                from pg_inherits join pg_class c on c.oid = inhrelid
                join pg_class p on p.oid = inhparent order by 1
                """))
        .containsExactly(
            "analytics_2019 analytics r u",
            "analytics_2023 analytics r u",
            "analytics_2024 analytics r u");
    assertThat(
            database.rows(
                """
                select pg_get_constraintdef(oid) from pg_constraint
                where conrelid = 'analytics_2024'::regclass order by 1
                """))
        .containsExactly(
            "CHECK ((peenddate >= '2024-01-31'::date))",
            "CHECK ((pestartdate < '2025-01-01'::date))",
            "CHECK ((year = 2024))");
    assertThat(database.value("select count(*) from only analytics")).isEqualTo("0");
  }

  @Test
  void question_about_the_time_between_two_days_reads_no_other_year() {
    assertThat(
            database.rows(
                """
                explain (costs off) select value from analytics
                where pestartdate >= '2019-01-01' and peenddate <= '2019-12-31'"""))
        .anyMatch(line -> line.contains("analytics_2019"))
        .noneMatch(line -> line.contains("analytics_2023") || line.contains("analytics_2024"));
  }

  @Test
  void partitions_are_analysed_and_autovacuum_may_look_after_them() {
    assertThat(
            database.rows(
                """
                select relname, reltuples = (select count(*) from analytics_2024), reloptions
                from pg_class where relname = 'analytics_2024'
                """))
        .containsExactly("analytics_2024 t null");
  }

  @Test
  void partition_finds_elements_in_the_order_of_its_rows_and_units_by_their_bytes() {
    assertThat(
            database.rows(
                """
                select substring(indexdef from 'USING .*') from pg_indexes
                where tablename = 'analytics_2024' and indexdef ~ '\\((dx|ou)\\y'
                order by 1"""))
        .containsExactly("USING btree (dx, co)", "USING btree (ou bpchar_pattern_ops)");
  }

  @Test
  void nothing_is_left_behind() {
    assertThat(database.leftovers()).isEmpty();
  }

  private static List<String> valuesOf(String element, String columns) {
    return database.rows(
        "select "
            + columns
            + " from analytics where dx = '"
            + fixture.dataElement(element).uid()
            + "' order by pe, oulevel");
  }
}
