package io.github.dhisadmin.job.cron;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a field of a cron expression lets through. Immutable. */
final class FieldPattern {
  private static final int SHORTEST_RANGE = 3;

  private final CronField field;
  private final List<Span> spans;
  private final List<DayRule> rules;
  private final long bits;

  FieldPattern(CronField field, List<Span> spans, List<DayRule> rules) {
    this.field = field;
    this.spans = List.copyOf(spans);
    this.rules = List.copyOf(rules);
    long all = spans.stream().mapToLong(Span::bits).reduce(0, (left, right) -> left | right);
    boolean zeroIsSunday = field == CronField.DAY_OF_WEEK && (all & 1) != 0;
    this.bits = zeroIsSunday ? (all & ~1L) | 1L << CronField.SUNDAY : all;
  }

  /** The numbers it lets through, ascending. */
  List<Integer> numbers() {
    return IntStream.rangeClosed(field.first(), field.largest())
        .filter(this::includes)
        .boxed()
        .toList();
  }

  /** Its items that give numbers, as written. */
  List<Span> spans() {
    return spans;
  }

  /** Its items that are found in the calendar. */
  List<DayRule> rules() {
    return rules;
  }

  /** Whether it lets everything through. */
  boolean isOpen() {
    return IntStream.rangeClosed(field.first(), field.largest()).allMatch(this::includes);
  }

  /** Whether it is a list of nothing but numbers. */
  boolean isListOfNumbers() {
    return rules.isEmpty() && spans.stream().allMatch(span -> span.form() == Span.Form.NUMBER);
  }

  /** Whether it lets a day through. */
  boolean includes(LocalDate date) {
    return includes(field.valueOf(date)) || rules.stream().anyMatch(rule -> rule.includes(date));
  }

  /**
   * The shortest way to write it, the same for all that let the same through. Only hours keep the
   * difference between a list and a step, as clocks that change treat these differently.
   */
  String spelling() {
    if (isOpen() && (field != CronField.HOURS || !isListOfNumbers())) {
      return "*";
    }
    if (field == CronField.HOURS && !isListOfNumbers()) {
      return String.join(",", spans.stream().map(Span::spelling).distinct().sorted().toList());
    }
    Stream<String> plain =
        field == CronField.HOURS
            ? numbers().stream().map(String::valueOf)
            : ranges(numbers()).stream();
    return String.join(
        ",",
        Stream.concat(plain, rules.stream().map(DayRule::spelling).distinct().sorted()).toList());
  }

  private boolean includes(int number) {
    return (bits & 1L << number) != 0;
  }

  private static List<String> ranges(List<Integer> numbers) {
    List<String> ranges = new ArrayList<>();
    int start = 0;
    while (start < numbers.size()) {
      int end = start;
      while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
        end++;
      }
      if (end - start + 1 >= SHORTEST_RANGE) {
        ranges.add(numbers.get(start) + "-" + numbers.get(end));
      } else {
        numbers.subList(start, end + 1).forEach(number -> ranges.add(number.toString()));
      }
      start = end + 1;
    }
    return ranges;
  }
}
