package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.corpus.CorpusRun;
import io.github.dhisadmin.bench.corpus.QueryCorpus;
import io.github.dhisadmin.bench.corpus.Selection;
import io.github.dhisadmin.bench.corpus.TableSet;
import io.github.dhisadmin.bench.sql.Sessions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Builds the data value tables of one database with the library and the way DHIS2 does, in turns,
 * and compares times, rows and queries. The library's tables end in {@code public}, DHIS2's in
 * {@code peer}.
 */
public final class Comparison {
  private final DataSource dataSource;
  private final Sides sides;
  private final ComparisonOptions options;
  private final Clock clock;
  private final Consumer<String> log;

  /** Compares on this database; what is going on is told to {@code log}, line by line. */
  public Comparison(
      DataSource dataSource,
      Library library,
      ComparisonOptions options,
      Clock clock,
      Consumer<String> log) {
    this.dataSource = dataSource;
    this.sides = new Sides(dataSource, library, options.parallelism(), log);
    this.options = options;
    this.clock = clock;
    this.log = log;
  }

  /** Runs all parts; what differs is in the report. */
  public ComparisonReport run(String command) {
    String startedAt = clock.instant().toString();
    // Checking sorts whole tables; what is measured never runs in these sessions.
    try (Sessions sessions = Sessions.of(dataSource);
        Sessions checking = Sessions.of(dataSource, List.of("set work_mem = '256MB'"))) {
      Build resourceTables = sides.buildResourceTables();
      sessions.execute("analyze");
      Selection selection = Selection.from(sessions);
      List<VariantReport> variants = new ArrayList<>();
      if (options.includes(Part.OUTLIERS_SKIPPED)) {
        variants.add(compare(OutlierStatistics.SKIPPED, true, selection, checking));
      }
      if (options.includes(Part.OUTLIERS_COMPUTED)) {
        variants.add(
            compare(
                OutlierStatistics.COMPUTED,
                options.includes(Part.PEER_WITH_OUTLIERS),
                selection,
                checking));
      }
      return new ComparisonReport(
          startedAt,
          command,
          Environment.of(sessions),
          DataSize.of(sessions, selection.years()),
          options.parallelism(),
          resourceTables,
          variants);
    }
  }

  private VariantReport compare(
      OutlierStatistics outliers, boolean withPeer, Selection selection, Sessions checking) {
    List<Build> ours = new ArrayList<>();
    List<Build> peer = new ArrayList<>();
    for (int repetition = 0; repetition < options.repetitions(); repetition++) {
      // Whoever goes second finds warmer caches, so the order changes.
      boolean peerFirst = repetition % 2 == 0;
      if (withPeer && peerFirst) {
        peer.add(sides.buildPeer(outliers));
      }
      ours.add(sides.buildOurs(outliers));
      if (withPeer && !peerFirst) {
        peer.add(sides.buildPeer(outliers));
      }
    }
    return new VariantReport(
        outliers,
        VariantReport.Builds.of(ours, peer),
        options.includes(Part.LIMIT) ? sides.copyOurs() : null,
        TableSize.of(checking, Sides.OURS),
        withPeer ? TableSize.of(checking, Sides.PEER) : null,
        withPeer && options.includes(Part.EQUALITY) ? checkRows(checking) : null,
        withPeer && options.includes(Part.CORPUS) ? queries(outliers, selection) : null);
  }

  private Equality checkRows(Sessions checking) {
    Equality equality = new TableComparison(checking, Sides.OURS, Sides.PEER).compare();
    say("rows are %s", equality.isEqual() ? "equal" : "NOT equal: " + equality);
    return equality;
  }

  private CorpusResult queries(OutlierStatistics outliers, Selection selection) {
    try (Sessions sessions = Sessions.of(dataSource)) {
      // As autovacuum leaves them some time after a build.
      TableSize.partitionsOf(sessions, Sides.OURS)
          .forEach(each -> sessions.execute("vacuum " + each));
      TableSize.partitionsOf(sessions, Sides.PEER)
          .forEach(each -> sessions.execute("vacuum " + each));
      CorpusResult result =
          new CorpusRun(
                  sessions,
                  new TableSet(Sides.OURS),
                  new TableSet(Sides.PEER),
                  options.queryRepetitions())
              .run(QueryCorpus.of(selection, outliers == OutlierStatistics.COMPUTED));
      say(
          "%d queries: geometric mean of library / DHIS2 %.2f, %d with different rows",
          result.queries().size(), result.geometricMean(), result.differences().size());
      return result;
    }
  }

  private void say(String format, @Nullable Object... values) {
    log.accept(String.format(Locale.ROOT, format, values));
  }
}
