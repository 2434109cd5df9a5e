package io.github.dhisadmin.bench.peer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One build of the data value tables the way DHIS2 does it.
 *
 * @param duration from the first to the last statement
 * @param stages the time of each stage, which follow one another
 * @param years the years that have a partition
 * @param rows the rows of all partitions
 * @param indexes how many indexes were built
 */
public record PeerRun(
    Duration duration, Map<String, Duration> stages, List<Integer> years, long rows, int indexes) {
  /** Copies the years. */
  public PeerRun {
    years = List.copyOf(years);
  }
}
