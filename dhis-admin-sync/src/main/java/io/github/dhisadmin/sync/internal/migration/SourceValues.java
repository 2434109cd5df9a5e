package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.sync.internal.migration.DownloadDocument.Scope;
import io.github.dhisadmin.sync.internal.remote.AggregateQuery;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.RawValueQuery;
import io.github.dhisadmin.sync.internal.remote.RemoteValue;
import java.util.List;
import java.util.Optional;

/** Values of a source, as they are to be at the destination. */
final class SourceValues {
  private final DownloadDocument document;

  SourceValues(DownloadDocument document) {
    this.document = document;
  }

  /**
   * Asks the source.
   *
   * @throws RefusedException if two values would become one
   */
  List<MigratedValue> fetch(Dhis2Remote remote) {
    return new ValueTranslation(document).translate(ask(remote));
  }

  private List<RemoteValue> ask(Dhis2Remote remote) {
    Scope scope = document.scope();
    List<String> items = List.copyOf(document.items().keySet());
    if (document.origin() == DataOrigin.RAW_VALUES) {
      List<String> elements =
          items.stream().map(item -> DataItem.same(item).sourceElement()).distinct().toList();
      return remote.values(new RawValueQuery(elements, scope.periods(), scope.organisationUnit()));
    }
    return remote.aggregates(
        new AggregateQuery(
            items,
            scope.periods(),
            scope.organisationUnit() + ";LEVEL-" + scope.level(),
            Optional.ofNullable(document.attributeOrNull())
                .map(attribute -> attribute.category() + ":" + attribute.option())));
  }
}
