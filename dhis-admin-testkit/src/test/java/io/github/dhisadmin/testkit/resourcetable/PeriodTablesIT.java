package io.github.dhisadmin.testkit.resourcetable;

import static io.github.dhisadmin.resourcetable.ResourceTable.DATE_PERIOD_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.PERIOD_STRUCTURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeriodTablesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String PERIODS = "analytics_rs_periodstructure";
  private static final String DATES = "analytics_rs_dateperiodstructure";

  private ResourceTableBed tables;
  private Dhis2Fixture dhis2;

  @BeforeEach
  void open() {
    tables = new ResourceTableBed(POSTGRES.database());
    dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
  }

  @Test
  void periods_name_the_longer_periods_that_enclose_them() {
    long week = dhis2.period("2019W1");
    long month = dhis2.period("201911");
    long year = dhis2.period("2020");

    ResourceTableResult result = tables.build(PERIOD_STRUCTURE);

    assertThat(result.warnings()).isEmpty();
    assertThat(
            tables.rows(
                "select p.periodid, p.iso, p.daysno, p.startdate, p.enddate, t.name ="
                    + " p.periodtypename, p.monthstartdate, p.year, p.daily, p.weekly,"
                    + " p.weeklywednesday, p.biweekly, p.monthly, p.quarterlynov,"
                    + " p.sixmonthlynov, p.yearly, p.financialnov from "
                    + PERIODS
                    + " p join periodtype t using (periodtypeid) order by p.startdate"))
        .containsExactly(
            week
                + "|2019W1|7|2018-12-31|2019-01-06|t|2018-12-01|2019||2019W1||2019BiW1|201901"
                + "|2019NovQ1|2019NovS1|2019|2019Nov",
            month
                + "|201911|30|2019-11-01|2019-11-30|t|2019-11-01|2019|||||201911|2020NovQ1"
                + "|2020NovS1|2019|2020Nov",
            year + "|2020|366|2020-01-01|2020-12-31|t|2020-01-01|2020||||||||2020|");
    assertThat(tables.columns(PERIODS))
        .startsWith(
            "periodid bigint not null",
            "iso character varying(50) not null",
            "daysno integer not null",
            "startdate date not null",
            "enddate date not null",
            "periodtypeid integer not null",
            "periodtypename character varying(50) not null",
            "monthstartdate date not null",
            "year integer not null",
            "daily character varying(50)",
            "weekly character varying(50)")
        .endsWith("financialoct character varying(50)", "financialnov character varying(50)")
        .hasSize(29);
    assertThat(tables.indexes(PERIODS)).containsExactly("primary key (periodid)", "unique (iso)");
  }

  @Test
  void invalid_and_repeated_periods_are_left_out_and_reported() {
    long month = dhis2.period("202401");
    dhis2.period("202402", "Monthly", LocalDate.of(2024, 1, 3), LocalDate.of(2024, 2, 2));
    dhis2.period("202403", "Monthly", LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 1));
    long day = dhis2.period("20240401");

    ResourceTableResult result = tables.build(PERIOD_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ResourceTableBed.codes(result))
        .containsExactly("DUPLICATE_ISO_PERIOD", "INVALID_PERIOD");
    assertThat(tables.rows("select periodid, iso from " + PERIODS + " order by startdate"))
        .containsExactly(month + "|202401", day + "|20240401");
  }

  @Test
  void stored_identifiers_count_in_2_43() {
    ResourceTableBed newer = new ResourceTableBed(POSTGRES.database(Shape.V2_43));
    Dhis2Fixture fixture = Dhis2Fixture.on(POSTGRES.database(Shape.V2_43).dataSource());
    fixture.period("STORED", "Monthly", LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31));

    newer.build(PERIOD_STRUCTURE);

    assertThat(newer.rows("select iso, monthly, weeklyfriday, financialaug from " + PERIODS))
        .containsExactly("STORED|202401||2023Aug");
    assertThat(newer.columns(PERIODS)).hasSize(32);
  }

  @Test
  void days_reach_from_1975_to_25_years_ahead_without_a_limit() {
    tables.build(DATE_PERIOD_STRUCTURE);

    assertThat(tables.rows("select min(dateperiod), max(dateperiod), count(*) from " + DATES))
        .containsExactly("1975-01-01|2049-12-31|27394");
    assertThat(
            tables.rows(
                "select year, monthstartdate, daily, weekly, biweekly, monthly, bimonthly,"
                    + " quarterly, sixmonthlyapril, yearly, financialapril, financialnov from "
                    + DATES
                    + " where dateperiod = '2021-01-02'"))
        .containsExactly(
            "2021|2021-01-01|20210102|2020W53|2020BiW27|202101|202101B|2021Q1|2020AprilS2|2021"
                + "|2020April|2021Nov");
    assertThat(tables.columns(DATES))
        .startsWith(
            "dateperiod date not null",
            "year integer not null",
            "monthstartdate date not null",
            "daily character varying(50)")
        .hasSize(23);
    assertThat(tables.indexes(DATES)).containsExactly("primary key (dateperiod)");
  }

  @Test
  void every_day_has_the_periods_that_hold_it_and_no_other_row() {
    ResourceTableBed newer = new ResourceTableBed(POSTGRES.database(Shape.V2_43));
    newer.build(DATE_PERIOD_STRUCTURE);
    List<PeriodType> types = PeriodType.of(SchemaFamily.V2_43);
    String columns = types.stream().map(PeriodType::columnName).collect(Collectors.joining(", "));

    List<String> expected =
        LocalDate.of(1975, 1, 1)
            .datesUntil(LocalDate.of(2050, 1, 1))
            .map(
                day ->
                    day
                        + "|"
                        + day.getYear()
                        + "|"
                        + day.withDayOfMonth(1)
                        + types.stream()
                            .map(type -> "|" + type.periodContaining(day).isoId())
                            .collect(Collectors.joining()))
            .toList();

    assertThat(
            newer.rows(
                "select dateperiod, year, monthstartdate, "
                    + columns
                    + " from "
                    + DATES
                    + " order by dateperiod"))
        .isEqualTo(expected);
  }

  @Test
  void days_follow_the_years_of_data_within_a_limit() {
    dhis2.period("2022");
    dhis2.period("202301");
    dhis2.setting("keyAnalyticsPeriodYearsOffset", "10");

    ResourceTableResult result = tables.build(DATE_PERIOD_STRUCTURE);

    assertThat(result.warnings()).isEmpty();
    assertThat(tables.rows("select min(dateperiod), max(dateperiod) from " + DATES))
        .containsExactly("2017-01-01|2028-12-31");
  }

  @Test
  void years_outside_the_limit_are_left_out_and_reported() {
    dhis2.period("1901");
    dhis2.period("2023");
    dhis2.setting("keyAnalyticsPeriodYearsOffset", "3");

    ResourceTableResult result = tables.build(DATE_PERIOD_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ResourceTableBed.codes(result)).containsExactly("DATE_PERIOD_OUT_OF_RANGE");
    assertThat(result.warnings().get(0).count()).isEqualTo(2028 - 1896 + 1 - 7);
    assertThat(tables.rows("select min(dateperiod), max(dateperiod) from " + DATES))
        .containsExactly("2021-01-01|2027-12-31");
  }
}
