package io.github.dhisadmin.job;

import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.SyncKind;

/**
 * How a job sends tracked entities with their enrollments.
 *
 * @param target name of the server; empty for the only one there is
 * @param pageSize tracked entities in a request, in the limits of DHIS2
 * @param strict whether everything since the last success is sent again unless all of it was taken
 */
public record TrackerSyncJobParameters(
    @Parameter(description = "Name of the server; empty for the only one there is") String target,
    @Parameter(description = "Tracked entities in a request", byDefault = "20", min = 5, max = 200)
        int pageSize,
    @Parameter(description = "Send all since the last success again unless all was taken")
        boolean strict) {

  /** The usual pages, to the only server there is. */
  public static TrackerSyncJobParameters usual() {
    return new TrackerSyncJobParameters("", 20, false);
  }

  /**
   * The request that these parameters describe.
   *
   * @param name of the server, as {@code target} may be empty
   */
  public DataSyncRequest request(String name) {
    DataSyncRequest request =
        DataSyncRequest.to(name)
            .only(SyncKind.TRACKER_PROGRAMS)
            .pageSize(SyncKind.TRACKER_PROGRAMS, pageSize);
    return strict ? request.strictly() : request;
  }
}
