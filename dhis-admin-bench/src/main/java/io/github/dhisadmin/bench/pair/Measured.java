package io.github.dhisadmin.bench.pair;

import java.util.List;

/**
 * What was measured of one piece of work.
 *
 * @param part which piece of work
 * @param dhis2Seconds wall times of DHIS2's way
 * @param librarySeconds wall times of the library
 * @param timesFaster the median of DHIS2's divided by the median of the library's
 * @param differences what came out of both that should be the same and is not
 */
public record Measured(
    String part,
    List<Double> dhis2Seconds,
    List<Double> librarySeconds,
    double timesFaster,
    List<String> differences) {
  /** Copies the lists. */
  public Measured {
    dhis2Seconds = List.copyOf(dhis2Seconds);
    librarySeconds = List.copyOf(librarySeconds);
    differences = List.copyOf(differences);
  }

  static Measured of(
      String part,
      List<Double> dhis2Seconds,
      List<Double> librarySeconds,
      List<String> differences) {
    double timesFaster = median(dhis2Seconds) / median(librarySeconds);
    return new Measured(part, dhis2Seconds, librarySeconds, timesFaster, differences);
  }

  /** The middle one, or the mean of the two in the middle. */
  public static double median(List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
