package io.github.dhisadmin.sync.internal.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.ObjectQuery;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the source has of some objects and of everything they need, step by step from what is chosen
 * to what nothing more is needed for. Contents are not kept, only what they need. Not thread safe.
 */
final class MetadataWalk {
  /** What an object owns, which is all that an import of it says. */
  static final String OWNED = ":owner";

  private final MetadataRemote source;
  private final Cancellation cancellation;
  private final Map<MetadataObject, Found> found = new TreeMap<>();
  private final Set<MetadataObject> missing = new TreeSet<>();
  private Set<MetadataObject> waiting = new TreeSet<>();

  /**
   * An object of the source.
   *
   * @param name what people call it
   * @param code what other systems call it; empty if it has none
   * @param needs what it refers to
   */
  record Found(String name, String code, Set<MetadataObject> needs) {

    Found {
      needs = Set.copyOf(needs);
    }

    /** Uids of those it refers to that are of a type. */
    Set<String> needed(String type) {
      return needs.stream()
          .filter(each -> each.type().equals(type))
          .map(MetadataObject::uid)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private MetadataWalk(MetadataRemote source, Cancellation cancellation) {
    this.source = source;
    this.cancellation = cancellation;
  }

  /** Walks from some objects. */
  static MetadataWalk from(
      Collection<MetadataObject> roots, MetadataRemote source, Cancellation cancellation) {
    MetadataWalk walk = new MetadataWalk(source, cancellation);
    walk.waiting.addAll(roots);
    while (!walk.waiting.isEmpty()) {
      walk.step();
    }
    return walk;
  }

  /** What the source has. */
  Map<MetadataObject, Found> found() {
    return found;
  }

  /** One of those that were found, or null. */
  @Nullable Found find(MetadataObject object) {
    return found.get(object);
  }

  /** What is referred to and is not there. */
  Set<MetadataObject> missing() {
    return missing;
  }

  private void step() {
    Map<String, Set<String>> byType = byType(waiting);
    waiting = new TreeSet<>();
    byType.forEach(
        (type, uids) -> {
          cancellation.check();
          source
              .objectsIfKnown(ObjectQuery.of(type, uids, OWNED))
              .forEach(each -> keep(type, each));
          uids.stream()
              .map(uid -> new MetadataObject(type, uid))
              .filter(each -> !found.containsKey(each))
              .forEach(missing::add);
        });
    // Values name option combinations, which nothing that a combination owns does.
    Set<String> combos = byType.getOrDefault(MetadataFields.CATEGORY_COMBOS, Set.of());
    source
        .objectsIfKnown(
            new ObjectQuery(MetadataFields.OPTION_COMBOS, "categoryCombo.id", combos, OWNED))
        .forEach(each -> keep(MetadataFields.OPTION_COMBOS, each));
  }

  /** Objects by uid, by type. */
  static Map<String, Set<String>> byType(Collection<MetadataObject> objects) {
    Map<String, Set<String>> byType = new TreeMap<>();
    objects.forEach(
        each -> byType.computeIfAbsent(each.type(), type -> new TreeSet<>()).add(each.uid()));
    return byType;
  }

  private void keep(String type, ObjectNode content) {
    MetadataObject object = new MetadataObject(type, content.path("id").asText(""));
    Set<MetadataObject> needs = MetadataReferences.of(type, content);
    found.put(
        object, new Found(content.path("name").asText(""), content.path("code").asText(""), needs));
    waiting.remove(object);
    needs.stream()
        .filter(each -> !found.containsKey(each) && !missing.contains(each))
        .forEach(waiting::add);
  }
}
