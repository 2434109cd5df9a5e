package io.github.dhisadmin.job;

import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.SyncKind;

/**
 * How a job sends data values and complete data set registrations, as DHIS2's job does.
 *
 * @param target name of the server; empty for the only one there is
 * @param pageSize values in a request, in the limits of DHIS2
 * @param strict whether everything since the last success is sent again unless all of it was taken
 */
public record DataSyncJobParameters(
    @Parameter(description = "Name of the server; empty for the only one there is") String target,
    @Parameter(description = "Values in a request", byDefault = "10000", min = 50, max = 30_000)
        int pageSize,
    @Parameter(description = "Send all since the last success again unless all was taken")
        boolean strict) {

  /** The usual pages, to the only server there is. */
  public static DataSyncJobParameters usual() {
    return new DataSyncJobParameters("", 10_000, false);
  }

  /**
   * The request that these parameters describe.
   *
   * @param name of the server, as {@code target} may be empty
   */
  public DataSyncRequest request(String name) {
    DataSyncRequest request =
        DataSyncRequest.to(name)
            .only(SyncKind.DATA_VALUES, SyncKind.REGISTRATIONS)
            .pageSize(SyncKind.DATA_VALUES, pageSize);
    return strict ? request.strictly() : request;
  }
}
