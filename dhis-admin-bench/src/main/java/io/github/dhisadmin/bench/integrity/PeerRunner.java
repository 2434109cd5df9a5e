package io.github.dhisadmin.bench.integrity;

import io.github.dhisadmin.bench.integrity.PeerSession.Lookups;
import io.github.dhisadmin.bench.integrity.PeerSession.TooSlowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Runs checks the way DHIS2 does: one after the other, in one session. */
final class PeerRunner {
  private final DataSource dataSource;
  private final Duration limit;

  PeerRunner(DataSource dataSource, Duration limit) {
    this.dataSource = dataSource;
    this.limit = limit;
  }

  /**
   * What one run took and found.
   *
   * @param seconds seconds by check
   * @param counts issues by check, without those that were too slow
   * @param statements number of statements
   * @param tooSlow checks that reached the limit
   */
  record Run(
      Map<String, Double> seconds,
      Map<String, Long> counts,
      long statements,
      List<String> tooSlow) {

    double total() {
      return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  Run summary() {
    return run(all(), Lookups.EACH_TIME, PeerCheck::summary);
  }

  Run details() {
    return run(all(), Lookups.EACH_TIME, PeerCheck::details);
  }

  Run expressionsWithCache() {
    return run(PeerExpressions.checks(), Lookups.ONCE, PeerCheck::details);
  }

  private static List<PeerCheck> all() {
    return Stream.of(PeerQueries.checks(), PeerPrograms.checks(), PeerExpressions.checks())
        .flatMap(List::stream)
        .toList();
  }

  private Run run(
      List<PeerCheck> checks,
      Lookups lookups,
      Function<PeerCheck, ToLongFunction<PeerSession>> level) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> tooSlow = new ArrayList<>();
    try (PeerSession session = PeerSession.open(dataSource, lookups, limit)) {
      for (PeerCheck check : checks) {
        long start = System.nanoTime();
        try {
          counts.put(check.id(), level.apply(check).applyAsLong(session));
        } catch (TooSlowException e) {
          session.rollBack();
          tooSlow.add(check.id());
        }
        seconds.put(check.id(), (System.nanoTime() - start) / 1e9);
      }
      return new Run(seconds, counts, session.statements(), tooSlow);
    }
  }
}
