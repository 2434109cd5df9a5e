package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.period.Period;
import java.util.List;

/**
 * What was asked for, as it is kept with a run.
 *
 * @param kind DATA, DELETION or VALIDATION
 * @param itemSets names; none for all
 * @param periods ISO ids
 */
record RequestDocument(String kind, List<String> itemSets, List<String> periods) {

  static String of(String kind, DataMigrationRequest request) {
    return TaskDocuments.write(
        new RequestDocument(
            kind, request.itemSets(), request.periods().stream().map(Period::isoId).toList()));
  }
}
