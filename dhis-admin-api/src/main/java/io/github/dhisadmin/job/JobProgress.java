package io.github.dhisadmin.job;

import io.github.dhisadmin.run.Progress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, as last stored; read from any node.
 *
 * @param currentOrNull stage, items, percent and remaining time; null before the first stage
 * @param messages what the run had to say, the oldest first; the first 100 of them
 */
public record JobProgress(@Nullable Progress currentOrNull, List<String> messages) {

  /** Keeps its own copy. */
  public JobProgress {
    messages = List.copyOf(messages);
  }

  /** Stage, items, percent and remaining time. */
  public Optional<Progress> current() {
    return Optional.ofNullable(currentOrNull);
  }

  /** Nothing yet. */
  public static JobProgress none() {
    return new JobProgress(null, List.of());
  }
}
