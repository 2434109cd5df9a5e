package io.github.dhisadmin.bench.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets both sides work in turns and takes their times. */
public final class Turns {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int repetitions;
  private final Consumer<String> log;

  /** Takes so many times of each side; what is going on is told to {@code log}, line by line. */
  public Turns(int repetitions, Consumer<String> log) {
    if (repetitions < 1) {
      throw new IllegalArgumentException("repetitions must be at least 1");
    }
    this.repetitions = repetitions;
    this.log = log;
  }

  /**
   * Measures one piece of work.
   *
   * @param differences asked once both sides have worked
   */
  public Measured measure(
      String part, Side dhis2, Side library, Supplier<List<String>> differences) {
    List<Double> dhis2Seconds = new ArrayList<>();
    List<Double> librarySeconds = new ArrayList<>();
    for (int turn = 0; turn < repetitions; turn++) {
      // Whoever goes second finds warmer caches, so the order changes.
      boolean dhis2First = turn % 2 == 0;
      if (dhis2First) {
        dhis2Seconds.add(time(part + ", DHIS2's way", dhis2));
      }
      librarySeconds.add(time(part + ", library", library));
      if (!dhis2First) {
        dhis2Seconds.add(time(part + ", DHIS2's way", dhis2));
      }
    }
    return Measured.of(part, dhis2Seconds, librarySeconds, differences.get());
  }

  /**
   * Measures what the library has to do where DHIS2 does again all that it did in another piece of
   * work.
   *
   * @param whole that piece of work
   * @param differences asked once the library has worked
   */
  public Measured measureAgainst(
      Measured whole, String part, Side library, Supplier<List<String>> differences) {
    List<Double> librarySeconds = times(part + ", library", library);
    return Measured.of(part, whole.dhis2Seconds(), librarySeconds, differences.get());
  }

  /** Takes times of one side alone. */
  public List<Double> times(String what, Side side) {
    List<Double> seconds = new ArrayList<>();
    for (int turn = 0; turn < repetitions; turn++) {
      seconds.add(time(what, side));
    }
    return seconds;
  }

  private double time(String what, Side side) {
    side.before().run();
    long start = System.nanoTime();
    side.work().run();
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    side.after().run();
    log.accept(String.format(Locale.ROOT, "%s: %.3f s", what, seconds));
    return seconds;
  }
}
