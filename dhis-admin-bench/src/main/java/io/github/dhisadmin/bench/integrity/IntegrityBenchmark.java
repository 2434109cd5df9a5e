package io.github.dhisadmin.bench.integrity;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.IntegrityService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Measures the checks of DHIS2's guide in one database, with the library and DHIS2's procedure. */
final class IntegrityBenchmark {
  private static final List<String> TABLES =
      List.of(
          "organisationunit",
          "categoryoptioncombo",
          "dataelement",
          "dataset",
          "indicator",
          "validationrule",
          "programindicator",
          "programrule");

  private final DataSource dataSource;
  private final IntegrityService integrity;
  private final int repetitions;
  private final Consumer<String> log;

  IntegrityBenchmark(
      DataSource dataSource, IntegrityService integrity, int repetitions, Consumer<String> log) {
    this.dataSource = dataSource;
    this.integrity = integrity;
    this.repetitions = repetitions;
    this.log = log;
  }

  /**
   * Measures.
   *
   * @param factor the size of the metadata, for the report
   * @param peerLimit how long one statement of DHIS2 may take; null to leave DHIS2 out
   */
  SizeReport run(int factor, @Nullable Duration peerLimit) {
    Measured ours = library();
    say("library", ours.times().summary(), ours.times().details());
    if (peerLimit == null) {
      return new SizeReport(
          factor, objects(), ours.counts(), ours.times(), null, null, null, List.of(), List.of());
    }
    PeerRunner peer = new PeerRunner(dataSource, peerLimit);
    PeerRunner.Run details = peer.details();
    PeerRunner.Run summary = peer.summary();
    say("DHIS2", summary.total(), details.total());
    double withCache = peer.expressionsWithCache().total();
    double expressions =
        details.seconds().entrySet().stream()
            .filter(each -> isExpression(each.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    SideTimes times =
        new SideTimes(
            summary.total(),
            details.total(),
            details.total() - expressions,
            expressions,
            details.seconds());
    return new SizeReport(
        factor,
        objects(),
        ours.counts(),
        ours.times(),
        times,
        withCache,
        details.statements(),
        details.tooSlow(),
        differences(ours.counts(), details.counts()));
  }

  private record Measured(SideTimes times, Map<String, Long> counts) {}

  private Measured library() {
    CheckSelection all = CheckSelection.byDefault();
    Map<Boolean, List<String>> ids =
        integrity.checks(all).stream()
            .map(check -> check.id())
            .collect(Collectors.partitioningBy(IntegrityBenchmark::isExpression));
    CheckSelection expressions = CheckSelection.of(ids.getOrDefault(true, List.of()));
    CheckSelection queries = CheckSelection.of(ids.getOrDefault(false, List.of()));
    // the first run fills PostgreSQL's cache and lets Java compile
    integrity.details(all);
    Map<String, Long> counts = new TreeMap<>();
    Map<String, List<Double>> checks = new TreeMap<>();
    List<Double> details = new ArrayList<>();
    for (int repetition = 0; repetition < repetitions; repetition++) {
      IntegrityResult result = timed(details, () -> integrity.details(all));
      for (CheckOutcome outcome : result.outcomes()) {
        outcome
            .error()
            .ifPresent(
                error -> {
                  throw new BenchmarkException(outcome.check().id() + ": " + error, null);
                });
        counts.put(outcome.check().id(), outcome.count());
        checks
            .computeIfAbsent(outcome.check().id(), id -> new ArrayList<>())
            .add(outcome.duration().toNanos() / 1e9);
      }
    }
    Map<String, Double> byCheck = new LinkedHashMap<>();
    checks.forEach((check, times) -> byCheck.put(check, median(times)));
    return new Measured(
        new SideTimes(
            median(repeated(() -> integrity.summary(all))),
            median(details),
            median(repeated(() -> integrity.details(queries))),
            median(repeated(() -> integrity.details(expressions))),
            byCheck),
        counts);
  }

  private List<Double> repeated(Supplier<IntegrityResult> run) {
    List<Double> seconds = new ArrayList<>();
    for (int repetition = 0; repetition < repetitions; repetition++) {
      timed(seconds, run);
    }
    return seconds;
  }

  private static IntegrityResult timed(List<Double> seconds, Supplier<IntegrityResult> run) {
    long start = System.nanoTime();
    IntegrityResult result = run.get();
    seconds.add((System.nanoTime() - start) / 1e9);
    return result;
  }

  private static boolean isExpression(String check) {
    return check.contains("_invalid_") && !check.contains("category");
  }

  /** The library counts everything that DHIS2's procedure counts. */
  private static List<String> differences(Map<String, Long> ours, Map<String, Long> peer) {
    List<String> differences = new ArrayList<>();
    peer.forEach(
        (check, count) -> {
          Long own = ours.get(check);
          if (!count.equals(own)) {
            differences.add(check + ": dhis-admin " + own + ", DHIS2 " + count);
          }
        });
    return differences;
  }

  private Map<String, Long> objects() {
    Map<String, Long> objects = new LinkedHashMap<>();
    try (Sessions sessions = Sessions.of(dataSource)) {
      TABLES.forEach(table -> objects.put(table, sessions.number("select count(*) from " + table)));
    }
    return objects;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private void say(String side, double summary, double details) {
    log.accept(
        String.format(Locale.ROOT, "%s: summary %.2f s, details %.2f s", side, summary, details));
  }
}
