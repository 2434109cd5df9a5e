package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.corpus.QueryTime;
import io.github.dhisadmin.bench.pair.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is aimed at, of all that may be measured. */
final class Aims {
  /** How many times faster than DHIS2, by the names of parts. */
  private static final Map<String, Double> TIMES_FASTER =
      Map.of(
          "all resource tables", 5.0,
          "data values", 5.0,
          "data values with outlier statistics", 12.0,
          "events and enrollments", 4.0,
          "data values, nothing changed, incremental", 100.0,
          "data values, 1% of the last year changed, incremental", 15.0);

  private static final double SHARE_OF_LIMIT = 1.5;
  private static final double GROWTH_AT_TEN_TIMES = 11;
  private static final double MEAN_OF_QUERIES = 0.8;
  private static final double SLOWEST_QUERY = 1.1;
  private static final double SHARE_OF_DISK = 0.6;

  private Aims() {}

  /** The aims of what was measured, in its order. */
  static List<Aim> of(AnalyticsFindings findings) {
    List<Aim> aims = new ArrayList<>();
    for (Measured each : findings.parts()) {
      Double limit = TIMES_FASTER.get(each.part());
      if (limit != null) {
        aims.add(Aim.atLeast(limit, each.part() + ", times faster", each.timesFaster()));
      }
    }
    for (LimitTimes each : findings.limits()) {
      aims.add(
          Aim.atMost(SHARE_OF_LIMIT, each.part() + ", time / copy of finished rows", each.ratio()));
    }
    for (GrowthTimes each : findings.growth()) {
      aims.add(
          Aim.atMost(
              GROWTH_AT_TEN_TIMES,
              each.part() + ", time at 10 times the rows / time",
              each.atTenTimes()));
    }
    CorpusResult queries = findings.queries();
    if (queries != null) {
      aims.add(
          Aim.atMost(
              MEAN_OF_QUERIES,
              queries.queries().size() + " queries, geometric mean of time / DHIS2's",
              queries.geometricMean()));
      aims.add(
          Aim.atMost(
              SLOWEST_QUERY,
              "the worst of them, time / DHIS2's",
              queries.queries().stream().mapToDouble(QueryTime::ratio).max().orElse(0)));
    }
    for (DiskUse each : findings.disk()) {
      aims.add(Aim.atMost(SHARE_OF_DISK, each.part() + ", disk / DHIS2's", each.ratio()));
    }
    return aims;
  }

  /** Queries that are slower than is aimed at. */
  static List<QueryTime> slowQueries(CorpusResult queries) {
    return queries.queries().stream().filter(each -> each.ratio() > SLOWEST_QUERY).toList();
  }
}
