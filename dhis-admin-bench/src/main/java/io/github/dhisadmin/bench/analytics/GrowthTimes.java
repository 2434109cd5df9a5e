package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.pair.Measured;
import java.util.List;

/**
 * How the time of the library grows with the rows it works on.
 *
 * @param part what it does
 * @param fewerRows rows of the smaller database
 * @param rows rows of the larger one
 * @param fewerRowsSeconds wall times on the smaller one
 * @param seconds wall times on the larger one
 */
record GrowthTimes(
    String part, long fewerRows, long rows, List<Double> fewerRowsSeconds, List<Double> seconds) {
  GrowthTimes {
    fewerRowsSeconds = List.copyOf(fewerRowsSeconds);
    seconds = List.copyOf(seconds);
  }

  /** How many times as many rows there are. */
  double ofRows() {
    return (double) rows / fewerRows;
  }

  /** How many times as long it takes. */
  double ofTime() {
    return Measured.median(seconds) / Measured.median(fewerRowsSeconds);
  }

  /** How many times as long ten times the rows take, if time grows in the same way between. */
  double atTenTimes() {
    return ofTime() / ofRows() * 10;
  }
}
