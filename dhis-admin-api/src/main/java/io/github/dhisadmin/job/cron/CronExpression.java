package io.github.dhisadmin.job.cron;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A cron expression in the syntax of DHIS2, which is Spring's: six fields separated by spaces
 * (seconds, minutes, hours, day of month, month, day of week) or a macro such as {@code @daily}.
 * Days have to match both the day of month and the day of week. An object holds an expression that
 * can be read and that names at least one day there is. Immutable; two are equal if they mean the
 * same.
 */
public final class CronExpression {
  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 0 1 1 *",
          "@annually", "0 0 0 1 1 *",
          "@monthly", "0 0 0 1 * *",
          "@weekly", "0 0 0 * * 0",
          "@daily", "0 0 0 * * *",
          "@midnight", "0 0 0 * * *",
          "@hourly", "0 0 * * * *");

  /** Any 28 years in a row of one century have all the calendars that a year can have. */
  private static final int FIRST_YEAR = 2001;

  private static final int LAST_YEAR = 2028;

  private final String text;
  private final Map<CronField, FieldPattern> fields;
  private final String normalized;

  private CronExpression(String text, Map<CronField, FieldPattern> fields) {
    this.text = text;
    this.fields = fields;
    this.normalized =
        String.join(" ", fields.values().stream().map(FieldPattern::spelling).toList());
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidRequestException if it cannot be read, or never comes true; the message names
   *     the field, the position, and the way out
   */
  public static CronExpression of(String text) {
    CronText given = new CronText(text.trim());
    CronExpression expression = new CronExpression(given.text(), read(given));
    expression.requireSomeDay(given);
    return expression;
  }

  /** The expression as given, without spaces around it. */
  public String text() {
    return text;
  }

  /**
   * The expression with numbers instead of names and macros, the same for expressions that mean the
   * same; what comes true at the same times may still differ where clocks change.
   */
  public String normalized() {
    return normalized;
  }

  /** What it means, as an English phrase such as "every day at 03:00". */
  public String explain() {
    return new CronWords(fields).phrase();
  }

  /** Whether month, day of month and day of week let a day through. */
  public boolean includes(LocalDate date) {
    return field(CronField.MONTH).includes(date)
        && field(CronField.DAY_OF_MONTH).includes(date)
        && field(CronField.DAY_OF_WEEK).includes(date);
  }

  /**
   * Whether its hours are a number or a list of numbers. Such an expression follows the clock on
   * the wall where clocks change; one with every hour, a step or a range follows elapsed time.
   */
  public boolean hasFixedHours() {
    return field(CronField.HOURS).isListOfNumbers();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression that && normalized.equals(that.normalized);
  }

  @Override
  public int hashCode() {
    return normalized.hashCode();
  }

  /** The expression as given. */
  @Override
  public String toString() {
    return text;
  }

  private FieldPattern field(CronField field) {
    return Objects.requireNonNull(fields.get(field));
  }

  private static String resolved(CronText given) {
    if (!given.isMacro()) {
      return given.text();
    }
    String fields = MACROS.get(given.text().toLowerCase(Locale.ROOT));
    if (fields == null) {
      List<String> known = MACROS.keySet().stream().sorted().toList();
      throw given.problem(
          "macro",
          0,
          "there is none of this name. " + new Suggestions(known).forName(given.text()));
    }
    return fields;
  }

  private static Map<CronField, FieldPattern> read(CronText given) {
    String text = resolved(given);
    List<Integer> starts = starts(text);
    if (starts.size() != CronField.values().length) {
      throw given.problem("fields", 0, wrongNumber(starts.size()));
    }
    Map<CronField, FieldPattern> fields = new EnumMap<>(CronField.class);
    for (CronField field : CronField.values()) {
      int start = starts.get(field.place() - 1);
      int space = text.indexOf(' ', start);
      String value = text.substring(start, space < 0 ? text.length() : space);
      fields.put(field, new FieldReader(given, field, start).read(value));
    }
    return fields;
  }

  private static List<Integer> starts(String text) {
    return IntStream.range(0, text.length())
        .filter(index -> text.charAt(index) != ' ' && (index == 0 || text.charAt(index - 1) == ' '))
        .boxed()
        .toList();
  }

  private static String wrongNumber(int number) {
    String hint =
        switch (number) {
          case 0 -> "; name a time, such as 0 0 3 * * * for every day at 03:00";
          case 5 -> "; an expression of Unix cron needs a 0 for the seconds before it";
          case 7 -> "; a year, as in Quartz, cannot be given";
          default -> "";
        };
    return "six are needed, seconds, minutes, hours, day of month, month and day of week, but "
        + (number == 0 ? "there is none" : "there are " + number)
        + hint
        + ".";
  }

  /** Refuses, for instance, the 30th of February. */
  private void requireSomeDay(CronText given) {
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      LocalDate date = Year.of(year).atDay(1);
      while (date.getYear() == year) {
        if (!field(CronField.MONTH).includes(date)) {
          date = YearMonth.from(date).plusMonths(1).atDay(1);
        } else if (includes(date)) {
          return;
        } else {
          date = date.plusDays(1);
        }
      }
    }
    throw given.problem(
        "day of month, month and day of week",
        starts(text).get(CronField.DAY_OF_MONTH.place() - 1),
        "no such day ever comes; choose days that the month has.");
  }
}
