package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.ProblemStatus.SYNTAX_ERROR;
import static io.github.dhisadmin.spi.ExpressionKind.INDICATOR_NUMERATOR;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_EXPRESSION;
import static io.github.dhisadmin.spi.ExpressionKind.PROGRAM_INDICATOR_FILTER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read at all. */
class ExpressionSyntaxTest {
  private final Judge judge = new Judge();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "10",
        "1.",
        ".5",
        "1.5e-3",
        "2E10",
        "-1",
        "+1",
        "- -1",
        " \t\r\n1 \n+\n 1 ",
        "/* why */ 1 /* and */ + /* how */ 2 /* done */",
        "1/* two\nlines */+1",
        "(((1)))",
        "2 ^ 3 ^ 2",
        "1 + 2 - 3 * 4 / 5 % 6",
        "if(1 < 2 and 2 <= 3 && 4 > 3 or 4 >= 3 || 1 == 1 and 1 != 2, 1, 0)",
        "if(not isNull(1), 1, 0)",
        "if(!isNull(1), 1, 0)",
        "if(true, 1, 0)",
        "if(false, 1, null)",
        "if(\"it's\" == 'x', 1, 0)",
        "if('a\\'b' == \"c\\\"d\", 1, 0)",
        "if('\\u0041\\n\\t\\101' == 'A', 1, 0)",
        "if('abcdefghijk' == \"abcdefghijk\", 1, 0)",
        "if(is(1 in 1, 2, 3), 1, 0)",
        "#{deNumber001}.periodOffset(-1)",
        "#{deNumber001}.periodOffset( +12 ).aggregationType( LAST ).yearToDate()",
        "#{deNumber001}.minDate(2020-02-29)"
      })
  void sound_expressions_are_read(String text) {
    assertThat(judge.places(INDICATOR_NUMERATOR, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1+",
        "1,2",
        "01",
        "(1",
        "1)",
        "()",
        "1 2",
        "* 1",
        "1 = 1",
        "1 <> 1",
        "1 & 1",
        "V{bogus}",
        "X{abcdefghijk}",
        "R{dataSet0001.BOGUS}",
        "R{dataSet0001}",
        "I{abc}",
        "C{constant001",
        "d2:foo(1)",
        "foo(1)",
        "if (1 == 1, 1, 0)",
        "if(1 == 1, 1)",
        "notisNull(1)",
        "'open",
        "'a\nb'",
        "// no",
        "/* open",
        "1 /* a */ /* b",
        "#{deNumber001}.periodOffset(1.5)",
        "#{deNumber001}.aggregationType()",
        "#{deNumber001}.minDate('2021-01-01')",
        "#{deNumber001}.bogus(1)",
        "[months]",
        "é",
        "\u0000",
        "/* nothing else */"
      })
  void broken_expressions_are_syntax_errors(String text) {
    assertThat(judge.statuses(INDICATOR_NUMERATOR, text)).containsExactly(SYNTAX_ERROR);
  }

  @Test
  void syntax_error_tells_line_column_and_token() {
    assertThat(judge.places(INDICATOR_NUMERATOR, "1 +\n  2 )"))
        .containsExactly("SYNTAX_ERROR 2:5 )");
    assertThat(judge.places(INDICATOR_NUMERATOR, "1 + ")).containsExactly("SYNTAX_ERROR 1:5");
    assertThat(judge.places(INDICATOR_NUMERATOR, "1 + é")).containsExactly("SYNTAX_ERROR 1:5 é");
  }

  @Test
  void condition_in_a_text_is_read_where_it_stands() {
    assertThat(
            judge.places(
                PROGRAM_INDICATOR_EXPRESSION, "d2:condition('#{stageRepeat.goneGone001} > 1',1,0)"))
        .containsExactly("REFERENCE_NOT_FOUND 1:15 #{stageRepeat.goneGone001}");
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, "d2:condition('1 >',1,0)"))
        .containsExactly("SYNTAX_ERROR 1:18");
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, "d2:condition('1 + 1.5',1,0)"))
        .as("a number that may be whole can be a condition")
        .isEmpty();
    assertThat(judge.places(PROGRAM_INDICATOR_EXPRESSION, "d2:condition('',1,0)"))
        .containsExactly("SYNTAX_ERROR 1:15");
    assertThat(
            judge.places(
                PROGRAM_INDICATOR_EXPRESSION,
                "d2:countIfCondition(#{stageRepeat.deNumber001}, '> C{goneGone001}')"))
        .containsExactly("REFERENCE_NOT_FOUND 1:52 C{goneGone001}");
  }

  @Test
  void quotes_in_a_condition_in_a_text_may_be_escaped() {
    assertThat(
            judge.places(
                PROGRAM_INDICATOR_EXPRESSION,
                "d2:condition('#{stageRepeat.deText00001} == \\'a\\'',1,0)"))
        .isEmpty();
  }

  @Test
  void conditions_in_conditions_end_somewhere() {
    String condition = "1 == 1";
    for (int level = 0; level < 6; level++) {
      condition =
          "d2:condition(\"" + condition.replace("\\", "\\\\").replace("\"", "\\\"") + "\",1,0)";
    }

    assertThat(judge.statuses(PROGRAM_INDICATOR_FILTER, condition))
        .containsExactly(ProblemStatus.TOO_DEEP);
  }
}
