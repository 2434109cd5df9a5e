package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String DUPLICATES = "periods_same_start_date_period_type";
  private static final String INSIDE = "periods_starting_inside_another";
  private static final String WRONG_END = "periods_with_wrong_end_date";
  private static final String WRONG_ISO = "periods_with_wrong_iso";

  private IntegrityBed checks;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    checks = new IntegrityBed(POSTGRES.database(shape));
    dhis2 = Dhis2Fixture.on(checks.dataSource());
  }

  @ParameterizedTest
  @EnumSource
  void periods_of_a_type_begin_on_different_days(Shape shape) {
    open(shape);
    long month = dhis2.period("202101");
    long longer = monthly("202101b", "2021-01-01", "2021-02-01");
    long longest = monthly("202101c", "2021-01-01", "2021-03-01");
    dhis2.period("202102");
    dhis2.period("2021Q1");
    checks.execute(
        "insert into period (periodid, periodtypeid, startdate, enddate"
            + (shape == Shape.V2_43 ? ", iso" : "")
            + ") select 900000 + n, null, '2021-01-01', '2021-01-31'"
            + (shape == Shape.V2_43 ? ", 'none ' || n" : "")
            + " from generate_series(1, 2) n");

    assertThat(checks.found(DUPLICATES))
        .containsExactly(
            "Monthly 2021-01-01 | 3 periods; keep "
                + month
                + " | periods "
                + month
                + " until 2021-01-31, periods "
                + longer
                + " until 2021-02-01, periods "
                + longest
                + " until 2021-03-01");
    IntegrityIssue issue = checks.issues(DUPLICATES).get(0);
    assertThat(issue.id()).contains("Monthly:2021-01-01");
    assertThat(issue.refs()).allSatisfy(ref -> assertThat(ref.uid()).isEmpty());
    assertThat(checks.total(DUPLICATES)).isEqualTo(7);
    assertThat(checks.check(DUPLICATES).definition().traits().profiles())
        .containsExactly("upgrade-blockers");
  }

  @ParameterizedTest
  @EnumSource
  void period_begins_when_those_before_have_ended(Shape shape) {
    open(shape);
    long january = monthly("202101", "2021-01-01", "2021-01-31");
    long february = monthly("202102", "2021-02-01", "2021-03-31");
    long inside = monthly("202102b", "2021-02-15", "2021-02-28");
    long lastDay = monthly("202103", "2021-03-31", "2021-04-30");
    long alike = monthly("202101b", "2021-01-01", "2021-01-30");
    dhis2.period("202105");
    dhis2.period("2021");
    dhis2.period("20210215");
    checks.execute(
        "update period set periodtypeid = null where startdate = '2021-02-15' and enddate = '2021-02-15'");

    assertThat(checks.found(INSIDE))
        .containsExactly(
            "Monthly 2021-02-15 | another one ends on 2021-03-31 | periods "
                + february
                + " from 2021-02-01 until 2021-03-31",
            "Monthly 2021-03-31 | another one ends on 2021-03-31 | periods "
                + february
                + " from 2021-02-01 until 2021-03-31");
    assertThat(checks.issues(INSIDE))
        .extracting(IntegrityIssue::idOrNull)
        .containsExactly(String.valueOf(inside), String.valueOf(lastDay))
        .doesNotContain(String.valueOf(january), String.valueOf(alike));
    assertThat(checks.total(INSIDE)).isEqualTo(8);
    assertThat(checks.check(INSIDE).definition().traits().profiles())
        .containsExactly("upgrade-blockers");
  }

  @ParameterizedTest
  @EnumSource
  void period_inside_several_that_end_together_names_them_all(Shape shape) {
    open(shape);
    long year = monthly("2021a", "2021-01-01", "2021-12-31");
    long half = monthly("2021b", "2021-07-01", "2021-12-31");
    long month = monthly("2021c", "2021-08-01", "2021-08-31");

    assertThat(checks.found(INSIDE))
        .containsExactly(
            "Monthly 2021-07-01 | another one ends on 2021-12-31 | periods "
                + year
                + " from 2021-01-01 until 2021-12-31",
            "Monthly 2021-08-01 | another one ends on 2021-12-31 | periods "
                + year
                + " from 2021-01-01 until 2021-12-31, periods "
                + half
                + " from 2021-07-01 until 2021-12-31");
    assertThat(checks.issues(INSIDE).get(1).id()).contains(String.valueOf(month));
  }

  @ParameterizedTest
  @EnumSource
  void period_ends_when_its_type_says(Shape shape) {
    open(shape);
    for (String sound : new String[] {"20210115", "2021W5", "2021BiW3", "202102", "2021NovS1"}) {
      dhis2.period(sound);
    }
    dhis2.period("2021April");
    dhis2.period("2021WedW5");
    long wrong = monthly("202103", "2021-03-01", "2021-03-15");
    checks.execute("insert into periodtype (periodtypeid, name) values (777777, 'TwoYearly')");
    dhis2.period("2021TwoYearly", "TwoYearly", LocalDate.of(2021, 1, 1), LocalDate.of(2021, 6, 30));
    checks.execute("update period set periodtypeid = null where startdate = '2021-01-15'");

    assertThat(checks.found(WRONG_END))
        .containsExactly("Monthly 2021-03-01 | ends on 2021-03-15 instead of 2021-03-31");
    assertThat(checks.issues(WRONG_END).get(0).id()).contains(String.valueOf(wrong));
    assertThat(checks.total(WRONG_END)).isEqualTo(9);
  }

  @Test
  void identifier_of_2_43_is_that_of_the_dates() {
    open(Shape.V2_43);
    dhis2.period("202101");
    dhis2.period("2021WedW5");
    long wrong = monthly("209912", "2021-03-01", "2021-03-31");
    checks.execute("insert into periodtype (periodtypeid, name) values (777777, 'TwoYearly')");
    dhis2.period(
        "2021TwoYearly", "TwoYearly", LocalDate.of(2021, 1, 1), LocalDate.of(2022, 12, 31));

    assertThat(checks.found(WRONG_ISO))
        .containsExactly("Monthly 2021-03-01 | identifier 209912 instead of 202103");
    assertThat(checks.issues(WRONG_ISO).get(0).id()).contains(String.valueOf(wrong));
    assertThat(checks.total(WRONG_ISO)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2_43")
  void identifier_is_not_checked_before_2_43_has_it(Shape shape) {
    open(shape);

    assertThat(checks.check(WRONG_ISO).missing()).contains("period.iso");
  }

  private long monthly(String iso, String start, String end) {
    return dhis2.period(iso, "Monthly", LocalDate.parse(start), LocalDate.parse(end));
  }
}
