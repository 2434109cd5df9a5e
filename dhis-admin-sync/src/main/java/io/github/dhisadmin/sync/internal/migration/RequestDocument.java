package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.period.Period;
import java.util.List;

/**
 * What was asked for, as it is kept with a run.
 *
 * @param kind what the run does
 * @param itemSets names; none for all
 * @param periods ISO ids
 */
record RequestDocument(MigrationKind kind, List<String> itemSets, List<String> periods) {

  /** The run that was asked for. */
  static NewRun run(MigrationKind kind, DataMigrationRequest request) {
    return new NewRun(
        request.configuration(),
        kind,
        TaskDocuments.write(
            new RequestDocument(
                kind, request.itemSets(), request.periods().stream().map(Period::isoId).toList())),
        request.requestedBy());
  }
}
