package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.job.DataMigrationJobParameters;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.sync.SyncService;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The job type that migrates data, for nodes that have synchronisation. */
public record MigrationJobs(SyncService sync, WorkerThreads workers) {
  /** As many tasks as a worker carries out at the same time. */
  private static final int THREADS = 10;

  /** The type, bound to the service. */
  public List<RegisteredType<?>> types() {
    return List.of(RegisteredType.of(JobTypes.DATA_MIGRATION, this::migrate));
  }

  private void migrate(JobContext context, DataMigrationJobParameters parameters) {
    MigrationService migration = sync.migration();
    MigrationRun run =
        migration.migrateData(
            parameters.request(
                LocalDate.ofInstant(context.scheduledFor(), ZoneOffset.UTC),
                "job " + context.job().uid()));
    ExecutorService threads = workers.open(THREADS);
    try {
      migration.work("job run " + context.runId(), threads, context.control());
    } finally {
      workers.release(threads);
    }
    context.check();
    List<ProcessCounts> counts = migration.tasks().counts(run.id());
    counts.stream()
        .filter(each -> each.enqueued() > 0)
        .forEach(
            each ->
                context.message(
                    each.process() + ": done " + each.done() + ", failed " + each.failed()));
    if (!counts.stream().allMatch(each -> each.isSettled() && each.failed() == 0)) {
      throw new ConflictException(
          ErrorCode.RUN_FAILED,
          "Not everything was migrated; the failed tasks of run " + run.id() + " say why.");
    }
  }
}
