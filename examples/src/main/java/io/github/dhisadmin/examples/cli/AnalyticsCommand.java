package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.ByteSize;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rebuilds analytics tables. As with resource tables, what is replaced is derived from other tables
 * and nobody is asked for a confirmation.
 */
@Command(name = "analytics", description = "Rebuilds the analytics tables.")
final class AnalyticsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--last-years",
      paramLabel = "N",
      description = "Rebuild only this many years, counting the current one (default: all).")
  private @Nullable Integer lastYears;

  @Option(
      names = "--skip-resource-tables",
      description = "Build on the resource tables as they are.")
  private boolean skipResourceTables;

  @Option(
      names = "--skip-aggregate",
      description = "Leave data values, completeness and completeness targets as they are.")
  private boolean skipAggregate;

  @Option(names = "--skip-events", description = "Leave event tables as they are.")
  private boolean skipEvents;

  @Option(names = "--skip-enrollment", description = "Leave enrollment tables as they are.")
  private boolean skipEnrollment;

  @Option(names = "--skip-ownership", description = "Leave ownership tables as they are.")
  private boolean skipOwnership;

  @Option(
      names = "--skip-validation-results",
      description = "Leave the table of validation results as it is.")
  private boolean skipValidationResults;

  @Option(
      names = "--skip-tracked-entities",
      description = "Leave tables of tracked entities, their events and enrollments as they are.")
  private boolean skipTrackedEntities;

  @Option(
      names = "--skip-outliers",
      description = "Leave out the columns that outlier detection reads.")
  private boolean skipOutliers;

  @Option(
      names = "--mode",
      paramLabel = "full|incremental",
      description = "Rebuild all of it, or only what changed (default: full).")
  private AnalyticsMode mode = AnalyticsMode.FULL;

  @Option(
      names = "--merge-up-to",
      paramLabel = "SHARE",
      description =
          "In incremental mode, exchange rows within a partition if at most this share of them"
              + " changed (default: 0.02; 0 builds every changed partition).")
  private @Nullable Double mergeUpTo;

  @Option(
      names = "--parallelism",
      paramLabel = "P",
      description = "How many database sessions work at once (default: the library's).")
  private @Nullable Integer parallelism;

  @Option(
      names = "--low-disk",
      description =
          "Build and swap one partition after the other, so that only one is there twice.")
  private boolean lowDisk;

  @Option(
      names = "--free-disk",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description =
          "Disk that is free on the database server, such as 20GB; refuses what needs more"
              + " (default: looked up if the server is on this machine).")
  private @Nullable ByteSize freeDisk;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = "Memory of the database server that all sessions may use (default: 1GB).")
  private @Nullable ByteSize memory;

  @Option(
      names = "--estimate",
      description = "Tell what would be built, and what disk and time it needs; build nothing.")
  private boolean estimate;

  AnalyticsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    AnalyticsTableUpdate update = update();
    return estimate ? estimate(update) : rebuild(update);
  }

  private int estimate(AnalyticsTableUpdate update) {
    try (AdminSession session = context.openSession()) {
      RunControl control = new RunControl(ProgressListener.NONE, context.cancellation());
      context
          .output()
          .write(AnalyticsEstimateReport.of(mode, session.analytics().estimate(update, control)));
    }
    return ExitStatus.DONE;
  }

  private int rebuild(AnalyticsTableUpdate update) {
    AnalyticsTableResult result;
    try (AdminSession session = context.openSession();
        ProgressPrinter progress = context.progress()) {
      result = session.analytics().update(update, new RunControl(progress, context.cancellation()));
    }
    context.output().write(AnalyticsReport.of(mode, result));
    return result.state() == RunState.SUCCEEDED ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private AnalyticsTableUpdate update() {
    AnalyticsTableUpdate update =
        lastYears == null ? AnalyticsTableUpdate.full() : AnalyticsTableUpdate.lastYears(lastYears);
    if (mode == AnalyticsMode.INCREMENTAL) {
      update = update.incremental();
    }
    if (skipResourceTables) {
      update = update.skipResourceTables();
    }
    if (skipAggregate) {
      update = update.skipAggregate();
    }
    for (AnalyticsTableType type : skippedTypes()) {
      update = update.skip(type);
    }
    if (skipTrackedEntities) {
      update = update.skipTrackedEntities();
    }
    if (skipOutliers) {
      update = update.skipOutliers();
    }
    if (mergeUpTo != null) {
      update = update.mergeUpTo(mergeUpTo);
    }
    if (parallelism != null) {
      update = update.parallelism(parallelism);
    }
    return withinMeans(update);
  }

  private AnalyticsTableUpdate withinMeans(AnalyticsTableUpdate update) {
    AnalyticsTableUpdate within = lowDisk ? update.lowDisk() : update;
    if (freeDisk != null) {
      within = within.freeDisk(freeDisk.bytes());
    }
    return memory == null ? within : within.memoryBudget(memory.bytes());
  }

  private List<AnalyticsTableType> skippedTypes() {
    Map<AnalyticsTableType, Boolean> flags =
        Map.of(
            AnalyticsTableType.VALIDATION_RESULT, skipValidationResults,
            AnalyticsTableType.EVENT, skipEvents,
            AnalyticsTableType.ENROLLMENT, skipEnrollment,
            AnalyticsTableType.OWNERSHIP, skipOwnership);
    return flags.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }
}
