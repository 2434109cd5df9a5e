package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.testkit.demo.Scale;
import java.time.Duration;
import java.util.Set;

/**
 * About how long a run takes: what parts take at scale large, in proportion to the rows elsewhere.
 *
 * @param repetitions how often builds are repeated
 * @param outlierRepetitions how often those with outlier statistics are
 */
record ExpectedTime(int repetitions, int outlierRepetitions) {
  private static final Duration GENERATION = Duration.ofMinutes(6);

  Duration of(Set<AnalyticsPart> parts, Scale scale) {
    Duration total = GENERATION;
    for (AnalyticsPart part : AnalyticsPart.withSources(parts)) {
      total =
          total.plus(
              part.expected(part == AnalyticsPart.OUTLIERS ? outlierRepetitions : repetitions));
    }
    double share = (double) scale.dataValues() / Scale.LARGE.dataValues();
    return Duration.ofSeconds(Math.round(total.toSeconds() * share));
  }
}
