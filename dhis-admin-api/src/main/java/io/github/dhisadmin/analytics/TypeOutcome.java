package io.github.dhisadmin.analytics;

import io.github.dhisadmin.run.RunState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the tables of one type.
 *
 * @param type which type
 * @param state how its build ended
 * @param errorOrNull why it could not be built, null unless {@code FAILED}
 * @param tables its tables; empty if there was nothing to build from
 */
public record TypeOutcome(
    AnalyticsTableType type,
    RunState state,
    @Nullable String errorOrNull,
    List<TableOutcome> tables) {

  /** Keeps its own copy. */
  public TypeOutcome {
    tables = List.copyOf(tables);
  }

  /** Why the type could not be built. */
  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }
}
