package io.github.dhisadmin.core.internal.job.cron;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.DaylightGap;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares with what DHIS2 reads cron expressions with. What happens where clocks change is tested
 * by {@link CronTimesTest}, by hand: there Spring's answers differ from ours, and among themselves.
 */
final class SpringComparisonTest {
  private static final int MISTYPED = 20_000;
  private static final int TIMES = 200;

  /** At least so many expressions in each zone, from the command line. */
  private static final int GENERATED = Integer.getInteger("dhisadmin.cron.expressions", 0);

  /** Examples of everything that the syntax has, and of what was found to differ elsewhere. */
  private static final List<String> EXAMPLES =
      List.of(
          "0 0 2 ? * *",
          "0 0 * ? * *",
          "0 0 3 ? * MON",
          "0 0 0 ? * ?",
          "0 0 0 * * ?",
          "* * * * * *",
          "* * * * * ?",
          "*/10 * * * * *",
          "0 0 8-10 * * *",
          "0 0/30 8-10 * * *",
          "0 0 6,19 * * *",
          "0 0 9-17 * * MON-FRI",
          "0 0 0 25 DEC ?",
          "0 0 0 L * *",
          "0 0 0 L-3 * *",
          "0 0 0 L-27 * *",
          "0 0 0 LW * *",
          "0 0 0 1W * *",
          "0 0 0 15W * ?",
          "0 0 0 31W * ?",
          "0 0 0 30W * ?",
          "0 0 0 L,15 * ?",
          "0 0 0 1W,15,LW * ?",
          "0 0 0 ? * 5L",
          "0 0 0 ? * THUL",
          "0 0 0 ? * MON#1",
          "0 0 0 ? * 3#5",
          "0 0 0 ? * 0#2",
          "0 0 0 ? * MON#1,WED,FRIL",
          "0 0 0 ? * SUN-TUE",
          "0 0 0 ? * 7-2",
          "0 0 0 ? * 7-7",
          "0 0 0 ? * 0/2",
          "0 0 0 ? * */2",
          "0 0 0 13 * FRI",
          "0 0 0 L * FRI",
          "0 0 0 29 2 ?",
          "0 0 0 31 * ?",
          "0 30 2 * * *",
          "0 30 2,3 * * *",
          "*/7 */13 2 * * *",
          "0 0 0 * 10-12/2 *",
          "0 0 1-23/5 * * *",
          "0 5/90 * * * *",
          "  0   0  2 * * *  ",
          "@yearly",
          "@annually",
          "@monthly",
          "@weekly",
          "@DAILY",
          " @daily ",
          "@midnight",
          "@hourly");

  /** What Spring takes for a number, a name or a day although it was hardly meant so. */
  private static final Pattern REFUSED =
      Pattern.compile(
          String.join(
              "|",
              ".*[+].*",
              ".*--.*",
              ".*([A-Z]{3}\\d|\\d[A-Z]{3}|[A-Z]{6}|[/#][A-Z]{3}).*",
              ".*(,[?]|[?],).*",
              ".*L-0*(2[89]|[3-9]\\d|\\d{3}).*",
              ".*#0*([6-9]|[1-9]\\d).*"),
          Pattern.CASE_INSENSITIVE);

  /** A zone, a change of its clock near which the comparison begins, and how much is compared. */
  @ParameterizedTest
  @CsvSource({
    "UTC, 2024-02-28T00:00:00Z, 5000",
    "Europe/Oslo, 2024-03-31T01:00:00Z, 1000",
    "America/New_York, 2024-11-03T06:00:00Z, 1000",
    "America/Havana, 2024-03-10T05:00:00Z, 1000",
    "Australia/Lord_Howe, 2024-10-05T15:30:00Z, 1000",
    "Pacific/Apia, 2011-12-30T10:00:00Z, 1000",
    "Africa/Casablanca, 2024-03-10T02:00:00Z, 1000"
  })
  void times_are_those_of_spring_but_within_a_day_of_a_change_of_the_clock(
      ZoneId zone, Instant change, int generated) {
    List<String> expressions =
        Stream.concat(
                EXAMPLES.stream(),
                new GeneratedExpressions(change.getEpochSecond())
                    .stream()
                        .filter(SpringComparisonTest::comesTrue)
                        .limit(Math.max(generated, GENERATED)))
            .toList();

    expressions.parallelStream()
        .forEach(
            expression -> {
              Duration before = Duration.ofMinutes(1L << (expression.hashCode() & 15));
              compare(expression, zone, change.minus(before));
            });
  }

  private static void compare(String text, ZoneId zone, Instant start) {
    NavigableSet<Instant> springs = times(SpringTimes.of(text).after(start, zone));
    NavigableSet<Instant> ours =
        times(
            new CronTimes(CronExpression.of(text), zone, DaylightGap.RUN_AT_GAP_END).after(start));
    Instant end = Collections.min(List.of(springs.last(), ours.last()));
    ZoneRules rules = zone.getRules();
    assertThat(difference(ours, springs, end))
        .as("only we: %s in %s after %s", text, zone, start)
        .allMatch(time -> isNearChange(rules, time));
    assertThat(difference(springs, ours, end))
        .as("only Spring: %s in %s after %s", text, zone, start)
        .allMatch(time -> isNearChange(rules, time));
  }

  private static NavigableSet<Instant> times(Stream<Instant> times) {
    return times.limit(TIMES).collect(toCollection(TreeSet::new));
  }

  private static NavigableSet<Instant> difference(
      NavigableSet<Instant> all, NavigableSet<Instant> without, Instant end) {
    NavigableSet<Instant> difference = new TreeSet<>(all.headSet(end, true));
    difference.removeAll(without);
    return difference;
  }

  private static boolean isNearChange(ZoneRules rules, Instant time) {
    ZoneOffsetTransition change = rules.nextTransition(time.minus(Duration.ofDays(1)));
    return change != null && !change.getInstant().isAfter(time.plus(Duration.ofDays(1)));
  }

  private static boolean comesTrue(String text) {
    try {
      CronExpression.of(text);
      return true;
    } catch (InvalidRequestException e) {
      return false;
    }
  }

  @Test
  void days_before_the_last_end_with_the_month_other_than_in_spring() {
    String text = "0 0 0 L-28 JAN-MAR ?";
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    CronTimes ours =
        new CronTimes(CronExpression.of(text), ZoneOffset.UTC, DaylightGap.RUN_AT_GAP_END);

    // 28 days before the last of February 2026 is the 31st of January.
    assertThat(ours.after(start).limit(2).map(Instant::toString))
        .containsExactly("2026-01-03T00:00:00Z", "2026-03-03T00:00:00Z");
    assertThat(SpringTimes.of(text).after(start, ZoneOffset.UTC).limit(2).map(Instant::toString))
        .containsExactly("2026-01-03T00:00:00Z", "2026-01-31T00:00:00Z");
  }

  @Test
  void reads_what_spring_reads_but_for_what_is_documented() {
    Random random = new Random(7);
    List<String> texts =
        new GeneratedExpressions(2)
            .stream().map(text -> mistyped(text, random)).limit(MISTYPED).toList();

    assertThat(texts.stream().filter(SpringTimes::accepts).count()).isBetween(2_000L, 15_000L);
    assertThat(texts.stream().filter(SpringComparisonTest::comesTrue))
        .allMatch(SpringTimes::accepts);
    assertThat(texts.stream().filter(SpringTimes::accepts).filter(text -> !comesTrue(text)))
        .allMatch(SpringComparisonTest::isRefusedOnPurpose);
  }

  private static boolean isRefusedOnPurpose(String text) {
    boolean never = SpringTimes.of(text).after(Instant.EPOCH, ZoneOffset.UTC).findFirst().isEmpty();
    return never || REFUSED.matcher(text).matches();
  }

  private static String mistyped(String text, Random random) {
    StringBuilder typed = new StringBuilder(text);
    String letters = "0123456789*?,-/LW#+| @lwMONJAN";
    for (int mistakes = random.nextInt(3); mistakes > 0; mistakes--) {
      int at = random.nextInt(typed.length());
      String letter = String.valueOf(letters.charAt(random.nextInt(letters.length())));
      switch (random.nextInt(3)) {
        case 0 -> typed.insert(at, letter);
        case 1 -> typed.replace(at, at + 1, letter);
        default -> typed.deleteCharAt(at);
      }
    }
    return typed.toString();
  }
}
