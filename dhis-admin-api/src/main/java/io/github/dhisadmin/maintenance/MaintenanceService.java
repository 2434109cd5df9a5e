package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.run.RunControl;
import java.util.List;

/**
 * Plans maintenance operations and carries them out. Planning only reads; executing works in small
 * transactions, remembers each execution with its counts, and can be stopped and begun again at any
 * time. Needs the authority that the operation names. Thread safe; an operation is executed at most
 * once at a time on one database.
 */
public interface MaintenanceService {
  /** All operations, in the order in which DHIS2 runs them; needs no authority. */
  List<MaintenanceOperation<?>> operations();

  /**
   * The operation of this name or alias, whatever the case; needs no authority.
   *
   * @throws InvalidRequestException if there is none; the message suggests what was meant
   */
  MaintenanceOperation<?> operation(String name);

  /** Counts what an operation would do, and waits for it. */
  default MaintenancePlan plan(MaintenanceRequest<?> request) {
    return plan(request, RunControl.none());
  }

  /**
   * Counts what an operation would do, and waits for it.
   *
   * @param control may stop it
   */
  MaintenancePlan plan(MaintenanceRequest<?> request, RunControl control);

  /** Carries an operation out, and waits for it. */
  default MaintenanceResult execute(MaintenanceRequest<?> request, Confirmation confirmation) {
    return execute(request, confirmation, RunControl.none());
  }

  /**
   * Carries an operation out, and waits for it.
   *
   * @param confirmation what the caller has agreed to
   * @param control hears of each finished piece of work and may stop it
   * @throws InvalidRequestException if the operation needs a token and there is none, or if it
   *     would change more rows than the caller has agreed to
   * @throws OutdatedPlanException if the data are no longer those that were confirmed
   * @throws ConflictException if it is being executed already
   */
  MaintenanceResult execute(
      MaintenanceRequest<?> request, Confirmation confirmation, RunControl control);

  /**
   * The last executions, the newest first.
   *
   * @param limit how many at most, at least 1
   */
  List<MaintenanceRunRecord> lastRuns(int limit);
}
