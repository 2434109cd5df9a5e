package io.github.dhisadmin.spi;

import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.TableRunPart;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers the last runs that built tables, and what became of each table. */
public interface TableRunLog {
  /** How many runs of a kind are remembered; older ones are forgotten when one begins. */
  int KEPT = 100;

  /**
   * Takes note that a run has begun, and gives it a number. The caller holds {@link
   * RunLocks#TABLES}, so that every other run that has not ended is known to have died.
   */
  long begin(TableRunKind kind);

  /** Takes note of how a run ended. */
  void finish(long id, Ending ending);

  /** The last runs of a kind, the newest first. */
  List<RunRecord> last(TableRunKind kind, int limit);

  /**
   * How a run ended.
   *
   * @param state as what
   * @param errorOrNull what went wrong first; null if nothing did
   * @param parts what became of each table
   */
  record Ending(RunState state, @Nullable String errorOrNull, List<TableRunPart> parts) {

    /** Keeps the parts as they are now. */
    public Ending {
      parts = List.copyOf(parts);
    }

    /** What went wrong first. */
    public Optional<String> error() {
      return Optional.ofNullable(errorOrNull);
    }
  }
}
