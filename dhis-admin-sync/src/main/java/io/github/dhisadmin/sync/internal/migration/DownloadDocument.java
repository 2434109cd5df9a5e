package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.SourceTransport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a task fetches, whole, so that a change of the configuration does not change it.
 *
 * @param source name of the target that is asked
 * @param destination name of the target that the values go to
 * @param transport how the source is asked
 * @param origin where the values come from
 * @param scope periods and places
 * @param items how items of the source are called at the destination
 * @param attributeOrNull which attribute the values have; null for those without
 */
record DownloadDocument(
    String source,
    String destination,
    SourceTransport transport,
    DataOrigin origin,
    Scope scope,
    Map<String, String> items,
    @Nullable Attribute attributeOrNull) {

  DownloadDocument {
    items = new TreeMap<>(items);
  }

  /** The same for some of the items. */
  DownloadDocument only(List<String> some) {
    Map<String, String> fewer = new TreeMap<>(items);
    fewer.keySet().retainAll(some);
    return new DownloadDocument(
        source, destination, transport, origin, scope, fewer, attributeOrNull);
  }

  /** The same for one period. */
  DownloadDocument only(String period) {
    return new DownloadDocument(
        source,
        destination,
        transport,
        origin,
        new Scope(List.of(period), scope.organisationUnit(), scope.level()),
        items,
        attributeOrNull);
  }

  /**
   * Periods and places.
   *
   * @param periods ISO ids
   * @param organisationUnit uid of the unit that holds the places
   * @param level of the units whose aggregates are fetched
   */
  record Scope(List<String> periods, String organisationUnit, int level) {

    Scope {
      periods = List.copyOf(periods);
    }
  }

  /**
   * An attribute of values.
   *
   * @param category uid of the category at the source
   * @param option uid of its option at the source
   * @param optionCombo uid of the attribute option combination at the destination
   */
  record Attribute(String category, String option, String optionCombo) {}
}
