package io.github.dhisadmin.bench.comparison;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measured build.
 *
 * @param seconds the wall time
 * @param stages seconds by stage; the library's stages overlap, DHIS2's follow one another
 */
public record Build(double seconds, Map<String, Double> stages) {
  static Build of(Duration duration, Map<String, Duration> stages) {
    Map<String, Double> inSeconds = new LinkedHashMap<>();
    stages.forEach((stage, time) -> inSeconds.put(stage, seconds(time)));
    return new Build(seconds(duration), inSeconds);
  }

  /** The median of the wall times. */
  static double median(List<Build> builds) {
    double[] sorted = builds.stream().mapToDouble(Build::seconds).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
