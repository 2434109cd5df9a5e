package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_NUMERATOR;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_EXPRESSION;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_FILTER;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_LEFT_SIDE;
import static io.github.dhisadmin.spi.ExpressionKind.VALIDATION_RULE_RIGHT_SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.spi.Reference;
import io.github.dhisadmin.spi.ReferenceFacts;
import io.github.dhisadmin.spi.ReferredObject;
import io.github.dhisadmin.spi.ReferredType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionProblemsTest {
  private final Judge judge = new Judge();

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void empty_expression_is_invalid_except_in_program_indicators(String text) {
    assertThat(judge.places(INDICATOR_NUMERATOR, text)).containsExactly("EMPTY 1:1");
    assertThat(judge.places(VALIDATION_RULE_LEFT_SIDE, text)).containsExactly("EMPTY 1:1");
    assertThat(judge.places(VALIDATION_RULE_RIGHT_SIDE, text)).containsExactly("EMPTY 1:1");
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, text)).isEmpty();
    assertThat(judge.places(PROGRAM_INDICATOR_FILTER, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          I | C{goneGone001}                         | CONSTANT
          I | I{goneGone001}                         | PROGRAM_INDICATOR
          I | N{goneGone001}                         | INDICATOR
          I | OUG{goneGone001}                       | ORGANISATION_UNIT_GROUP
          I | R{goneGone001.REPORTING_RATE}          | DATA_SET
          I | (#{goneGone001})                       | DATA_ELEMENT
          I | (#{goneGone001.*})                     | DATA_ELEMENT
          I | (#{deNumber001.goneGone001})           | CATEGORY_OPTION_COMBO
          I | (#{deNumber001.*.goneGone001})         | CATEGORY_OPTION_COMBO
          I | (#{deNumber001.optionComb1.goneGone001}) | CATEGORY_OPTION_COMBO
          I | (#{deGroup:goneGone001})               | DATA_ELEMENT_GROUP
          I | (#{deNumber001.co:goneGone001})        | CATEGORY_OPTION
          I | (#{deNumber001.coGroup:optionGrp01&goneGone001}) | CATEGORY_OPTION_GROUP
          I | D{goneGone001.deNumber001}             | PROGRAM
          I | D{programOne1.goneGone001}             | DATA_ELEMENT
          I | A{programOne1.goneGone001}             | TRACKED_ENTITY_ATTRIBUTE
          V | if(orgUnit.ancestor(orgUnit0001,goneGone001),1,0) | ORGANISATION_UNIT
          V | if(orgUnit.group(goneGone001),1,0)     | ORGANISATION_UNIT_GROUP
          V | if(orgUnit.dataSet(goneGone001),1,0)   | DATA_SET
          V | if(orgUnit.program(goneGone001),1,0)   | PROGRAM
          P | (#{goneGone001.deNumber001})           | PROGRAM_STAGE
          P | (#{stageRepeat.goneGone001})           | DATA_ELEMENT
          P | A{goneGone001}                         | TRACKED_ENTITY_ATTRIBUTE
          P | if(isNull(PS_EVENTDATE:goneGone001),1,0) | PROGRAM_STAGE
          P | d2:relationshipCount('goneGone001')    | RELATIONSHIP_TYPE
          P | d2:count(#{stageRepeat.goneGone001})   | DATA_ELEMENT
          P | d2:count(#{goneGone001.deNumber001})   | PROGRAM_STAGE
          P | d2:countIfValue(#{stageRepeat.goneGone001}, 1) | DATA_ELEMENT
          """)
  void every_kind_of_object_must_exist(String place, String text, ReferredType type) {
    var kind =
        switch (place) {
          case "I" -> INDICATOR_NUMERATOR;
          case "V" -> VALIDATION_RULE_LEFT_SIDE;
          default -> PROGRAM_INDICATOR_EXPRESSION;
        };

    List<Problem> problems = judge.problems(kind, text);

    assertThat(problems)
        .extracting(Problem::status)
        .containsExactly(ProblemStatus.REFERENCE_NOT_FOUND);
    assertThat(problems.get(0).reference()).contains(new Reference(type, "goneGone001"));
    assertThat(problems.get(0).describe())
        .endsWith(": " + type.label() + " goneGone001 does not exist");
  }

  @Test
  void what_follows_a_division_by_zero_is_looked_at() {
    assertThat(
            judge.places(
                INDICATOR_NUMERATOR,
                "#{deNumber001}/#{deNumber001} + #{goneGone001} * C{gone0000000}"))
        .as("DHIS2 stops at 0/0")
        .containsExactly(
            "REFERENCE_NOT_FOUND 1:33 #{goneGone001}", "REFERENCE_NOT_FOUND 1:50 C{gone0000000}");
  }

  @Test
  void all_problems_are_told_in_the_order_of_their_places() {
    assertThat(
            judge.places(
                INDICATOR_NUMERATOR,
                "V{event_count} +\n #{goneGone001} + A{attrNumber1} +\n [days].aggregationType(BOGUS) *"
                    + " 'x'"))
        .containsExactly(
            "ITEM_NOT_ALLOWED 1:1 V{event_count}",
            "REFERENCE_NOT_FOUND 2:2 #{goneGone001}",
            "WRONG_ARITY 2:19 A{attrNumber1}",
            "BAD_ARGUMENT 3:25 BOGUS",
            "TYPE_MISMATCH 3:34 'x'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [days].aggregationType(sum)             | 1:24 sum
          [days].minDate(2021-02-29)              | 1:16 2021-02-29
          [days].maxDate(2021-13-01)              | 1:16 2021-13-01
          [days].periodOffset(99999999999)        | 1:21 99999999999
          """)
  void arguments_of_modifiers_must_make_sense(String text, String place) {
    assertThat(judge.places(INDICATOR_NUMERATOR, text)).containsExactly("BAD_ARGUMENT " + place);
  }

  @Test
  void offset_of_stages_needs_a_stage_that_can_be_repeated() {
    assertThat(
            judge.places(
                PROGRAM_INDICATOR_EXPRESSION,
                "#{stageRepeat.deNumber001}.stageOffset(-1) + #{stageSingle.deNumber001}"))
        .isEmpty();
    assertThat(
            judge.places(
                PROGRAM_INDICATOR_EXPRESSION,
                "#{stageRepeat.deNumber001} + #{stageSingle.deNumber001}.stageOffset(-1)"))
        .containsExactly("BAD_ARGUMENT 1:30 #{stageSingle.deNumber001}");
  }

  @Test
  void objects_that_do_not_belong_together_are_suspicious_but_not_invalid() {
    assertThat(judge.problems(INDICATOR_NUMERATOR, "#{deNumber001.optionComb2}"))
        .extracting(Problem::status, Problem::message)
        .containsExactly(
            tuple(
                ProblemStatus.SUSPICIOUS,
                "category option combo optionComb2 is none of data element deNumber001"));
    assertThat(judge.places(INDICATOR_NUMERATOR, "#{deNumber001.optionComb1.optionComb2}"))
        .as("attribute option combos come from data sets")
        .isEmpty();
    assertThat(judge.places(INDICATOR_NUMERATOR, "D{programOne1.deText00001}"))
        .containsExactly("SUSPICIOUS 1:1 D{programOne1.deText00001}");
    assertThat(judge.places(VALIDATION_RULE_LEFT_SIDE, "A{programOne1.attrElsewhe}"))
        .containsExactly("SUSPICIOUS 1:1 A{programOne1.attrElsewhe}");
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, "#{stageSingle.deBoolean01}"))
        .containsExactly("SUSPICIOUS 1:1 #{stageSingle.deBoolean01}");
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, "#{stageOther1.deNumber001}"))
        .containsExactly("SUSPICIOUS 1:1 #{stageOther1.deNumber001}");
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, "A{attrElsewhe}"))
        .containsExactly("SUSPICIOUS 1:1 A{attrElsewhe}");
    assertThat(ProblemStatus.SUSPICIOUS.isInvalid()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = ProblemStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "SUSPICIOUS")
  void everything_else_is_invalid(ProblemStatus status) {
    assertThat(status.isInvalid()).isTrue();
  }

  @Test
  void indicator_in_a_cycle_is_reported_where_it_goes_on() {
    ExpressionAnalyzer analyzer = new ExpressionAnalyzer();
    ReferenceFacts facts =
        new ReferenceFacts(
            List.of(
                new ReferredObject(
                    new Reference(ReferredType.INDICATOR, "indicator01"), null, null, false),
                new ReferredObject(
                    new Reference(ReferredType.INDICATOR, "indicator02"), null, null, false)),
            Set.of());

    List<Problem> problems =
        analyzer.judge(
            analyzer.analyze(INDICATOR_NUMERATOR, "N{indicator01} + N{indicator02}"),
            new Surroundings(null, facts, Set.of("indicator02", "indicator03")));

    assertThat(problems)
        .extracting(Problem::status, Problem::token)
        .containsExactly(tuple(ProblemStatus.CYCLIC_REFERENCE, "N{indicator02}"));
  }

  @Test
  void too_long_and_too_deep_expressions_are_not_read() {
    assertThat(judge.places(INDICATOR_NUMERATOR, "1" + "+1".repeat(49_999))).isEmpty();
    assertThat(judge.places(INDICATOR_NUMERATOR, "1" + " ".repeat(100_000)))
        .containsExactly("TOO_DEEP 1:1");
    assertThat(judge.places(INDICATOR_NUMERATOR, "(".repeat(250) + "1" + ")".repeat(250)))
        .isEmpty();
    assertThat(judge.places(INDICATOR_NUMERATOR, "(".repeat(301) + "1" + ")".repeat(301)))
        .containsExactly("TOO_DEEP 1:301 (");
    assertThat(judge.places(INDICATOR_NUMERATOR, "-".repeat(301) + "1"))
        .containsExactly("TOO_DEEP 1:301 -");
    assertThat(judge.places(INDICATOR_NUMERATOR, "1" + "^1".repeat(301)))
        .containsExactly("TOO_DEEP 1:602 ^");
    assertThat(judge.places(INDICATOR_NUMERATOR, "/**/".repeat(20_000) + "1")).isEmpty();
    assertThat(judge.places(INDICATOR_NUMERATOR, "least(" + "-1,".repeat(1_000) + "1)")).isEmpty();
    assertThat(judge.places(INDICATOR_NUMERATOR, "1" + " - -1^2 * (2)".repeat(1_000))).isEmpty();
  }

  @Test
  void long_tokens_are_cut() {
    String token = judge.problems(INDICATOR_NUMERATOR, "'" + "a".repeat(500) + "'").get(0).token();

    assertThat(token).hasSize(60).endsWith("…");
    assertThat(judge.problems(INDICATOR_NUMERATOR, "'" + "a".repeat(57) + "😀".repeat(2) + "'"))
        .extracting(Problem::token)
        .containsExactly("'" + "a".repeat(57) + "…");
  }

  @Test
  void description_names_place_token_and_reason() {
    assertThat(judge.problems(INDICATOR_NUMERATOR, "1 +\n #{goneGone001}").get(0).describe())
        .isEqualTo("line 2, column 2: #{goneGone001}: data element goneGone001 does not exist");
    assertThat(judge.problems(INDICATOR_NUMERATOR, "").get(0).describe())
        .isEqualTo("the expression is empty");
  }
}
