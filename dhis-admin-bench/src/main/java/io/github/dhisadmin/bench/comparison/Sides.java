package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.bench.limit.LimitRun;
import io.github.dhisadmin.bench.limit.PhysicalLimit;
import io.github.dhisadmin.bench.peer.Dhis2Procedure;
import io.github.dhisadmin.bench.peer.PeerRun;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The ways of building data value tables that are compared, each measured the same way. The
 * library's tables end in {@code public}, DHIS2's in {@code peer}.
 */
public final class Sides {
  static final String OURS = "public";
  static final String PEER = "peer";
  private static final String LIMIT = "physical_limit";

  private final DataSource dataSource;
  private final Library library;
  private final int parallelism;
  private final Consumer<String> log;

  /**
   * Builds in this database with this many sessions at a time; what was done is told to the log.
   */
  public Sides(DataSource dataSource, Library library, int parallelism, Consumer<String> log) {
    this.dataSource = dataSource;
    this.library = library;
    this.parallelism = parallelism;
    this.log = log;
  }

  /** Builds the resource tables that both sides read. */
  public Build buildResourceTables() {
    StageClock stages = new StageClock();
    ResourceTableResult result =
        library.resourceTables().update(ResourceTableUpdate.all(), RunControl.listening(stages));
    if (result.state() != RunState.SUCCEEDED) {
      throw new BenchmarkException("the resource tables could not be built: " + result, null);
    }
    say("resource tables: %.1f s", Build.seconds(result.duration()));
    return Build.of(result.duration(), stages.stages());
  }

  /** Builds the data value tables with the library. */
  public Build buildOurs(OutlierStatistics outliers) {
    settle();
    AnalyticsTableUpdate update =
        AnalyticsTableUpdate.full()
            .skipResourceTables()
            .only(AnalyticsTableType.DATA_VALUE)
            .parallelism(parallelism);
    StageClock stages = new StageClock();
    long start = System.nanoTime();
    AnalyticsTableResult result =
        library
            .analyticsTables()
            .update(
                outliers == OutlierStatistics.SKIPPED ? update.skipOutliers() : update,
                RunControl.listening(stages));
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    requireBuilt(result);
    Build build = Build.of(duration, stages.stages());
    say("library, outliers %s: %.1f s %s", outliers, build.seconds(), build.stages());
    return build;
  }

  // A run that found nothing to do would compare an idle library with a working DHIS2.
  private static void requireBuilt(AnalyticsTableResult result) {
    List<PartitionOutcome> notBuilt =
        result.types().stream()
            .flatMap(type -> type.tables().stream())
            .flatMap(table -> table.partitions().stream())
            .filter(partition -> partition.action() != PartitionAction.BUILT)
            .toList();
    if (result.state() != RunState.SUCCEEDED || !notBuilt.isEmpty()) {
      throw new BenchmarkException("the library did not build all partitions: " + result, null);
    }
  }

  /** Builds the data value tables as DHIS2 does. */
  public Build buildPeer(OutlierStatistics outliers) {
    settle();
    try (Sessions sessions = Sessions.of(dataSource)) {
      PeerRun run =
          new Dhis2Procedure(sessions, PEER, parallelism)
              .run(outliers == OutlierStatistics.COMPUTED);
      Build build = Build.of(run.duration(), run.stages());
      say(
          "DHIS2's procedure, outliers %s: %.1f s %s, %d rows, %d indexes",
          outliers, build.seconds(), build.stages(), run.rows(), run.indexes());
      return build;
    }
  }

  /** Copies the library's data value tables as they are. */
  public Build copyOurs() {
    settle();
    // As much memory as helps, for this is not to be beaten.
    List<String> settings =
        List.of("set maintenance_work_mem = '512MB'", "set synchronous_commit = off");
    try (Sessions sessions = Sessions.of(dataSource, settings)) {
      LimitRun run =
          new PhysicalLimit(sessions, LIMIT, parallelism).run(OURS, "^analytics_[0-9]+$");
      Build build = Build.of(run.duration(), run.stages());
      say("copy of finished partitions: %.1f s %s", build.seconds(), build.stages());
      return build;
    }
  }

  // What one side left to write back must not slow the other down.
  private void settle() {
    try (Sessions sessions = Sessions.of(dataSource)) {
      if (!sessions
          .texts("select 1 from pg_roles where rolname = current_user and rolsuper")
          .isEmpty()) {
        sessions.execute("checkpoint");
      }
    }
  }

  private void say(String format, @Nullable Object... values) {
    log.accept(String.format(Locale.ROOT, format, values));
  }
}
