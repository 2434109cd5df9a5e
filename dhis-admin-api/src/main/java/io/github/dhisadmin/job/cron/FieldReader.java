package io.github.dhisadmin.job.cron;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.cron.Span.Form;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Reads one field of a cron expression. What is allowed follows Spring's BitsCronField and
 * QuartzCronField (6.2), which DHIS2 2.42 uses.
 */
final class FieldReader {
  private static final int MOST_DIGITS = 9;
  private static final int MOST_DAYS_BEFORE_LAST = 30;

  private final CronText given;
  private final CronField field;
  private final int start;
  private final List<Span> spans = new ArrayList<>();
  private final List<DayRule> rules = new ArrayList<>();

  /**
   * Reads a field of an expression.
   *
   * @param given the expression
   * @param field which of its fields
   * @param start where the field begins
   */
  FieldReader(CronText given, CronField field, int start) {
    this.given = given;
    this.field = field;
    this.start = start;
  }

  /** What a text lets through as this field. */
  FieldPattern read(String text) {
    int item = 0;
    while (item <= text.length()) {
      int comma = text.indexOf(',', item);
      int end = comma < 0 ? text.length() : comma;
      readItem(text.substring(item, end), item, text.length() == end - item);
      item = end + 1;
    }
    return new FieldPattern(field, spans, rules);
  }

  private void readItem(String item, int at, boolean alone) {
    if (item.isEmpty()) {
      throw problem(at, "a value is missing; take the comma away or write a value beside it");
    }
    if (item.equals("?") && field.isOfDays()) {
      if (!alone) {
        throw problem(at, "? stands for every day, so that nothing can stand beside it; use *");
      }
      spans.add(all(1));
    } else if (field == CronField.DAY_OF_MONTH && (item.contains("L") || item.contains("W"))) {
      rules.add(dayOfMonthRule(item, at));
    } else if (field == CronField.DAY_OF_WEEK && isWeekdayRule(item)) {
      rules.add(weekdayRule(item, at));
    } else {
      spans.add(span(item, at));
    }
  }

  private Span span(String item, int at) {
    int slash = item.indexOf('/');
    if (slash < 0) {
      return range(item, at);
    }
    Span range = range(item.substring(0, slash), at);
    int step = number(item.substring(slash + 1), at + slash + 1, "the step after /");
    if (step == 0) {
      throw problem(at + slash + 1, "a step of 0 leads nowhere; write 1 or more");
    }
    return switch (range.form()) {
      case ALL -> all(step);
      case NUMBER -> new Span(Form.ONWARD, range.first(), field.largest(), step);
      case RANGE, ONWARD -> new Span(Form.RANGE, range.first(), range.last(), step);
    };
  }

  private Span range(String item, int at) {
    if (item.equals("*")) {
      return all(1);
    }
    int hyphen = item.indexOf('-');
    if (hyphen < 0) {
      int value = value(item, at);
      return new Span(Form.NUMBER, value, value, 1);
    }
    int first = value(item.substring(0, hyphen), at);
    int last = value(item.substring(hyphen + 1), at + hyphen + 1);
    if (field == CronField.DAY_OF_WEEK && first == CronField.SUNDAY) {
      first = 0;
    }
    if (first > last) {
      throw problem(
          at,
          "the range "
              + item
              + " goes backwards; write two ranges with a comma between them, such as "
              + first
              + "-"
              + field.largest()
              + ","
              + field.first()
              + "-"
              + last);
    }
    return new Span(Form.RANGE, first, last, 1);
  }

  private Span all(int step) {
    return new Span(Form.ALL, field.first(), field.largest(), step);
  }

  private DayRule dayOfMonthRule(String item, int at) {
    if (item.equals("L")) {
      return new DayRule.LastDay(0);
    }
    if (item.equals("LW")) {
      return new DayRule.LastWorkday();
    }
    if (item.startsWith("L-")) {
      int before = number(item.substring(2), at + 2, "the number of days after L-");
      if (before < 1 || before > MOST_DAYS_BEFORE_LAST) {
        throw problem(at + 2, before + " is not between 1 and " + MOST_DAYS_BEFORE_LAST);
      }
      return new DayRule.LastDay(before);
    }
    if (item.endsWith("W") && item.indexOf('W') == item.length() - 1 && !item.startsWith("L")) {
      return new DayRule.NearestWorkday(value(item.substring(0, item.length() - 1), at));
    }
    throw problem(
        at,
        quoted(item)
            + " is not a day; write L for the last day, L-3 for three days before it, LW for the"
            + " last weekday, or 15W for the weekday nearest to the 15th");
  }

  private static boolean isWeekdayRule(String item) {
    return item.contains("#") || item.toUpperCase(Locale.ROOT).endsWith("L");
  }

  private DayRule weekdayRule(String item, int at) {
    int hash = item.indexOf('#');
    if (hash < 0) {
      if (item.length() == 1) {
        throw problem(
            at,
            "L needs a day of the week before it, as in FRIL; the last day of the month is L in"
                + " the day of month");
      }
      return new DayRule.LastWeekday(weekday(item.substring(0, item.length() - 1), at));
    }
    DayOfWeek day = weekday(item.substring(0, hash), at);
    int ordinal = number(item.substring(hash + 1), at + hash + 1, "the number after #");
    if (ordinal < 1 || ordinal > DayRule.NthWeekday.MOST) {
      throw problem(at + hash + 1, ordinal + " is not between 1 and " + DayRule.NthWeekday.MOST);
    }
    return new DayRule.NthWeekday(day, ordinal);
  }

  private DayOfWeek weekday(String text, int at) {
    int value = value(text, at);
    return DayOfWeek.of(value == 0 ? CronField.SUNDAY : value);
  }

  private int value(String text, int at) {
    OptionalInt named = field.number(text);
    if (named.isPresent()) {
      return named.getAsInt();
    }
    int value = number(text, at, "a value");
    if (value < field.smallest() || value > field.largest()) {
      throw problem(at, value + " is not between " + field.smallest() + " and " + field.largest());
    }
    return value;
  }

  private int number(String text, int at, String what) {
    if (text.isEmpty()) {
      throw problem(at, what + " is missing");
    }
    boolean digits = text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    if (!digits || text.length() > MOST_DIGITS) {
      throw problem(
          at,
          quoted(text)
              + " is not a number"
              + field.alternatives()
              + (text.contains("|") ? "; separate values by commas" : "")
              + (isLowerCaseRule(text) ? "; write L and W in capitals" : ""));
    }
    return Integer.parseInt(text);
  }

  private boolean isLowerCaseRule(String text) {
    return field == CronField.DAY_OF_MONTH && (text.contains("l") || text.contains("w"));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private InvalidRequestException problem(int at, String message) {
    return given.problem(
        "field " + field.place() + " (" + field.title() + ")", start + at, message + ".");
  }
}
