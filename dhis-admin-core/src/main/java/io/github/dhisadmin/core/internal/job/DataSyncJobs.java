package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.SyncService;
import java.util.List;

/** Job types that send data to other servers, for nodes that have synchronisation. */
public record DataSyncJobs(SyncService sync) {

  /** The types, bound to the service. */
  public List<RegisteredType<?>> types() {
    return List.of(
        RegisteredType.of(
            JobTypes.DATA_SYNC,
            (context, parameters) ->
                send(context, parameters.request(nameOf(parameters.target())))),
        RegisteredType.of(
            JobTypes.EVENT_PROGRAMS_DATA_SYNC,
            (context, parameters) ->
                send(context, parameters.request(nameOf(parameters.target())))),
        RegisteredType.of(
            JobTypes.TRACKER_PROGRAMS_DATA_SYNC,
            (context, parameters) ->
                send(context, parameters.request(nameOf(parameters.target())))));
  }

  private String nameOf(String target) {
    return new ChosenServer(sync, "Say which server to send to").nameOf(target);
  }

  /** What is left undone is done by the next run, so that a failure needs no retry of its own. */
  private void send(JobContext context, DataSyncRequest request) {
    DataSyncResult result = sync.data().run(request, context.control());
    result.warnings().forEach(context::message);
    for (SyncRun run : result.runs()) {
      SyncCounts counts = run.counts();
      if (counts.sent() > 0 || run.state() != SyncRunState.SUCCEEDED) {
        context.message(
            (run.kind() + " " + run.partition()).strip()
                + ": "
                + run.state()
                + ", sent: "
                + counts.sent()
                + ", rejected: "
                + counts.rejected()
                + (run.message().isEmpty() ? "" : ", " + run.message()));
      }
    }
    if (!result.isComplete()) {
      throw new ConflictException(
          ErrorCode.RUN_FAILED,
          "The server does not hold everything; the next run goes on. The history of"
              + " synchronisation says which rows are missing and why.");
    }
  }
}
