package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.job.DataMigrationJobParameters;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MetadataMigrationJobParameters;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.sync.SyncService;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The job types that migrate data and metadata, for nodes that have synchronisation. */
public record MigrationJobs(SyncService sync, WorkerThreads workers) {
  /** As many tasks as a worker carries out at the same time. */
  private static final int THREADS = 10;

  /** The types, bound to the service. */
  public List<RegisteredType<?>> types() {
    return List.of(
        RegisteredType.of(JobTypes.DATA_MIGRATION, this::migrateData),
        RegisteredType.of(JobTypes.METADATA_MIGRATION, this::migrateMetadata));
  }

  private void migrateData(JobContext context, DataMigrationJobParameters parameters) {
    MigrationService migration = sync.migration();
    LocalDate today = LocalDate.ofInstant(context.scheduledFor(), ZoneOffset.UTC);
    carryOut(
        context, migration, migration.migrateData(parameters.request(today, requester(context))));
  }

  private void migrateMetadata(JobContext context, MetadataMigrationJobParameters parameters) {
    MigrationService migration = sync.migration();
    carryOut(context, migration, migration.migrateMetadata(parameters.request(requester(context))));
  }

  private static String requester(JobContext context) {
    return "job " + context.job().uid();
  }

  private void carryOut(JobContext context, MigrationService migration, MigrationRun run) {
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
