package io.github.dhisadmin.core.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.ReferenceFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Throws 100,000 texts at the analyzer on a small stack: none may end in an exception, hang or
 * overflow. The seed is fixed and told, so that what fails can be repeated.
 */
class ExpressionFuzzTest {
  private static final long SEED = 20_261_122L;
  private static final int INPUTS = 100_000;
  private static final int SMALL_STACK = 512 * 1024;

  private static final List<String> PARTS =
      List.of(
          "#{deNumber001}",
          "#{deNumber001.optionComb1}",
          "#{stageRepeat.deNumber001}",
          "#{a-b c}",
          "#{deGroup:elementGrp1}",
          "A{attrNumber1}",
          "A{programOne1.attrNumber1}",
          "C{constant001}",
          "D{programOne1.deNumber001}",
          "I{programInd1}",
          "N{indicator01}",
          "OUG{unitGroup01}",
          "R{dataSet0001.REPORTING_RATE}",
          "V{event_date}",
          "V{org_unit}",
          "PS_EVENTDATE:stageRepeat",
          "[days]",
          "[periodInYear]",
          "1",
          "0",
          "1.5",
          ".5",
          "1e9",
          "true",
          "false",
          "null",
          "'a'",
          "\"b\"",
          "'2021-01-01'",
          "'abcdefghijk'");

  private static final List<String> FUNCTIONS =
      List.of(
          "if(",
          "is(",
          "isNull(",
          "isNotNull(",
          "firstNonNull(",
          "greatest(",
          "least(",
          "log(",
          "log10(",
          "removeZeros(",
          "contains(",
          "containsItems(",
          "subExpression(",
          "avg(",
          "count(",
          "sum(",
          "median(",
          "orgUnit.group(",
          "d2:condition(",
          "d2:count(",
          "d2:countIfValue(",
          "d2:countIfCondition(",
          "d2:hasValue(",
          "d2:minValue(",
          "d2:daysBetween(",
          "d2:zing(",
          "d2:zpvc(",
          "d2:left(",
          "d2:relationshipCount(");

  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "%", "^", "<", ">", "<=", ">=", "==", "!=", "&&", "||", " and ",
          " or ");

  private static final List<String> MODIFIERS =
      List.of(
          ".periodOffset(-1)",
          ".aggregationType(SUM)",
          ".minDate(2021-01-01)",
          ".maxDate(2021-13-41)",
          ".yearToDate()",
          ".stageOffset(1)");

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "((",
          "))",
          ",",
          ".",
          "#{",
          "}",
          "A{",
          "V{",
          "'",
          "\"",
          "\\",
          "/*",
          "*/",
          " ",
          "\n",
          "not ",
          "!",
          "-",
          "^",
          " in ",
          "distinct ",
          "[",
          "]",
          "{",
          "&",
          "|",
          "=",
          "é",
          "\uD83D\uDE00",
          "\uD800",
          "\u0000",
          "deNumber001",
          "coGroup:",
          "@");

  private final Random random = new Random(SEED);

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void no_text_breaks_the_analyzer() throws InterruptedException {
    List<String> failures = Collections.synchronizedList(new ArrayList<>());
    Map<ProblemStatus, Integer> seen = new EnumMap<>(ProblemStatus.class);
    Thread small =
        new Thread(null, () -> fuzz(failures, seen), "fuzz with a small stack", SMALL_STACK);

    small.start();
    small.join();

    assertThat(failures).as("seed %d", SEED).isEmpty();
    assertThat(seen)
        .as("the texts reach every part of the analyzer")
        .containsKeys(
            ProblemStatus.SYNTAX_ERROR,
            ProblemStatus.ITEM_NOT_ALLOWED,
            ProblemStatus.WRONG_ARITY,
            ProblemStatus.REFERENCE_NOT_FOUND,
            ProblemStatus.TYPE_MISMATCH,
            ProblemStatus.BAD_ARGUMENT,
            ProblemStatus.TOO_DEEP)
        .doesNotContainKey(ProblemStatus.INTERNAL_ERROR);
  }

  private void fuzz(List<String> failures, Map<ProblemStatus, Integer> seen) {
    ExpressionAnalyzer analyzer = new ExpressionAnalyzer();
    Surroundings around =
        new Surroundings("programOne1", new ReferenceFacts(List.of(), Set.of()), Set.of());
    ExpressionKind[] kinds = ExpressionKind.values();
    for (int i = 0; i < INPUTS; i++) {
      String text = text(i);
      try {
        analyzer
            .judge(analyzer.analyze(kinds[i % kinds.length], text), around)
            .forEach(
                problem -> {
                  seen.merge(problem.status(), 1, Integer::sum);
                  if (problem.status() == ProblemStatus.INTERNAL_ERROR) {
                    failures.add(shown(text) + problem.message());
                  }
                });
      } catch (RuntimeException | StackOverflowError e) {
        failures.add(shown(text) + e);
      }
    }
  }

  private static String shown(String text) {
    return "[" + text.substring(0, Math.min(200, text.length())) + "] ";
  }

  private String text(int number) {
    if (number % 2_000 == 0) {
      return hostile(number / 2_000);
    }
    return switch (number % 4) {
      case 0 -> expression(random.nextInt(5));
      case 1 -> broken(expression(random.nextInt(4)));
      case 2 -> soup();
      default -> bytes();
    };
  }

  private String expression(int depth) {
    if (depth == 0) {
      return one(PARTS);
    }
    return switch (random.nextInt(6)) {
      case 0 -> "(" + expression(depth - 1) + ")";
      case 1 -> one(List.of("-", "+", "!", "not ")) + expression(depth - 1);
      case 2 -> expression(depth - 1) + one(MODIFIERS);
      case 3 -> {
        StringBuilder call = new StringBuilder(one(FUNCTIONS)).append(expression(depth - 1));
        for (int more = random.nextInt(3); more > 0; more--) {
          call.append(',').append(expression(depth - 1));
        }
        yield call.append(')').toString();
      }
      default -> expression(depth - 1) + one(OPERATORS) + expression(depth - 1);
    };
  }

  private String broken(String text) {
    StringBuilder broken = new StringBuilder(text);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(broken.length() + 1);
      if (random.nextBoolean() && at < broken.length()) {
        broken.deleteCharAt(at);
      } else {
        broken.insert(at, one(PIECES));
      }
    }
    return broken.toString();
  }

  private String soup() {
    StringBuilder soup = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      soup.append(one(List.of(one(PARTS), one(FUNCTIONS), one(OPERATORS), one(PIECES))));
    }
    return soup.toString();
  }

  private String bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Long and deep texts, each made of one pattern. */
  private String hostile(int number) {
    String pattern =
        List.of(
                "(",
                "-",
                "!",
                "not ",
                "1^",
                "1+",
                "1||",
                "if(1,",
                "/**/",
                " ",
                "least(1,",
                "'",
                "#{",
                "1||1&&1==1<1+1*-1^(",
                "d2:condition('",
                "1,",
                "1 ",
                "1.periodOffset(1)",
                "(1)+",
                ".yearToDate()",
                "\\",
                "/**/ ",
                "{",
                "-(",
                "1^-")
            .get(number % 25);
    return pattern.repeat(1 + random.nextInt(20_000 / pattern.length())) + "1";
  }

  private String one(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }
}
