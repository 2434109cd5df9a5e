package io.github.dhisadmin.spi;

import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation that can be planned and carried out.
 *
 * @param <P> its parameters
 */
public interface StoredOperation<P extends Record> {
  /** How it is listed. */
  MaintenanceOperation<P> definition();

  /** Run locks it needs besides its own, such as "tables". */
  Set<String> locks();

  /** What the host has to forget once it has changed something. */
  Set<CacheRegion> invalidated();

  /** Looks at the database and says what there is to do; changes nothing. */
  Prepared prepare(P parameters, Cancellation cancellation);

  /** Work that was looked at and not begun. */
  interface Prepared {
    /** What there is to do. */
    Outlook outlook();

    /**
     * Does the work, and remembers what is done with each transaction.
     *
     * @param runId the execution's number in the history
     */
    Done execute(long runId, EngineContext context);
  }

  /**
   * What there is to do.
   *
   * @param counts what each step would change
   * @param blockers what stays as it is
   * @param warnings what the operator should know
   * @param estimatedTime about how long it takes
   * @param subject text that differs if the same counts are of other objects; may be empty
   */
  record Outlook(
      Map<String, Long> counts,
      List<Blocker> blockers,
      List<Warning> warnings,
      Duration estimatedTime,
      String subject) {}

  /**
   * What was done.
   *
   * @param counts what each step changed
   * @param blockers what stayed as it was
   * @param warnings what the operator should know
   * @param failureOrNull what stopped the work; null if nothing did
   */
  record Done(
      Map<String, Long> counts,
      List<Blocker> blockers,
      List<Warning> warnings,
      @Nullable RuntimeException failureOrNull) {}
}
