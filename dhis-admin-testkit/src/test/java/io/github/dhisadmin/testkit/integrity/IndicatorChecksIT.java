package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.GroupFixture;
import io.github.dhisadmin.testkit.fixture.GroupSetFixture;
import io.github.dhisadmin.testkit.fixture.IndicatorFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IndicatorChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String DUPLICATES = "indicators_exact_duplicates";
  private static final String EXCLUSIVE = "indicators_violating_exclusive_group_sets";

  private IntegrityBed checks;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    checks = new IntegrityBed(POSTGRES.database(shape));
    dhis2 = Dhis2Fixture.on(checks.dataSource());
  }

  @ParameterizedTest
  @EnumSource
  void equal_formulas_are_found_whatever_their_spacing_and_comments(Shape shape) {
    open(shape);
    IndicatorFixture first = indicator("A first", "#{abcdefghij1}+#{abcdefghij2}", "1");
    IndicatorFixture second =
        indicator(
            "A second", " #{abcdefghij1}\n\t+ /* both * of \n them **/ #{abcdefghij2} ", "1 ");
    indicator("B other order", "#{abcdefghij2}+#{abcdefghij1}", "1");
    indicator("B other denominator", "R{abcdefghij1.REPORTING_RATE}", "1000");
    indicator("C first", "R{abcdefghij1.REPORTING_RATE}", "100");
    indicator("C second", "R{abcdefghij1.REPORTING_RATE}", "100");
    indicator("C third", "R{abcdefghij1.REPORTING_RATE}", "100");

    assertThat(checks.found(DUPLICATES))
        .containsExactly(
            "A first | group 1 of 2: 2 indicators | indicators A second",
            "A second | group 1 of 2: 2 indicators | indicators A first",
            "C first | group 2 of 2: 3 indicators | indicators C second, indicators C third",
            "C second | group 2 of 2: 3 indicators | indicators C first, indicators C third",
            "C third | group 2 of 2: 3 indicators | indicators C first, indicators C second");
    assertThat(IntegrityBed.uids(checks.issues(DUPLICATES).get(0)))
        .containsExactly(first.uid(), second.uid());
    assertThat(checks.total(DUPLICATES)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void numerator_and_denominator_are_not_run_together(Shape shape) {
    open(shape);
    indicator("Eleven", "11", "1");
    indicator("One eleventh", "1", "11");
    indicator("Upside down", "2", "3");
    indicator("Upright", "3", "2");

    assertThat(checks.found(DUPLICATES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // what stands in quotes counts as it is written
        "if(d == 'a b',1,2) | if(d == 'ab',1,2) | false",
        "if(d == \"a  b\",1,2) | if(d == \"a b\",1,2) | false",
        "if(d == 'a /* b */',1,2) | if(d == 'a',1,2) | false",
        "if(d == 'it\\' s',1,2) | if(d == 'it\\'s',1,2) | false",
        "'a' /* ' */ + ' b' | 'a' + 'b' | false",
        "'a' /* ' */ + ' b' | 'a'+' b' | true",
        "if( d=='a  b' , 1, 2 ) | if(d == 'a  b',1,2) | true",
        // words do not grow together, and an empty comment parts them as well
        "1 and 2 | 1 /**/ and/***/2 | true",
        "1 2 | 12 | false",
        "1 + 2 | 1+2 | true",
        "1 + /* never closed | 1 + | false"
      },
      delimiter = '|')
  void only_blanks_between_tokens_make_no_difference(String one, String other, boolean equal) {
    open(Shape.V2_42);
    indicator("One", one, "1");
    indicator("Other", other, "1");

    assertThat(checks.issues(DUPLICATES)).hasSize(equal ? 2 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void what_sets_equal_formulas_apart_is_told(Shape shape) {
    open(shape);
    indicator("A percent", "1", "2").type("Percent");
    indicator("A thousandth", "1", "2").type("Thousandth");
    indicator("B plain", "3", "4");
    indicator("B annual", "3", "4").annualized();
    indicator("C annual", "5", "6").annualized();
    indicator("C too", "5", "6").annualized();
    checks.execute(
        "update indicatortype set indicatorfactor = 100 where name = 'Percent'",
        "update indicatortype set indicatorfactor = 1000 where name = 'Thousandth'",
        "update indicator set decimals = null");

    assertThat(checks.issues(DUPLICATES))
        .extracting(IntegrityIssue::comment)
        .containsExactly(
            "group 1 of 3: 2 indicators; their factors differ, from 100 to 1000",
            "group 1 of 3: 2 indicators; their factors differ, from 100 to 1000",
            "group 2 of 3: 2 indicators; only some are annualized",
            "group 2 of 3: 2 indicators; only some are annualized",
            "group 3 of 3: 2 indicators",
            "group 3 of 3: 2 indicators");
  }

  @Test
  void many_copies_of_a_formula_name_a_hundred_others_at_most() {
    open(Shape.V2_42);
    indicator("Copy", "1", "2");
    checks.execute(
        "insert into indicator (indicatorid, uid, name, shortname, created, lastupdated,"
            + " annualized, indicatortypeid, numerator, denominator)"
            + " select 100000 + n, 'copy' || lpad(n::text, 7, '0'), 'Copy ' || n, 'Copy ' || n,"
            + " created, lastupdated, annualized, indicatortypeid, numerator, denominator"
            + " from indicator, generate_series(1, 299) n");

    assertThat(checks.issues(DUPLICATES))
        .hasSize(300)
        .allSatisfy(issue -> assertThat(issue.comment()).isEqualTo("group 1 of 1: 300 indicators"))
        .allSatisfy(issue -> assertThat(issue.refs()).hasSizeBetween(99, 100))
        .allSatisfy(
            issue ->
                assertThat(issue.refs())
                    .noneSatisfy(ref -> assertThat(ref.uid()).isEqualTo(issue.id())));
  }

  @ParameterizedTest
  @EnumSource
  void indicator_needs_a_group(Shape shape) {
    open(shape);
    dhis2.indicatorGroup("Group").members("Grouped");
    IndicatorFixture loose = dhis2.indicator("Loose");
    dhis2.dataElement("Loose data element");

    assertThat(checks.found("indicators_not_grouped")).containsExactly("Loose");
    assertThat(checks.issues("indicators_not_grouped").get(0).id()).contains(loose.uid());
    assertThat(checks.total("indicators_not_grouped")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void groups_of_one_set_exclude_each_other(Shape shape) {
    open(shape);
    IndicatorFixture both = dhis2.indicator("Both");
    GroupFixture one = dhis2.indicatorGroup("Group 1").members("Both", "Apart");
    GroupFixture two = dhis2.indicatorGroup("Group 2").members("Both");
    dhis2.indicatorGroup("Group 3").members("Both", "Apart");
    GroupSetFixture set = dhis2.indicatorGroupSet("Set").groups("Group 2", "Group 1", "Group 1");
    dhis2.indicatorGroupSet("Other set").groups("Group 3", "Group 3");
    checks.execute("update indicatorgroupset set compulsory = null");

    assertThat(checks.found(EXCLUSIVE))
        .containsExactly(
            "Both | Set: Group 1, Group 2 | indicatorGroupSets Set,"
                + " indicatorGroups Group 1, indicatorGroups Group 2");
    assertThat(IntegrityBed.uids(checks.issues(EXCLUSIVE).get(0)))
        .containsExactly(both.uid(), set.uid(), one.uid(), two.uid());
    assertThat(checks.total(EXCLUSIVE)).isEqualTo(2);
  }

  private IndicatorFixture indicator(String name, String numerator, String denominator) {
    return dhis2.indicator(name).numerator(numerator).denominator(denominator);
  }
}
