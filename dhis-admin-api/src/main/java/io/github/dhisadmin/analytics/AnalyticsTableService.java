package io.github.dhisadmin.analytics;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.NotEnoughDiskException;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunRecord;
import java.util.List;

/**
 * Rebuilds the analytics tables that a DHIS2 server answers requests from. All partitions of a
 * table are replaced or changed in one transaction, unless room is scarce ({@link
 * AnalyticsTableUpdate#lowDisk()}); until then, and whenever a run fails, is stopped or its process
 * dies, the old tables serve. Needs the authority {@code F_PERFORM_MAINTENANCE}. Thread safe; one
 * run at a time per database, on whichever node.
 */
public interface AnalyticsTableService {

  /**
   * Rebuilds tables, and waits for it.
   *
   * @throws ConflictException if resource or analytics tables are being built already
   * @throws NotEnoughDiskException if the disk is known to have no room; nothing was made
   */
  default AnalyticsTableResult update(AnalyticsTableUpdate update) {
    return update(update, RunControl.none());
  }

  /**
   * Rebuilds tables, and waits for it.
   *
   * @param control hears of each finished piece of work and may stop the run, also inside a long
   *     statement
   * @throws ConflictException if resource or analytics tables are being built already
   * @throws NotEnoughDiskException if the disk is known to have no room; nothing was made
   */
  AnalyticsTableResult update(AnalyticsTableUpdate update, RunControl control);

  /**
   * Tells what an update would build and need; see {@link #estimate(AnalyticsTableUpdate,
   * RunControl)}.
   */
  default AnalyticsEstimate estimate(AnalyticsTableUpdate update) {
    return estimate(update, RunControl.none());
  }

  /**
   * Tells what an update would build and need, without building anything. Asks PostgreSQL's
   * statistics and what is remembered of earlier runs, so that it takes no longer in a large
   * database than in a small one; what serves should have been analysed.
   *
   * @param control may stop it
   */
  AnalyticsEstimate estimate(AnalyticsTableUpdate update, RunControl control);

  /**
   * The last runs with what became of each partition, the newest first; needs no authority. The
   * hundred last ones are remembered.
   *
   * @param limit how many at most, at least 1
   */
  List<RunRecord> lastRuns(int limit);
}
