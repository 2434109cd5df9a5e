package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.run.RunControl;
import java.util.List;
import java.util.Set;

/**
 * Sends data to other servers. Every row is delivered at least once, which has the effect of once,
 * as sending it again changes nothing. Needs the authority {@code F_EXPORT_DATA}. Thread safe; a
 * kind is sent to a target at most once at a time, across all nodes on one database.
 */
public interface DataSyncService {

  /** Sends what was added, changed or deleted since it was last sent, and waits for it. */
  default DataSyncResult run(DataSyncRequest request) {
    return run(request, RunControl.none());
  }

  /**
   * Sends what was added, changed or deleted since it was last sent, and waits for it. Trouble with
   * the server is part of the result.
   *
   * @param control hears of each page and may stop it; the next run goes on there
   * @throws InvalidRequestException if there is no such target, or if it is this DHIS2 itself
   * @throws SecretException if its secret cannot be read
   * @throws ConflictException if one of the kinds is being sent to the target already
   */
  DataSyncResult run(DataSyncRequest request, RunControl control);

  /**
   * Counts what would be sent, without asking the server.
   *
   * @throws InvalidRequestException if there is no such target
   */
  DataSyncPreview preview(DataSyncRequest request);

  /**
   * Compares data values with those of a server, which is asked for them; both sides have to fit
   * into memory.
   *
   * @throws InvalidRequestException if there is no such target
   * @throws RemoteException if the server does not answer as it should
   */
  ValueComparison compare(ValueComparisonRequest request);

  /**
   * Rows that a server does not hold as they are here, those that failed first before others.
   *
   * @param limit how many at most, at least 1
   */
  List<SyncFailure> failures(String target, int limit);

  /**
   * Makes failed rows due at once; the next run sends them.
   *
   * @return how many rows there are
   */
  int retryFailures(String target, Set<SyncKind> kinds);

  /**
   * The last runs, the newest first.
   *
   * @param limit how many at most, at least 1
   */
  List<SyncRunRecord> lastRuns(String target, int limit);
}
