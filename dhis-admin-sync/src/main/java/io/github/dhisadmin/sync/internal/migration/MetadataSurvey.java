package io.github.dhisadmin.sync.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Match;
import io.github.dhisadmin.migration.MetadataMigrationPlan.PlannedObject;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.migration.MetadataMatching.Counterpart;
import io.github.dhisadmin.sync.internal.migration.MetadataWalk.Found;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.ObjectQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a request means: objects of the source, and what they are at the destination. */
final class MetadataSurvey {
  private static final int OBJECTS_PER_TASK = 50;

  /** Where the portal keeps what it shows (FlexiPortal, dhis2-public-portal). */
  private static final List<String> PORTAL =
      List.of("hisptz-public-portal", "hisptz-public-portal-modules");

  private final MetadataWalk walk;
  private final Map<MetadataObject, Counterpart> counterparts;
  private final MetadataOrder order;

  private MetadataSurvey(
      MetadataWalk walk,
      Map<MetadataObject, Counterpart> counterparts,
      Collection<MetadataObject> roots) {
    this.walk = walk;
    this.counterparts = counterparts;
    this.order = MetadataOrder.of(roots, walk.found(), this::stays);
  }

  /**
   * Asks both servers.
   *
   * @throws InvalidRequestException if nothing that is chosen is there
   */
  static MetadataSurvey of(
      MetadataMigrationRequest request,
      MetadataRemote source,
      MetadataRemote destination,
      Cancellation cancellation) {
    Set<MetadataObject> roots = roots(request.selection(), source);
    MetadataWalk walk = MetadataWalk.from(roots, source, cancellation);
    if (roots.stream().noneMatch(walk.found()::containsKey)) {
      throw new InvalidRequestException("The source has nothing of what is chosen.");
    }
    return new MetadataSurvey(
        walk, MetadataMatching.of(walk.found(), destination, request.mappings()), roots);
  }

  /** Objects in parts, each after what it needs. */
  List<List<MetadataObject>> parts() {
    return order.parts(OBJECTS_PER_TASK);
  }

  /** Uids of the destination in place of those of the source, where they differ. */
  Map<String, String> replacements() {
    Map<String, String> replacements = new TreeMap<>();
    counterparts.forEach(
        (object, counterpart) -> {
          if (!counterpart.uid().equals(object.uid())) {
            replacements.put(object.uid(), counterpart.uid());
          }
        });
    return replacements;
  }

  /** Everything that is chosen or needed, in the order of its import. */
  List<PlannedObject> objects() {
    return Stream.concat(order.used().stream(), parts().stream().flatMap(List::stream))
        .map(this::planned)
        .toList();
  }

  /** What is referred to, and is not at the source. */
  List<String> missing() {
    return walk.missing().stream().map(MetadataObject::toString).toList();
  }

  private PlannedObject planned(MetadataObject object) {
    Found found = walk.find(object);
    Counterpart counterpart = counterparts.get(object);
    return new PlannedObject(
        object.type(),
        object.uid(),
        found == null ? "" : found.name(),
        counterpart == null ? Match.NONE : counterpart.match(),
        counterpart == null ? null : counterpart.uid());
  }

  /** Units keep their place in the hierarchy of the destination. */
  private boolean stays(MetadataObject object) {
    Counterpart counterpart = counterparts.get(object);
    return counterpart != null
        && (counterpart.match() != Match.UID || object.type().equals(MetadataFields.UNITS));
  }

  private static Set<MetadataObject> roots(MetadataSelection selection, MetadataRemote source) {
    Set<MetadataObject> roots = new TreeSet<>();
    selection
        .chosen()
        .forEach(
            (kind, uids) ->
                uids.forEach(uid -> roots.add(new MetadataObject(kind.dhis2Name(), uid))));
    for (MetadataKind kind : selection.whole()) {
      add(roots, kind, source.objectsIfKnown(ObjectQuery.all(kind.dhis2Name(), "id")));
    }
    if (selection.portal()) {
      Set<String> named = namedByPortal(source);
      for (MetadataKind kind : MetadataKind.values()) {
        add(roots, kind, source.objectsIfKnown(ObjectQuery.of(kind.dhis2Name(), named, "id")));
      }
    }
    return roots;
  }

  private static void add(Set<MetadataObject> roots, MetadataKind kind, List<ObjectNode> objects) {
    objects.forEach(
        each -> roots.add(new MetadataObject(kind.dhis2Name(), each.path("id").asText())));
  }

  /** Modules name what they show in fields of many names; whatever could be a uid is looked up. */
  private static Set<String> namedByPortal(MetadataRemote source) {
    Set<String> uids = new TreeSet<>();
    List<JsonNode> waiting = new ArrayList<>();
    PORTAL.stream().map(source::storedValues).forEach(waiting::addAll);
    while (!waiting.isEmpty()) {
      JsonNode value = waiting.remove(waiting.size() - 1);
      value.forEach(waiting::add);
      if (value.isTextual() && value.textValue().matches("[A-Za-z][A-Za-z0-9]{10}")) {
        uids.add(value.textValue());
      }
    }
    if (uids.isEmpty()) {
      throw new InvalidRequestException("The source has no portal that shows anything.");
    }
    return uids;
  }
}
