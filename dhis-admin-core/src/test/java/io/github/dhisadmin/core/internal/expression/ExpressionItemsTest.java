package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.ProblemStatus.TYPE_MISMATCH;
import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_DENOMINATOR;
import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_NUMERATOR;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_EXPRESSION;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_FILTER;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_LEFT_SIDE;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_RIGHT_SIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.spi.ExpressionKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand where, item by item. Types are another test's. */
class ExpressionItemsTest {
  private static final Map<String, List<ExpressionKind>> KINDS =
      Map.of(
          "I", List.of(INDICATOR_NUMERATOR, INDICATOR_DENOMINATOR),
          "V", List.of(VALIDATION_RULE_LEFT_SIDE, VALIDATION_RULE_RIGHT_SIDE),
          "P", List.of(PROGRAM_INDICATOR_EXPRESSION, PROGRAM_INDICATOR_FILTER));

  private final Judge judge = new Judge();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          IV-  | #{deNumber001}                               | WRONG_ARITY
          IV-  | #{deNumber001.*}                             | WRONG_ARITY
          IV-  | #{deNumber001.optionComb1.optionComb2}       | WRONG_ARITY
          IV-  | #{deNumber001.*.optionComb2}                 | WRONG_ARITY
          IV-  | #{deNumber001.optionComb1.*}                 | WRONG_ARITY
          IV-  | #{deGroup:elementGrp1}                       | WRONG_ARITY
          IV-  | #{deNumber001.co:catOption01}                | WRONG_ARITY
          IV-  | #{deNumber001.coGroup:optionGrp01&optionGrp02} | WRONG_ARITY
          ---  | #{variable}                                  | ITEM_NOT_ALLOWED
          ---  | #{ deNumber001 }                             | ITEM_NOT_ALLOWED
          IV-  | I{programInd1}                               | ITEM_NOT_ALLOWED
          I--  | N{indicator01}                               | ITEM_NOT_ALLOWED
          IV-  | D{programOne1.deNumber001}                   | ITEM_NOT_ALLOWED
          IV-  | A{programOne1.attrNumber1}                   | WRONG_ARITY
          --P  | A{attrNumber1}                               | WRONG_ARITY
          ---  | A{variable}                                  | ITEM_NOT_ALLOWED
          IV-  | R{dataSet0001.REPORTING_RATE}                | ITEM_NOT_ALLOWED
          IV-  | R{dataSet0001.REPORTING_RATE_ON_TIME}        | ITEM_NOT_ALLOWED
          IV-  | R{dataSet0001.ACTUAL_REPORTS}                | ITEM_NOT_ALLOWED
          IV-  | R{dataSet0001.ACTUAL_REPORTS_ON_TIME}        | ITEM_NOT_ALLOWED
          IV-  | R{dataSet0001.EXPECTED_REPORTS}              | ITEM_NOT_ALLOWED
          IV-  | OUG{unitGroup01}                             | ITEM_NOT_ALLOWED
          IVP  | C{constant001}                               | -
          IV-  | [days]                                       | ITEM_NOT_ALLOWED
          I--  | [periodInYear]                               | ITEM_NOT_ALLOWED
          I--  | [yearlyPeriodCount]                          | ITEM_NOT_ALLOWED
          --P  | V{analytics_period_start}                    | ITEM_NOT_ALLOWED
          --P  | V{analytics_period_end}                      | ITEM_NOT_ALLOWED
          --P  | V{creation_date}                             | ITEM_NOT_ALLOWED
          --P  | V{current_date}                              | ITEM_NOT_ALLOWED
          --P  | V{completed_date}                            | ITEM_NOT_ALLOWED
          --P  | V{due_date}                                  | ITEM_NOT_ALLOWED
          --P  | V{scheduled_date}                            | ITEM_NOT_ALLOWED
          --P  | V{enrollment_date}                           | ITEM_NOT_ALLOWED
          --P  | V{enrollment_count}                          | ITEM_NOT_ALLOWED
          --P  | V{enrollment_status}                         | ITEM_NOT_ALLOWED
          --P  | V{event_status}                              | ITEM_NOT_ALLOWED
          --P  | V{event_count}                               | ITEM_NOT_ALLOWED
          --P  | V{scheduled_event_count}                     | ITEM_NOT_ALLOWED
          --P  | V{execution_date}                            | ITEM_NOT_ALLOWED
          --P  | V{event_date}                                | ITEM_NOT_ALLOWED
          --P  | V{incident_date}                             | ITEM_NOT_ALLOWED
          --P  | V{org_unit_count}                            | ITEM_NOT_ALLOWED
          --P  | V{program_stage_id}                          | ITEM_NOT_ALLOWED
          --P  | V{program_stage_name}                        | ITEM_NOT_ALLOWED
          --P  | V{sync_date}                                 | ITEM_NOT_ALLOWED
          --P  | V{tei_count}                                 | ITEM_NOT_ALLOWED
          --P  | V{value_count}                               | ITEM_NOT_ALLOWED
          --P  | V{zero_pos_value_count}                      | ITEM_NOT_ALLOWED
          ---  | V{enrollment_id}                             | ITEM_NOT_ALLOWED
          ---  | V{event_id}                                  | ITEM_NOT_ALLOWED
          ---  | V{environment}                               | ITEM_NOT_ALLOWED
          ---  | V{org_unit}                                  | ITEM_NOT_ALLOWED
          ---  | V{orgunit_code}                              | ITEM_NOT_ALLOWED
          ---  | V{program_name}                              | ITEM_NOT_ALLOWED
          --P  | PS_EVENTDATE: stageRepeat                    | ITEM_NOT_ALLOWED
          I--  | C{constant001}.periodOffset(-1)              | ITEM_NOT_ALLOWED
          I--  | C{constant001}.aggregationType(AVERAGE)      | ITEM_NOT_ALLOWED
          I--  | C{constant001}.minDate(2021-01-01)           | ITEM_NOT_ALLOWED
          I--  | C{constant001}.maxDate(2021-12-31)           | ITEM_NOT_ALLOWED
          I--  | C{constant001}.yearToDate()                  | ITEM_NOT_ALLOWED
          --P  | C{constant001}.stageOffset(-1)               | ITEM_NOT_ALLOWED
          -V-  | orgUnit.ancestor(orgUnit0001)                | ITEM_NOT_ALLOWED
          -V-  | orgUnit.group( unitGroup01 , unitGroup01 )   | ITEM_NOT_ALLOWED
          -V-  | orgUnit.dataSet(dataSet0001)                 | ITEM_NOT_ALLOWED
          -V-  | orgUnit.program(programOne1)                 | ITEM_NOT_ALLOWED
          IVP  | if(1==1,2,3)                                 | -
          IVP  | isNull(1)                                    | -
          IVP  | isNotNull(1)                                 | -
          IVP  | firstNonNull(1,2,3)                          | -
          IVP  | greatest(1,2)                                | -
          IVP  | least(1,2)                                   | -
          IVP  | log(2)                                       | -
          IVP  | log(2,10)                                    | -
          IVP  | log10(2)                                     | -
          IVP  | removeZeros(0)                               | -
          IVP  | contains('abc','a','b')                      | -
          IVP  | containsItems('a,b','a','b')                 | -
          IVP  | is(1 in 1,2)                                 | -
          --P  | avg(1)                                       | ITEM_NOT_ALLOWED
          --P  | count(1)                                     | ITEM_NOT_ALLOWED
          --P  | count(distinct 1)                            | ITEM_NOT_ALLOWED
          --P  | max(1)                                       | ITEM_NOT_ALLOWED
          --P  | min(1)                                       | ITEM_NOT_ALLOWED
          --P  | stddev(1)                                    | ITEM_NOT_ALLOWED
          --P  | sum(1)                                       | ITEM_NOT_ALLOWED
          --P  | variance(1)                                  | ITEM_NOT_ALLOWED
          ---  | median(1)                                    | ITEM_NOT_ALLOWED
          ---  | percentileCont(0.5,1)                        | ITEM_NOT_ALLOWED
          ---  | stddevPop(1)                                 | ITEM_NOT_ALLOWED
          ---  | stddevSamp(1)                                | ITEM_NOT_ALLOWED
          ---  | normDistCum(1)                               | ITEM_NOT_ALLOWED
          ---  | normDistDen(1)                               | ITEM_NOT_ALLOWED
          --P  | d2:condition('1 == 1',1,2)                   | ITEM_NOT_ALLOWED
          --P  | d2:daysBetween('2021-01-01','2021-02-01')    | ITEM_NOT_ALLOWED
          --P  | d2:weeksBetween('2021-01-01','2021-02-01')   | ITEM_NOT_ALLOWED
          --P  | d2:monthsBetween('2021-01-01','2021-02-01')  | ITEM_NOT_ALLOWED
          --P  | d2:yearsBetween('2021-01-01','2021-02-01')   | ITEM_NOT_ALLOWED
          --P  | d2:minutesBetween('2021-01-01','2021-02-01') | ITEM_NOT_ALLOWED
          --P  | d2:oizp(1)                                   | ITEM_NOT_ALLOWED
          --P  | d2:zing(1)                                   | ITEM_NOT_ALLOWED
          --P  | d2:zpvc(1,2)                                 | ITEM_NOT_ALLOWED
          --P  | d2:relationshipCount()                       | ITEM_NOT_ALLOWED
          --P  | d2:relationshipCount('relationTyp')          | ITEM_NOT_ALLOWED
          --P  | d2:count( #{stageRepeat.deNumber001} )       | ITEM_NOT_ALLOWED
          --P  | d2:countIfValue(#{stageRepeat.deNumber001},1) | ITEM_NOT_ALLOWED
          --P  | d2:countIfCondition(#{stageRepeat.deNumber001},'> 5') | ITEM_NOT_ALLOWED
          --P  | d2:hasValue(#{stageRepeat.deNumber001})      | ITEM_NOT_ALLOWED
          --P  | d2:hasValue(A{attrNumber1})                  | ITEM_NOT_ALLOWED
          --P  | d2:hasValue(V{event_date})                   | ITEM_NOT_ALLOWED
          --P  | d2:minValue(#{stageRepeat.deNumber001})      | ITEM_NOT_ALLOWED
          --P  | d2:maxValue(PS_EVENTDATE:stageRepeat)        | ITEM_NOT_ALLOWED
          ---  | d2:count(#{variable})                        | ITEM_NOT_ALLOWED
          ---  | d2:hasValue('variable')                      | ITEM_NOT_ALLOWED
          ---  | d2:hasValue(V{org_unit})                     | ITEM_NOT_ALLOWED
          ---  | d2:addDays('2021-01-01',1)                   | ITEM_NOT_ALLOWED
          ---  | d2:ceil(1)                                   | ITEM_NOT_ALLOWED
          ---  | d2:floor(1)                                  | ITEM_NOT_ALLOWED
          ---  | d2:round(1)                                  | ITEM_NOT_ALLOWED
          ---  | d2:modulus(1,2)                              | ITEM_NOT_ALLOWED
          ---  | d2:concatenate('a','b')                      | ITEM_NOT_ALLOWED
          ---  | d2:countIfZeroPos(#{variable})               | ITEM_NOT_ALLOWED
          ---  | d2:hasUserRole('a')                          | ITEM_NOT_ALLOWED
          ---  | d2:inOrgUnitGroup('a')                       | ITEM_NOT_ALLOWED
          ---  | d2:lastEventDate('a')                        | ITEM_NOT_ALLOWED
          ---  | d2:left('a',1)                               | ITEM_NOT_ALLOWED
          ---  | d2:right('a',1)                              | ITEM_NOT_ALLOWED
          ---  | d2:length('a')                               | ITEM_NOT_ALLOWED
          ---  | d2:split('a','b',1)                          | ITEM_NOT_ALLOWED
          ---  | d2:substring('a',1,2)                        | ITEM_NOT_ALLOWED
          ---  | d2:validatePattern('a','b')                  | ITEM_NOT_ALLOWED
          ---  | d2:zScoreHFA(1,2,'M')                        | ITEM_NOT_ALLOWED
          ---  | d2:zScoreWFA(1,2,'M')                        | ITEM_NOT_ALLOWED
          ---  | d2:zScoreWFH(1,2,'M')                        | ITEM_NOT_ALLOWED
          """)
  void items_and_functions_have_their_places(String legal, String item, String refusal) {
    for (String place : List.of("I", "V", "P")) {
      for (ExpressionKind kind : KINDS.getOrDefault(place, List.of())) {
        List<String> statuses =
            judge.statuses(kind, item).stream()
                .filter(status -> status != TYPE_MISMATCH)
                .map(ProblemStatus::name)
                .toList();

        if (legal.contains(place)) {
          assertThat(statuses).as(kind.name()).isEmpty();
        } else {
          assertThat(statuses).as(kind.name()).containsExactly(refusal);
        }
      }
    }
  }

  @Test
  void data_element_of_a_stage_is_an_operand_elsewhere() {
    String item = "#{stageRepeat.deNumber001}";

    assertThat(judge.statuses(PROGRAM_INDICATOR_EXPRESSION, item)).isEmpty();
    assertThat(judge.problems(INDICATOR_NUMERATOR, item))
        .extracting(Problem::message)
        .containsExactly(
            "data element stageRepeat does not exist",
            "category option combo deNumber001 does not exist");
  }

  @Test
  void operand_is_no_data_element_of_a_stage() {
    assertThat(judge.statuses(INDICATOR_NUMERATOR, "#{deNumber001.optionComb1}")).isEmpty();
    assertThat(judge.statuses(VALIDATION_RULE_LEFT_SIDE, "#{deNumber001.optionComb1}")).isEmpty();
    assertThat(judge.problems(PROGRAM_INDICATOR_EXPRESSION, "#{deNumber001.optionComb1}"))
        .extracting(Problem::message)
        .containsExactly(
            "program stage deNumber001 does not exist", "data element optionComb1 does not exist");
  }

  @Test
  void sub_expression_is_for_data_elements_of_indicators() {
    String item = "subExpression(if(#{deNumber001} > 1, 1, 0))";

    assertThat(judge.statuses(INDICATOR_NUMERATOR, item)).isEmpty();
    assertThat(judge.places(VALIDATION_RULE_LEFT_SIDE, item))
        .containsExactly("ITEM_NOT_ALLOWED 1:1 subExpression");
    assertThat(judge.places(INDICATOR_NUMERATOR, "subExpression(1)"))
        .containsExactly("BAD_ARGUMENT 1:1 subExpression");
    assertThat(
            judge.places(
                INDICATOR_NUMERATOR, "subExpression(#{deNumber001} + C{constant001} + [days])"))
        .containsExactly("BAD_ARGUMENT 1:32 C{constant001}", "BAD_ARGUMENT 1:49 [days]");
    assertThat(judge.places(INDICATOR_NUMERATOR, "subExpression(subExpression(#{deNumber001}))"))
        .containsExactly("BAD_ARGUMENT 1:15 subExpression");
  }
}
