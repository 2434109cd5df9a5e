package io.github.dhisadmin.spi;

import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import java.time.Duration;
import java.util.List;

/** Remembers the runs that built tables, and what became of each table. */
public interface TableRunLog {

  /**
   * Takes note that a run has begun, and gives it a number. The caller holds {@link
   * RunLocks#TABLES}, so that every other run that has not ended is known to have died.
   */
  long begin(TableRunKind kind);

  /** Takes note of how a run ended. */
  void finish(long id, RunState state, List<Part> parts);

  /** The last runs of a kind, the newest first. */
  List<RunRecord> last(TableRunKind kind, int limit);

  /**
   * What became of one table in a run.
   *
   * @param type which type of table
   * @param table its name in the database
   * @param action what was done
   * @param reason why, or what went wrong
   * @param rows number of rows it holds
   * @param duration work time spent on it
   */
  record Part(
      String type, String table, String action, String reason, long rows, Duration duration) {}
}
