package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.pair.Measured;
import java.util.List;

/**
 * How far a build is from the copy of its rows with the same indexes.
 *
 * @param part what is built
 * @param librarySeconds wall times of the builds
 * @param copySeconds wall times of the copies
 */
record LimitTimes(String part, List<Double> librarySeconds, List<Double> copySeconds) {
  LimitTimes {
    librarySeconds = List.copyOf(librarySeconds);
    copySeconds = List.copyOf(copySeconds);
  }

  /** The median of the builds divided by that of the copies. */
  double ratio() {
    return Measured.median(librarySeconds) / Measured.median(copySeconds);
  }
}
