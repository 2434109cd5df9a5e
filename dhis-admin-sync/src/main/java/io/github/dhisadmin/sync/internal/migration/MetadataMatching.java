package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.sync.internal.migration.MetadataFields.CATEGORY_COMBOS;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.CATEGORY_OPTIONS;
import static io.github.dhisadmin.sync.internal.migration.MetadataFields.OPTION_COMBOS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Match;
import io.github.dhisadmin.sync.internal.migration.MetadataWalk.Found;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.ObjectQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds at the destination what was found at the source: by uid, else by code, else by name where
 * DHIS2 lets names be only once. A code or name that two objects have, or that a filter of DHIS2
 * cannot say, matches nothing.
 */
final class MetadataMatching {
  private static final String DEFAULT = "default";

  /** Every server makes these by itself, with uids of its own in old ones. */
  private static final Set<String> WITH_DEFAULT =
      Set.of("categories", CATEGORY_OPTIONS, CATEGORY_COMBOS, OPTION_COMBOS);

  private static final Set<String> UNIQUE_NAMES =
      Set.of(
          "attributes",
          "categories",
          CATEGORY_OPTIONS,
          CATEGORY_COMBOS,
          "categoryOptionGroups",
          "categoryOptionGroupSets",
          "constants",
          MetadataFields.DATA_ELEMENTS,
          "dataElementGroups",
          "dataElementGroupSets",
          MetadataFields.INDICATORS,
          "indicatorTypes",
          "legendSets",
          "optionSets",
          "organisationUnitGroups",
          "organisationUnitGroupSets",
          MetadataFields.PROGRAM_INDICATORS,
          MetadataFields.TRACKER_ATTRIBUTES,
          "trackedEntityTypes");

  /** What is chosen is meant to arrive, whatever else has its name or code. */
  private static final Set<String> BY_UID_ONLY =
      Set.of(
          "dashboards",
          "visualizations",
          "eventVisualizations",
          "eventCharts",
          "eventReports",
          "maps",
          "options");

  private final MetadataRemote destination;
  private final Map<String, String> requested;
  private final Map<MetadataObject, Counterpart> matched = new TreeMap<>();

  /**
   * An object of the destination.
   *
   * @param match by what it was found
   * @param uid there
   */
  record Counterpart(Match match, String uid) {}

  private MetadataMatching(MetadataRemote destination, Map<String, String> requested) {
    this.destination = destination;
    this.requested = requested;
  }

  /**
   * Looks for counterparts.
   *
   * @param requested uids of the destination by those of the source, which go before all else
   * @return those that were found
   */
  static Map<MetadataObject, Counterpart> of(
      Map<MetadataObject, Found> objects,
      MetadataRemote destination,
      Map<String, String> requested) {
    MetadataMatching matching = new MetadataMatching(destination, requested);
    Map<String, Map<MetadataObject, Found>> byType = new TreeMap<>();
    objects.forEach(
        (object, found) ->
            byType.computeIfAbsent(object.type(), type -> new TreeMap<>()).put(object, found));
    Map<MetadataObject, Found> combos = byType.remove(OPTION_COMBOS);
    byType.forEach(matching::type);
    if (combos != null) {
      matching.type(OPTION_COMBOS, combos);
      matching.byOptions(combos);
    }
    return matching.matched;
  }

  private void type(String type, Map<MetadataObject, Found> objects) {
    Map<MetadataObject, Found> left = new TreeMap<>(objects);
    for (MetadataObject object : objects.keySet()) {
      String uid = requested.get(object.uid());
      if (uid != null) {
        matched.put(object, new Counterpart(Match.REQUEST, uid));
      }
    }
    left.keySet().removeAll(matched.keySet());
    if (WITH_DEFAULT.contains(type)) {
      Map<MetadataObject, Found> defaults = new TreeMap<>(left);
      defaults.values().removeIf(found -> !found.name().equals(DEFAULT));
      by(Match.NAME, defaults, "name", Found::name);
      left.keySet().removeAll(matched.keySet());
    }
    Set<String> there =
        destination.objectsIfKnown(ObjectQuery.of(type, uids(left.keySet()), "id")).stream()
            .map(each -> each.path("id").asText())
            .collect(Collectors.toSet());
    for (MetadataObject object : left.keySet()) {
      if (there.contains(object.uid())) {
        matched.put(object, new Counterpart(Match.UID, object.uid()));
      }
    }
    left.keySet().removeAll(matched.keySet());
    if (BY_UID_ONLY.contains(type)) {
      return;
    }
    by(Match.CODE, left, "code", Found::code);
    left.keySet().removeAll(matched.keySet());
    if (UNIQUE_NAMES.contains(type)) {
      by(Match.NAME, left, "name", Found::name);
    }
  }

  private void by(
      Match match,
      Map<MetadataObject, Found> objects,
      String property,
      Function<Found, String> value) {
    if (objects.isEmpty()) {
      return;
    }
    String type = objects.keySet().iterator().next().type();
    Set<String> values = new TreeSet<>();
    objects.values().forEach(found -> values.add(value.apply(found)));
    values.removeIf(text -> text.isBlank() || text.matches("(?s).*[\\[\\],:].*"));
    Map<String, List<String>> there = new TreeMap<>();
    for (ObjectNode each :
        destination.objectsIfKnown(new ObjectQuery(type, property, values, "id," + property))) {
      there
          .computeIfAbsent(each.path(property).asText(), text -> new ArrayList<>())
          .add(each.path("id").asText());
    }
    objects.forEach(
        (object, found) -> {
          List<String> uids = there.getOrDefault(value.apply(found), List.of());
          if (uids.size() == 1) {
            matched.put(object, new Counterpart(match, uids.get(0)));
          }
        });
  }

  /**
   * The option combinations of a combination that the destination has as well are those of the same
   * options: DHIS2 makes them by itself, with other uids on each server.
   */
  private void byOptions(Map<MetadataObject, Found> combos) {
    Map<MetadataObject, Found> left = new TreeMap<>(combos);
    left.keySet().removeAll(matched.keySet());
    Set<String> there = new TreeSet<>();
    left.values().forEach(found -> there.addAll(counterparts(CATEGORY_COMBOS, found)));
    Map<String, String> byOptions = new TreeMap<>();
    for (ObjectNode each :
        destination.objectsIfKnown(
            new ObjectQuery(
                OPTION_COMBOS,
                "categoryCombo.id",
                there,
                "id,categoryCombo[id],categoryOptions[id]"))) {
      Set<String> options = new TreeSet<>();
      for (JsonNode option : each.path(CATEGORY_OPTIONS)) {
        options.add(option.path("id").asText());
      }
      byOptions.put(
          each.path("categoryCombo").path("id").asText() + options, each.path("id").asText());
    }
    Set<String> taken = new HashSet<>();
    matched.forEach((object, counterpart) -> taken.add(counterpart.uid()));
    left.forEach(
        (object, found) -> {
          Set<String> combo = counterparts(CATEGORY_COMBOS, found);
          String uid =
              combo.size() == 1
                  ? byOptions.get(combo.iterator().next() + counterparts(CATEGORY_OPTIONS, found))
                  : null;
          if (uid != null && taken.add(uid)) {
            matched.put(object, new Counterpart(Match.NAME, uid));
          }
        });
  }

  /** What an object needs of a type, as far as the destination has it, by uids there. */
  private Set<String> counterparts(String type, Found found) {
    Set<String> uids = new TreeSet<>();
    for (String uid : found.needed(type)) {
      Counterpart counterpart = matched.get(new MetadataObject(type, uid));
      if (counterpart != null) {
        uids.add(counterpart.uid());
      }
    }
    return uids;
  }

  private static Set<String> uids(Collection<MetadataObject> objects) {
    return objects.stream().map(MetadataObject::uid).collect(Collectors.toCollection(TreeSet::new));
  }
}
