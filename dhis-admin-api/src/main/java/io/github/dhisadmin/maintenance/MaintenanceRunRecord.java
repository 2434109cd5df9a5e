package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.run.RunState;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An execution as it is remembered.
 *
 * @param id its number, growing from execution to execution
 * @param operation the operation's name
 * @param parameters its parameters, as text
 * @param state how it ended; {@code RUNNING} also if its process died and nobody tried again
 * @param startedAt when it began, by the database's clock
 * @param finishedAtOrNull when it ended, by the database's clock; null if it has not
 * @param planned what each step was to change
 * @param done what each step has changed, also if it failed or its process died
 * @param errorOrNull why it stopped or was refused; null if it was neither
 */
public record MaintenanceRunRecord(
    long id,
    String operation,
    String parameters,
    RunState state,
    Instant startedAt,
    @Nullable Instant finishedAtOrNull,
    Map<String, Long> planned,
    Map<String, Long> done,
    @Nullable String errorOrNull) {
  /** Keeps its own copies. */
  public MaintenanceRunRecord {
    planned = Collections.unmodifiableMap(new LinkedHashMap<>(planned));
    done = Collections.unmodifiableMap(new LinkedHashMap<>(done));
  }

  /** When it ended. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAtOrNull);
  }

  /** Why it stopped or was refused. */
  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }
}
