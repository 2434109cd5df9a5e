package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.run.RunState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All tables of one type in a run.
 *
 * @param type which type
 * @param tables its tables; none if there is nothing to build from
 * @param troubleOrNull why it is not known which tables there are; null if it is
 */
record TypeBuild(
    AnalyticsTableType type, List<TableBuild> tables, @Nullable DhisAdminException troubleOrNull) {

  TypeBuild(AnalyticsTableType type, List<TableBuild> tables) {
    this(type, tables, null);
  }

  TypeOutcome outcome() {
    Optional<String> error =
        Optional.ofNullable(troubleOrNull)
            .or(() -> tables.stream().flatMap(table -> table.failure().stream()).findFirst())
            .map(DhisAdminException::getMessage);
    return new TypeOutcome(
        type,
        error.isPresent() ? RunState.FAILED : RunState.SUCCEEDED,
        error.orElse(null),
        tables.stream().flatMap(table -> table.outcome().stream()).toList());
  }
}
