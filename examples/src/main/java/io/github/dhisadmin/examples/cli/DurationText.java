package io.github.dhisadmin.examples.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations in words for people, the same in every locale. */
final class DurationText {
  private DurationText() {}

  /** Such as "85 ms", "12.3 s", "4 min 05 s" or "2 h 10 min". */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (duration.toHours() < 1) {
      return String.format(
          Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(
        Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
  }
}
