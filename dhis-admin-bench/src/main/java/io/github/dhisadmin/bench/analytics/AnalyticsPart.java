package io.github.dhisadmin.bench.analytics;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The parts of the comparison that can be run by themselves. */
enum AnalyticsPart {
  /** All resource tables. */
  RESOURCE_TABLES(5, 4),
  /** Data values without outlier statistics, and the copy that nothing can beat. */
  DATA_VALUES(60, 265),
  /** Runs after nothing and after little has changed, for which data values are built first. */
  INCREMENTAL(10, 30),
  /** Events and enrollments of all programs, and the copy that nothing can beat. */
  EVENTS(30, 200),
  /** Registrations of data sets and their targets. */
  COMPLETENESS(5, 20),
  /** Data values with outlier statistics, which take DHIS2 longest. */
  OUTLIERS(60, 500),
  /** Analytics queries on the tables of both sides; those that were not measured are built once. */
  QUERIES(240, 0),
  /** The library's builds of a database with a tenth of the data. */
  GROWTH(60, 15);

  private final Duration once;
  private final Duration repeated;

  AnalyticsPart(int onceSeconds, int repeatedSeconds) {
    this.once = Duration.ofSeconds(onceSeconds);
    this.repeated = Duration.ofSeconds(repeatedSeconds);
  }

  /**
   * About how long it takes at scale large on two cores: rows are compared and queries run once,
   * builds are repeated.
   */
  Duration expected(int repetitions) {
    return once.plus(repeated.multipliedBy(repetitions));
  }

  /** Adds what the parts start from. */
  static Set<AnalyticsPart> withSources(Set<AnalyticsPart> parts) {
    Set<AnalyticsPart> all = EnumSet.copyOf(parts);
    if (parts.contains(INCREMENTAL)) {
      all.add(DATA_VALUES);
    }
    return all;
  }
}
