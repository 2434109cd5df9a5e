package io.github.dhisadmin.sync;

import java.util.List;

/**
 * What became of a synchronisation.
 *
 * @param runs one per kind, and per program where a kind is split, in the order of sending
 * @param warnings what may keep synchronisation from working, or from being safe
 */
public record DataSyncResult(List<SyncRun> runs, List<String> warnings) {

  /** Copies the lists. */
  public DataSyncResult {
    runs = List.copyOf(runs);
    warnings = List.copyOf(warnings);
  }

  /** Whether the server holds everything that was to be sent. */
  public boolean isComplete() {
    return runs.stream().allMatch(run -> run.state() == SyncRunState.SUCCEEDED);
  }
}
