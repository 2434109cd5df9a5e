package io.github.dhisadmin.spi;

import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.run.RunState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers executions of maintenance operations and what each step did. */
public interface MaintenanceRunLog {
  /**
   * Whether an execution has died after it changed something, and none has succeeded since. The
   * caller holds the operation's lock.
   *
   * @param operation the operation's name
   */
  boolean hasDied(String operation);

  /**
   * Takes note that an execution has begun, and gives it a number. The caller holds the operation's
   * lock, so executions of it that seem to run have died; they are marked as failed.
   */
  long begin(MaintenanceRequest<?> request);

  /** Takes note of what each step is to change. */
  void planned(long runId, Map<String, Long> counts);

  /**
   * Takes note of how an execution ended.
   *
   * @param errorOrNull why it stopped or was refused; null if it was neither
   */
  void finish(long runId, RunState state, @Nullable String errorOrNull);

  /** The last executions, the newest first. */
  List<MaintenanceRunRecord> last(int limit);
}
