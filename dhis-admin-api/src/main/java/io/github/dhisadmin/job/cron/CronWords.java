package io.github.dhisadmin.job.cron;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in English what a cron expression means. */
final class CronWords {
  /** More times of day than these are told by their fields. */
  private static final int MOST_TIMES = 6;

  /** More numbers in a row than these are told by the first and the last. */
  private static final int MOST_OF_A_ROW = 2;

  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");

  private final Map<CronField, FieldPattern> fields;

  CronWords(Map<CronField, FieldPattern> fields) {
    this.fields = fields;
  }

  String phrase() {
    return Stream.of(times(), days(), months())
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private String times() {
    FieldPattern seconds = field(CronField.SECONDS);
    FieldPattern minutes = field(CronField.MINUTES);
    FieldPattern hours = field(CronField.HOURS);
    List<Integer> starts = hours.numbers();
    int number = seconds.numbers().size() * minutes.numbers().size() * starts.size();
    if (number <= MOST_TIMES) {
      return at(timesOfDay());
    }
    if (isZero(seconds) && isZero(minutes)) {
      return hours.isOpen() ? "every hour" : everyHour(hours);
    }
    return Stream.of(minutesAndSeconds(seconds, minutes), withinHours(hours, minutes))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private List<String> timesOfDay() {
    List<String> times = new ArrayList<>();
    for (int hour : field(CronField.HOURS).numbers()) {
      for (int minute : field(CronField.MINUTES).numbers()) {
        for (int second : field(CronField.SECONDS).numbers()) {
          times.add(clock(hour, minute) + (second == 0 ? "" : ":" + two(second)));
        }
      }
    }
    return times;
  }

  private String at(List<String> times) {
    return (days().isEmpty() ? "every day at " : "at ") + and(times);
  }

  private String everyHour(FieldPattern hours) {
    int step = evenStep(hours, 24);
    if (step > 0) {
      return "every " + step + " hours from 00:00";
    }
    List<Integer> numbers = hours.numbers();
    return isRow(numbers)
        ? "every hour from " + clock(numbers.get(0), 0) + " to " + clock(last(numbers), 0)
        : at(numbers.stream().map(hour -> clock(hour, 0)).toList());
  }

  private static String minutesAndSeconds(FieldPattern seconds, FieldPattern minutes) {
    String second = everyOrAt(seconds, "second");
    String minute = everyOrAt(minutes, "minute");
    if (isZero(seconds)) {
      return minute;
    }
    if (minutes.isOpen()) {
      return second.startsWith("every ") ? second : second + " of every minute";
    }
    return minute.startsWith("every ")
        ? second + " in " + minute.replace("every ", "one of every ")
        : second + " " + minute.replace("at ", "of ");
  }

  private static String everyOrAt(FieldPattern pattern, String unit) {
    if (pattern.isOpen()) {
      return "every " + unit;
    }
    int step = evenStep(pattern, 60);
    if (step > 0) {
      return "every " + step + " " + unit + "s";
    }
    List<Integer> numbers = pattern.numbers();
    return "at " + unit + (numbers.size() == 1 ? " " : "s ") + list(numbers, String::valueOf);
  }

  private static String withinHours(FieldPattern hours, FieldPattern minutes) {
    boolean throughTheHour = minutes.isOpen() || evenStep(minutes, 60) > 0;
    if (hours.isOpen()) {
      return throughTheHour ? "" : "of every hour";
    }
    List<Integer> numbers = hours.numbers();
    if (isRow(numbers) || numbers.size() == 1) {
      return "from " + clock(numbers.get(0), 0) + " to " + clock(last(numbers), 59);
    }
    int step = evenStep(hours, 24);
    return step > 0
        ? "in one of every " + step + " hours from 00:00"
        : "in the hours from " + and(numbers.stream().map(hour -> clock(hour, 0)).toList());
  }

  private String days() {
    FieldPattern ofMonth = field(CronField.DAY_OF_MONTH);
    FieldPattern ofWeek = field(CronField.DAY_OF_WEEK);
    if (ofMonth.isOpen()) {
      return ofWeek.isOpen() ? "" : daysOfWeek(ofWeek);
    }
    String days = "on " + and(daysOfMonth(ofMonth));
    return ofWeek.isOpen() ? days : days + " if that is " + condition(ofWeek);
  }

  private static List<String> daysOfMonth(FieldPattern pattern) {
    List<String> days = new ArrayList<>();
    if (!pattern.numbers().isEmpty()) {
      days.add("the " + list(pattern.numbers(), CronWords::ordinal) + " of the month");
    }
    pattern.rules().forEach(rule -> days.add(words(rule)));
    return days;
  }

  private static String daysOfWeek(FieldPattern pattern) {
    List<String> days = new ArrayList<>();
    List<Integer> numbers = pattern.numbers();
    if (isRow(numbers) && pattern.rules().isEmpty()) {
      return "from " + weekday(numbers.get(0)) + " to " + weekday(last(numbers));
    }
    numbers.forEach(number -> days.add(weekday(number)));
    pattern.rules().forEach(rule -> days.add(words(rule)));
    return "on " + and(days);
  }

  private static String condition(FieldPattern pattern) {
    List<String> days = new ArrayList<>();
    pattern.numbers().forEach(number -> days.add("a " + weekday(number)));
    pattern.rules().forEach(rule -> days.add(words(rule)));
    return joined(days, "or");
  }

  private String months() {
    FieldPattern pattern = field(CronField.MONTH);
    if (pattern.isOpen()) {
      return "";
    }
    List<Integer> numbers = pattern.numbers();
    IntFunction<String> name =
        number -> Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return isRow(numbers)
        ? "from " + name.apply(numbers.get(0)) + " to " + name.apply(last(numbers))
        : "in " + and(numbers.stream().map(name::apply).toList());
  }

  private static String words(DayRule rule) {
    if (rule instanceof DayRule.LastDay last) {
      return switch (last.before()) {
        case 0 -> "the last day of the month";
        case 1 -> "the day before the last of the month";
        default -> "the day " + last.before() + " days before the last of the month";
      };
    }
    if (rule instanceof DayRule.NearestWorkday nearest) {
      return "the weekday nearest to the " + ordinal(nearest.day()) + " of the month";
    }
    if (rule instanceof DayRule.LastWeekday last) {
      return "the last " + weekday(last.day().getValue()) + " of the month";
    }
    if (rule instanceof DayRule.NthWeekday nth) {
      return "the "
          + ORDINALS.get(nth.ordinal() - 1)
          + " "
          + weekday(nth.day().getValue())
          + " of the month";
    }
    return "the last weekday of the month";
  }

  private static boolean isZero(FieldPattern pattern) {
    return pattern.numbers().equals(List.of(0));
  }

  /** The step of a pattern that goes on evenly from one round to the next, else 0. */
  private static int evenStep(FieldPattern pattern, int round) {
    List<Integer> numbers = pattern.numbers();
    if (numbers.size() <= MOST_OF_A_ROW || numbers.get(0) != 0) {
      return numbers.equals(List.of(0, round / 2)) ? round / 2 : 0;
    }
    int step = numbers.get(1);
    for (int index = 1; index < numbers.size(); index++) {
      if (numbers.get(index) != index * step) {
        return 0;
      }
    }
    return step > 1 && last(numbers) + step == round ? step : 0;
  }

  private static boolean isRow(List<Integer> numbers) {
    return numbers.size() > MOST_OF_A_ROW && last(numbers) - numbers.get(0) == numbers.size() - 1;
  }

  /** Numbers as words, with what is in a row told by its ends. */
  private static String list(List<Integer> numbers, IntFunction<String> word) {
    return isRow(numbers)
        ? word.apply(numbers.get(0)) + " to " + word.apply(last(numbers))
        : and(numbers.stream().map(word::apply).toList());
  }

  private static String and(List<String> words) {
    return joined(words, "and");
  }

  private static String joined(List<String> words, String conjunction) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " " + conjunction + " " + words.get(last);
  }

  private static int last(List<Integer> numbers) {
    return numbers.get(numbers.size() - 1);
  }

  private static String weekday(int number) {
    return DayOfWeek.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String ordinal(int number) {
    String ending =
        switch (number) {
          case 1, 21, 31 -> "st";
          case 2, 22 -> "nd";
          case 3, 23 -> "rd";
          default -> "th";
        };
    return number + ending;
  }

  private static String clock(int hour, int minute) {
    return two(hour) + ":" + two(minute);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private FieldPattern field(CronField field) {
    return Objects.requireNonNull(fields.get(field));
  }
}
