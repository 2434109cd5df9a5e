package io.github.dhisadmin.resourcetable;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunRecord;
import java.util.List;

/**
 * Rebuilds resource tables. Readers see the old or the new table, never none; a table whose content
 * would not change is left alone. Needs the authority {@code F_PERFORM_MAINTENANCE}. Thread safe;
 * one run at a time per database, on whichever node.
 */
public interface ResourceTableService {

  /**
   * Rebuilds tables, and waits for it.
   *
   * @throws ConflictException if resource or analytics tables are being built already
   */
  default ResourceTableResult update(ResourceTableUpdate update) {
    return update(update, RunControl.none());
  }

  /**
   * Rebuilds tables, and waits for it.
   *
   * @param control hears of each finished table and may stop the run
   * @throws ConflictException if resource or analytics tables are being built already
   */
  ResourceTableResult update(ResourceTableUpdate update, RunControl control);

  /**
   * The last runs, the newest first; needs no authority.
   *
   * @param limit how many at most, at least 1
   */
  List<RunRecord> lastRuns(int limit);
}
