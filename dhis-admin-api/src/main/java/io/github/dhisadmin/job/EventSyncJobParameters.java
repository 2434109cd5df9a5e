package io.github.dhisadmin.job;

import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.SyncKind;

/**
 * How a job sends events of programs without registration.
 *
 * @param target name of the server; empty for the only one there is
 * @param pageSize events in a request, in the limits of DHIS2
 * @param strict whether everything since the last success is sent again unless all of it was taken
 */
public record EventSyncJobParameters(
    @Parameter(description = "Name of the server; empty for the only one there is") String target,
    @Parameter(description = "Events in a request", byDefault = "60", min = 5, max = 200)
        int pageSize,
    @Parameter(description = "Send all since the last success again unless all was taken")
        boolean strict) {

  /** The usual pages, to the only server there is. */
  public static EventSyncJobParameters usual() {
    return new EventSyncJobParameters("", 60, false);
  }

  /**
   * The request that these parameters describe.
   *
   * @param name of the server, as {@code target} may be empty
   */
  public DataSyncRequest request(String name) {
    DataSyncRequest request =
        DataSyncRequest.to(name)
            .only(SyncKind.EVENT_PROGRAMS)
            .pageSize(SyncKind.EVENT_PROGRAMS, pageSize);
    return strict ? request.strictly() : request;
  }
}
