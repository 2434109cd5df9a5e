package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_DENOMINATOR;
import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_NUMERATOR;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_EXPRESSION;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_FILTER;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_LEFT_SIDE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fits together. */
class ExpressionTypesTest {
  private final Judge judge = new Judge();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{deText00001} + #{deBoolean01} * #{deDate00001}",
        "D{programOne1.deBoolean01}",
        "A{programOne1.attrText001}",
        "'5' * 2",
        "-'5'",
        "if(1, 1, 0)",
        "if('true', 1, 0)",
        "if(1 == '1', '1', 0)",
        "if(true == 1, 1, 0)",
        "if('a' == 1, 1, 0)",
        "if(1 < 2 == true, 1, 0)",
        "null",
        "if(1 == null, null, 5)",
        "firstNonNull(null, 5)",
        "greatest('1', 2)",
        "if(contains(1, 'a'), 1, 0)"
      })
  void everything_in_an_indicator_counts_as_number(String text) {
    assertThat(judge.places(INDICATOR_NUMERATOR, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'a'                             | 1:1 'a'
          ''                              | 1:1 ''
          1 == 1                          | 1:1 1
          true                            | 1:1 true
          isNull(1)                       | 1:1 isNull
          1 + 'a'                         | 1:5 'a'
          (1 + 2) * true                  | 1:11 true
          -true                           | 1:2 true
          2 ^ 'x'                         | 1:5 'x'
          log(true)                       | 1:5 true
          greatest(1, 'x')                | 1:13 'x'
          removeZeros('x')                | 1:13 'x'
          if(1.5, 1, 0)                   | 1:4 1.5
          if('yes', 1, 0)                 | 1:4 'yes'
          if(1 and 'x', 1, 0)             | 1:10 'x'
          if(!'x', 1, 0)                  | 1:5 'x'
          if(1 == 1, 1, 'a')              | 1:15 'a'
          if(1 == 1, true, 'a')           | 1:1 if
          if(1.5 == true, 1, 0)           | 1:11 true
          if(is(1.5 in 1, true), 1, 0)    | 1:17 true
          subExpression(#{deText00001})   | 1:15 #{deText00001}
          subExpression(#{deBoolean01})   | 1:15 #{deBoolean01}
          """)
  void misfits_in_an_indicator_are_reported_where_they_stand(String text, String place) {
    assertThat(judge.places(INDICATOR_DENOMINATOR, text)).contains("TYPE_MISMATCH " + place);
  }

  @Test
  void values_before_aggregation_have_their_own_types() {
    assertThat(
            judge.places(
                INDICATOR_NUMERATOR,
                "subExpression(if(#{deBoolean01} and #{deText00001} == 'x', #{deNumber001}, 0))"))
        .isEmpty();
    assertThat(judge.places(INDICATOR_NUMERATOR, "subExpression(#{deText00001} * 2)"))
        .containsExactly("TYPE_MISMATCH 1:15 #{deText00001}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{deNumber001}",
        "if(#{deBoolean01}, 1, 0)",
        "if(#{deTrueOnly1}, 1, 0)",
        "if(#{deText00001} == 'x', 1, 0)",
        "if(#{deDate00001} > '2021-01-01', 1, 0)",
        "if(#{deDate00001} > #{deDate00001}, 1, 0)",
        "if(orgUnit.group(unitGroup01), 1, 0)",
        "if(A{programOne1.attrText001} == 'x', 1, 0)",
        "I{programInd1} + R{dataSet0001.REPORTING_RATE} + OUG{unitGroup01} + [days]",
        "#{deGroup:elementGrp1}"
      })
  void validation_rule_goes_by_value_types(String text) {
    assertThat(judge.places(VALIDATION_RULE_LEFT_SIDE, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{deBoolean01}",
        "#{deTrueOnly1}",
        "#{deText00001}",
        "#{deDate00001}",
        "D{programOne1.deBoolean01}",
        "A{programOne1.attrText001}"
      })
  void validation_rule_needs_numbers_on_its_sides(String item) {
    assertThat(judge.places(VALIDATION_RULE_LEFT_SIDE, item))
        .containsExactly("TYPE_MISMATCH 1:1 " + item);
    assertThat(judge.places(VALIDATION_RULE_LEFT_SIDE, "1 + " + item))
        .containsExactly("TYPE_MISMATCH 1:5 " + item);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{stageRepeat.deNumber001}",
        "#{stageRepeat.deBoolean01} * 2",
        "A{attrNumber1} + V{event_count}",
        "d2:daysBetween(V{enrollment_date}, PS_EVENTDATE:stageRepeat)",
        "d2:monthsBetween(#{stageRepeat.deDate00001}, '2021-01-01')",
        "d2:daysBetween(d2:minValue(PS_EVENTDATE:stageRepeat), V{current_date})",
        "d2:countIfValue(#{stageRepeat.deText00001}, 'x')",
        "d2:countIfValue(#{stageRepeat.deBoolean01}, 1)",
        "d2:countIfCondition(#{stageRepeat.deNumber001}, '> 5')",
        "d2:condition('d2:hasValue(A{attrNumber1})', 1, 0)",
        "count(distinct #{stageRepeat.deText00001})",
        "sum(#{stageRepeat.deTrueOnly1})",
        "d2:relationshipCount('relationTyp')",
        "d2:zpvc(#{stageRepeat.deNumber001}, d2:oizp(1), d2:zing(2))"
      })
  void program_indicator_counts_boolean_data_as_numbers(String text) {
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          V{event_status}                                         | 1:1 V{event_status}
          V{event_date}                                           | 1:1 V{event_date}
          PS_EVENTDATE:stageRepeat                                | 1:1 PS_EVENTDATE:stageRepeat
          A{attrText001}                                          | 1:1 A{attrText001}
          1 * #{stageRepeat.deTrueOnly1}                          | 1:5 #{stageRepeat.deTrueOnly1}
          d2:daysBetween(1, V{event_date})                        | 1:16 1
          d2:daysBetween('2021-13-01', V{event_date})             | 1:16 '2021-13-01'
          d2:daysBetween(A{attrText001}, V{event_date})           | 1:16 A{attrText001}
          d2:countIfValue(#{stageRepeat.deNumber001}, 'x')        | 1:45 'x'
          d2:countIfCondition(#{stageRepeat.deText00001}, '> 5')  | 1:1 d2:countIfCondition
          d2:condition('"x"', 1, 0)                               | 1:15 "x"
          d2:condition('1 == 1', 1, 'x')                          | 1:27 'x'
          d2:zing('x')                                            | 1:9 'x'
          avg('x')                                                | 1:5 'x'
          """)
  void misfits_in_a_program_indicator_are_reported(String text, String place) {
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, text))
        .containsExactly("TYPE_MISMATCH " + place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{stageRepeat.deNumber001} > 5",
        "#{stageRepeat.deNumber001}",
        "#{stageRepeat.deBoolean01}",
        "#{stageRepeat.deTrueOnly1}",
        "V{event_status} == 'COMPLETED'",
        "V{event_date} > '2021-01-01' && V{event_date} < V{current_date}",
        "A{attrText001} != ''",
        "true",
        "1"
      })
  void filter_needs_true_or_false(String text) {
    assertThat(judge.places(PROGRAM_INDICATOR_FILTER, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "'x'", "A{attrText001}", "V{event_date}"})
  void filter_is_no_other_value(String text) {
    assertThat(judge.places(PROGRAM_INDICATOR_FILTER, text))
        .containsExactly("TYPE_MISMATCH 1:1 " + text);
  }

  @Test
  void missing_object_is_reported_once_and_not_for_its_type() {
    assertThat(judge.places(VALIDATION_RULE_LEFT_SIDE, "#{goneGone001} * 2 + #{goneGone001}"))
        .containsExactly("REFERENCE_NOT_FOUND 1:1 #{goneGone001}");
  }
}
