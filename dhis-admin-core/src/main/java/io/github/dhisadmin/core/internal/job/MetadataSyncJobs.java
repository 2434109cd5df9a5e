package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MetadataSyncJobParameters;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataSyncState;
import java.util.List;

/** The job type that takes metadata versions over, for nodes that have synchronisation. */
public record MetadataSyncJobs(SyncService sync) {

  /** The type, bound to the service. */
  public List<RegisteredType<?>> types() {
    return List.of(RegisteredType.of(JobTypes.META_DATA_SYNC, this::take));
  }

  private void take(JobContext context, MetadataSyncJobParameters parameters) {
    MetadataSyncResult result =
        sync.metadata().run(parameters.request(nameOf(parameters.target())), context.control());
    result.warnings().forEach(context::message);
    context.message("Versions applied: " + String.join(", ", result.applied()));
    if (result.state() != MetadataSyncState.SUCCEEDED) {
      throw new ConflictException(
          ErrorCode.RUN_FAILED,
          result.problem().map(Enum::name).orElse("STOPPED") + ": " + result.message());
    }
  }

  private String nameOf(String target) {
    return new ChosenServer(sync, "Say from which server").nameOf(target);
  }
}
