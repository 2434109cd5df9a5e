package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which metadata are migrated, before what they depend on. Immutable.
 *
 * @param chosen uids of single objects
 * @param whole kinds of which all objects of the source are meant
 * @param portal whether what the source's portal shows is meant as well, by its configuration in
 *     the data store
 */
public record MetadataSelection(
    Map<MetadataKind, List<String>> chosen, Set<MetadataKind> whole, boolean portal) {

  /** Wants something. */
  public MetadataSelection {
    Map<MetadataKind, List<String>> copy = new TreeMap<>();
    chosen.forEach(
        (kind, uids) -> {
          uids.forEach(MetadataSelection::check);
          if (!uids.isEmpty()) {
            copy.put(kind, List.copyOf(uids));
          }
        });
    chosen = Map.copyOf(copy);
    whole = Set.copyOf(whole);
    if (chosen.isEmpty() && whole.isEmpty() && !portal) {
      throw new InvalidRequestException("Choose at least one dashboard, visualization or map.");
    }
  }

  /** Single objects of one kind. */
  public static MetadataSelection of(MetadataKind kind, String... uids) {
    return new MetadataSelection(Map.of(kind, List.of(uids)), Set.of(), false);
  }

  /** All objects of some kinds. */
  public static MetadataSelection all(MetadataKind... kinds) {
    return new MetadataSelection(Map.of(), Set.of(kinds), false);
  }

  /** What the source's portal shows. */
  public static MetadataSelection shownByPortal() {
    return new MetadataSelection(Map.of(), Set.of(), true);
  }

  static void check(String uid) {
    if (!uid.matches("[A-Za-z][A-Za-z0-9]{10}")) {
      throw new InvalidRequestException("'" + uid + "' is not a uid.");
    }
  }
}
