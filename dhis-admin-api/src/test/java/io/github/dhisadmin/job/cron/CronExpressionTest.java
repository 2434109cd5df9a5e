package io.github.dhisadmin.job.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "0 61 * * * * ~ field 2 (minutes), position 3: 61 is not between 0 and 59.",
        "60 * * * * * ~ field 1 (seconds), position 1: 60 is not between 0 and 59.",
        "0 0 24 * * * ~ field 3 (hours), position 5: 24 is not between 0 and 23.",
        "0 0 0 0 * * ~ field 4 (day of month), position 7: 0 is not between 1 and 31.",
        "0 0 0 1,32 * * ~ field 4 (day of month), position 9: 32 is not between 1 and 31.",
        "0 0 0 * 13 * ~ field 5 (month), position 9: 13 is not between 1 and 12.",
        "0 0 0 * * 8 ~ field 6 (day of week), position 11: 8 is not between 0 and 7.",
        "0  */0 * * * * ~ field 2 (minutes), position 6: a step of 0 leads nowhere; write 1 or more.",
        "0 0 0 * * FRI-MON ~ field 6 (day of week), position 11: the range FRI-MON goes backwards;"
            + " write two ranges with a comma between them, such as 5-7,1-1.",
        "0 0 20-4 * * * ~ field 3 (hours), position 5: the range 20-4 goes backwards; write two"
            + " ranges with a comma between them, such as 20-23,0-4.",
        "0 0|5 0 * * ? ~ field 2 (minutes), position 3: '0|5' is not a number; separate values by"
            + " commas.",
        "0 0, 0 * * ? ~ field 2 (minutes), position 5: a value is missing; take the comma away or"
            + " write a value beside it.",
        "0 0 0 ? * L ~ field 6 (day of week), position 11: L needs a day of the week before it, as in"
            + " FRIL; the last day of the month is L in the day of month.",
        "0 0 0 5L * ? ~ field 4 (day of month), position 7: '5L' is not a day; write L for the last"
            + " day, L-3 for three days before it, LW for the last weekday, or 15W for the weekday"
            + " nearest to the 15th.",
        "0 0 0 lw * ? ~ field 4 (day of month), position 7: 'lw' is not a number; write L and W in"
            + " capitals.",
        "0 0 0 L-31 * ? ~ field 4 (day of month), position 9: 31 is not between 1 and 30.",
        "0 0 0 ? * MON#6 ~ field 6 (day of week), position 15: 6 is not between 1 and 5.",
        "0 0 0 ?,5 * * ~ field 4 (day of month), position 7: ? stands for every day, so that nothing"
            + " can stand beside it; use *.",
        "0 0 0 * * XYZ ~ field 6 (day of week), position 11: 'XYZ' is not a number or one of MON, TUE,"
            + " WED, THU, FRI, SAT, SUN.",
        "0 0 +3 * * * ~ field 3 (hours), position 5: '+3' is not a number.",
        "0 0 99999999999 * * * ~ field 3 (hours), position 5: '99999999999' is not a number.",
        "0 3 * * * ~ fields, position 1: six are needed, seconds, minutes, hours, day of month, month"
            + " and day of week, but there are 5; an expression of Unix cron needs a 0 for the"
            + " seconds before it.",
        "0 0 3 * * ? 2026 ~ fields, position 1: six are needed, seconds, minutes, hours, day of month,"
            + " month and day of week, but there are 7; a year, as in Quartz, cannot be given.",
        "@dayly ~ macro: there is none of this name. Did you mean @daily?",
        "0 0 0 30 2 ? ~ day of month, month and day of week, position 7: no such day ever comes;"
            + " choose days that the month has.",
        "0 0 0 31 4,6,9,11 ? ~ day of month, month and day of week, position 7: no such day ever"
            + " comes; choose days that the month has.",
        "0 0 0 L-30 FEB ? ~ day of month, month and day of week, position 7: no such day ever comes;"
            + " choose days that the month has."
      })
  void error_names_field_position_and_the_way_out(String expression, String problem) {
    assertThatThrownBy(() -> CronExpression.of(expression))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("Cron expression '" + expression + "', " + problem);
  }

  @Test
  void nothing_at_all_is_refused() {
    assertThatThrownBy(() -> CronExpression.of("  "))
        .hasMessageContaining("there is none; name a time, such as 0 0 3 * * *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "0 0 2 ? * * ~ 0 0 2 * * *",
        "  00  0  02 * *   *  ~ 0 0 2 * * *",
        "@daily ~ 0 0 0 * * *",
        "@MIDNIGHT ~ 0 0 0 * * *",
        "@weekly ~ 0 0 0 * * 7",
        "@yearly ~ 0 0 0 1 1 *",
        "0 0 0 ? jan,Feb,MAR sun ~ 0 0 0 * 1-3 7",
        "0 0 0 ? * SUN-TUE ~ 0 0 0 * * 1,2,7",
        "0 0 0 ? * 0-6 ~ 0 0 0 * * *",
        "0 */30 * * * * ~ 0 0,30 * * * *",
        "0 0/30 * * * * ~ 0 0,30 * * * *",
        "*/1 0-59 * * * * ~ * * * * * *",
        "0 0 12,9,9 * * * ~ 0 0 9,12 * * *",
        "0 0 0 LW,L,15 * * ~ 0 0 0 15,L,LW * *",
        "0 0 0 * * MON#2,FRIL,0L ~ 0 0 0 * * 1#2,5L,7L"
      })
  void expressions_that_mean_the_same_are_equal(String expression, String normalized) {
    CronExpression cron = CronExpression.of(expression);

    assertThat(cron.normalized()).isEqualTo(normalized);
    assertThat(cron)
        .isEqualTo(CronExpression.of(normalized))
        .hasSameHashCodeAs(CronExpression.of(normalized));
  }

  @Test
  void list_of_hours_differs_from_the_step_with_the_same_hours() {
    CronExpression step = CronExpression.of("0 0 */12 * * *");
    CronExpression list = CronExpression.of("0 0 0,12 * * *");

    assertThat(step).isNotEqualTo(list);
    assertThat(step.hasFixedHours()).isFalse();
    assertThat(list.hasFixedHours()).isTrue();
    assertThat(CronExpression.of(step.normalized())).isEqualTo(step);
  }

  @Test
  void text_is_kept_as_given() {
    assertThat(CronExpression.of(" 0 0 2 ? * MON ")).hasToString("0 0 2 ? * MON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "0 0 3 * * * ~ every day at 03:00",
        "0 0 3 ? * MON ~ at 03:00 on Monday",
        "@hourly ~ every hour",
        "@monthly ~ at 00:00 on the 1st of the month",
        "@yearly ~ at 00:00 on the 1st of the month in January",
        "0 0 6,19 * * * ~ every day at 06:00 and 19:00",
        "0 0/30 8-10 * * * ~ every day at 08:00, 08:30, 09:00, 09:30, 10:00 and 10:30",
        "0 */15 * * * * ~ every 15 minutes",
        "0 */15 8-17 * * MON-FRI ~ every 15 minutes from 08:00 to 17:59 from Monday to Friday",
        "0 0 9-17 * * MON-FRI ~ every hour from 09:00 to 17:00 from Monday to Friday",
        "0 0 */2 * * * ~ every 2 hours from 00:00",
        "0 0 1-23/2 * * MON,WED ~ at 01:00, 03:00, 05:00, 07:00, 09:00, 11:00, 13:00, 15:00, 17:00,"
            + " 19:00, 21:00 and 23:00 on Monday and Wednesday",
        "* * * * * * ~ every second",
        "*/10 * * * * * ~ every 10 seconds",
        "5 * * * * * ~ at second 5 of every minute",
        "0 5 * * * * ~ at minute 5 of every hour",
        "0 5,35 */6 * * * ~ at minutes 5 and 35 in one of every 6 hours from 00:00",
        "0 * 2 * * * ~ every minute from 02:00 to 02:59",
        "30 0 2 * * * ~ every day at 02:00:30",
        "15 */10 * * * * ~ at second 15 in one of every 10 minutes",
        "0 0 0 L * * ~ at 00:00 on the last day of the month",
        "0 0 0 L-1,L-3 * * ~ at 00:00 on the day before the last of the month and the day 3 days"
            + " before the last of the month",
        "0 0 0 1,15,LW * * ~ at 00:00 on the 1st and 15th of the month and the last weekday of the"
            + " month",
        "0 0 0 22W * * ~ at 00:00 on the weekday nearest to the 22nd of the month",
        "0 0 0 * * FRIL,MON#2 ~ at 00:00 on the last Friday of the month and the second Monday of the"
            + " month",
        "0 0 0 13 * FRI ~ at 00:00 on the 13th of the month if that is a Friday",
        "0 0 0 1-7 3,6 MON,5L ~ at 00:00 on the 1st to 7th of the month if that is a Monday or the"
            + " last Friday of the month in March and June",
        "0 0 12 * JUN-AUG * ~ every day at 12:00 from June to August"
      })
  void explanation_is_plain_english(String expression, String words) {
    assertThat(CronExpression.of(expression).explain()).isEqualTo(words);
  }

  @Test
  void locale_of_the_machine_changes_nothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(CronExpression.of("0 0 0 * * fri").explain()).isEqualTo("at 00:00 on Friday");
      assertThat(CronExpression.of("@MIDNIGHT").normalized()).isEqualTo("0 0 0 * * *");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"L, 28", "L-2, 26", "LW, 27", "15W, 16", "14W, 13", "1W, 2", "28W, 27"})
  void day_of_the_calendar_is_found(String rule, int day) {
    // February 2026 begins on a Sunday and ends on a Saturday.
    assertThat(days("0 0 0 " + rule + " 2 *")).containsExactly(day);
  }

  @ParameterizedTest
  @CsvSource({"MON#1, 2", "SUN#4, 22", "7L, 22", "SATL, 28", "0#1, 1"})
  void weekday_of_the_calendar_is_found(String rule, int day) {
    assertThat(days("0 0 0 ? 2 " + rule)).containsExactly(day);
  }

  @Test
  void fifth_weekday_is_none_in_a_month_of_four_weeks() {
    assertThat(days("0 0 0 ? * MON#5")).isEmpty();
  }

  @Test
  void both_day_fields_have_to_let_a_day_through() {
    assertThat(days("0 0 0 13 * FRI")).containsExactly(13);
    assertThat(days("0 0 0 14 * FRI")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CronFrequency.class)
  void predefined_frequency_says_what_it_is_called(CronFrequency frequency) {
    assertThat(frequency.expression().explain())
        .isEqualTo(
            switch (frequency) {
              case EVERY_HOUR -> "every hour";
              case EVERY_DAY_AT_MIDNIGHT -> "every day at 00:00";
              case EVERY_DAY_AT_3_AM -> "every day at 03:00";
              case EVERY_DAY_AT_NOON -> "every day at 12:00";
              case EVERY_WEEK -> "at 03:00 on Monday";
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 29 2 ?", "0 0 0 29 FEB MON", "0 0 0 ? FEB FRI#5", "0 0 0 31W 1 ?"})
  void day_that_comes_rarely_is_no_mistake(String expression) {
    assertThat(CronExpression.of(expression).text()).isEqualTo(expression);
  }

  /** The days of February 2026 that it lets through. */
  private static List<Integer> days(String expression) {
    CronExpression cron = CronExpression.of(expression);
    return IntStream.rangeClosed(1, 28)
        .filter(day -> cron.includes(LocalDate.of(2026, 2, day)))
        .boxed()
        .toList();
  }
}
