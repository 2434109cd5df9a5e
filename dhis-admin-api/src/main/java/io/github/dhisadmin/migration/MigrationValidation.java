package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.run.RunControl;
import java.util.List;

/**
 * Compares source and destination value by value. Needs the authority {@code F_EXPORT_DATA}. Thread
 * safe.
 */
public interface MigrationValidation {

  /**
   * Compares values of the destination, as they were entered, with what a migration would bring
   * there, and keeps what differs.
   *
   * @param control may stop it; discrepancies that were found by then are kept
   * @throws InvalidRequestException if there is no such configuration or item set
   * @throws RemoteException if one side cannot be asked: what cannot be read is no discrepancy
   * @throws SecretException if a secret cannot be read
   */
  ValidationResult run(DataMigrationRequest request, Tolerance tolerance, RunControl control);

  /**
   * What differed, in the order in which it was found.
   *
   * @param afterId only what was found later; 0 for all
   * @param limit how many at most, at least 1
   */
  List<Discrepancy> discrepancies(long run, long afterId, int limit);

  /**
   * Enqueues what the destination lacks, and what differs there, as the source held it when they
   * were compared. What only the destination has is not touched.
   *
   * @param requestedBy who asks
   * @throws InvalidRequestException if there is nothing to migrate
   */
  MigrationRun migrate(long run, String requestedBy);
}
