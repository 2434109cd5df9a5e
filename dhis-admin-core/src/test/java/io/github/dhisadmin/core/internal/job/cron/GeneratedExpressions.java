package io.github.dhisadmin.core.internal.job.cron;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cron expressions of all forms, the same for the same seed. */
final class GeneratedExpressions {
  private static final List<String> MONTHS =
      List.of("JAN", "feb", "Mar", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "dec");
  private static final List<String> WEEKDAYS =
      List.of("MON", "tue", "Wed", "THU", "FRI", "SAT", "SUN");
  private static final List<String> MACROS =
      List.of("@yearly", "@ANNUALLY", "@monthly", "@Weekly", " @daily ", "@midnight", "@HOURLY");

  /** Beyond these Spring reaches into the month before, see the test of that. */
  private static final int MOST_DAYS_OF_EVERY_MONTH = 28;

  private final Random random;

  GeneratedExpressions(long seed) {
    this.random = new Random(seed);
  }

  Stream<String> stream() {
    return Stream.generate(this::next);
  }

  private String next() {
    if (oneIn(100)) {
      return anyOf(MACROS);
    }
    return String.join(
        " ", seconds(), timeField(60), timeField(24), daysOfMonth(), months(), daysOfWeek());
  }

  private String seconds() {
    return oneIn(4) ? timeField(60) : "0";
  }

  private String timeField(int values) {
    return switch (random.nextInt(5)) {
      case 0 -> "*";
      case 1 -> "*/" + (1 + random.nextInt(values));
      default -> list(() -> plain(0, values - 1));
    };
  }

  private String daysOfMonth() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> "*";
      case 2 -> "?";
      case 3 -> list(() -> oneIn(3) ? plain(1, 31) : dayOfMonthRule());
      default -> list(() -> plain(1, 31));
    };
  }

  private String dayOfMonthRule() {
    return switch (random.nextInt(4)) {
      case 0 -> "L";
      case 1 -> "LW";
      case 2 -> "L-" + (1 + random.nextInt(MOST_DAYS_OF_EVERY_MONTH - 1));
      default -> (1 + random.nextInt(31)) + "W";
    };
  }

  private String months() {
    return oneIn(3) ? list(() -> oneIn(2) ? anyOf(MONTHS) : plain(1, 12)) : "*";
  }

  private String daysOfWeek() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> "*";
      case 2 -> "?";
      case 3 -> list(() -> oneIn(3) ? weekday() : weekdayRule());
      case 4 -> oneIn(2) ? "SUN-" + weekday() : "7-" + random.nextInt(8);
      default -> list(() -> oneIn(2) ? weekday() : plain(0, 7));
    };
  }

  private String weekday() {
    return oneIn(2) ? anyOf(WEEKDAYS) : Integer.toString(random.nextInt(8));
  }

  private String weekdayRule() {
    return oneIn(2) ? weekday() + "L" : weekday() + "#" + (1 + random.nextInt(5));
  }

  private String plain(int smallest, int largest) {
    int first = smallest + random.nextInt(largest - smallest + 1);
    int last = first + random.nextInt(largest - first + 1);
    int step = 1 + random.nextInt(largest);
    return switch (random.nextInt(6)) {
      case 0 -> first + "-" + last;
      case 1 -> first + "-" + last + "/" + step;
      case 2 -> first + "/" + step;
      default -> Integer.toString(first);
    };
  }

  private String list(Supplier<String> item) {
    int items = oneIn(3) ? 2 + random.nextInt(3) : 1;
    return IntStream.range(0, items).mapToObj(i -> item.get()).collect(Collectors.joining(","));
  }

  private String anyOf(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }
}
