package io.github.dhisadmin.bench.corpus;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** ISO identifiers of the periods that queries name. */
final class PeriodNames {
  private PeriodNames() {}

  static List<String> months(List<Integer> years) {
    return years.stream()
        .flatMap(
            each ->
                IntStream.rangeClosed(1, 12)
                    .mapToObj(month -> String.format(Locale.ROOT, "%d%02d", each, month)))
        .toList();
  }

  static List<String> quarters(int year) {
    return IntStream.rangeClosed(1, 4).mapToObj(quarter -> year + "Q" + quarter).toList();
  }

  static List<String> years(List<Integer> years) {
    return years.stream().map(String::valueOf).toList();
  }
}
