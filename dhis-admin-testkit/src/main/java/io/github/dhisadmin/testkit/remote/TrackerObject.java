package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object of a tracker payload, cut loose from those inside it. */
record TrackerObject(
    StoredKind kind, String uid, ObjectNode content, @Nullable TrackerObject parentOrNull) {
  private static final List<Level> NEW =
      List.of(
          new Level(StoredKind.TRACKED_ENTITY, "trackedEntities", "trackedEntity"),
          new Level(StoredKind.ENROLLMENT, "enrollments", "enrollment"),
          new Level(StoredKind.EVENT, "events", "event"));
  private static final List<Level> OLD =
      List.of(
          new Level(StoredKind.TRACKED_ENTITY, "trackedEntityInstances", "trackedEntityInstance"),
          new Level(StoredKind.ENROLLMENT, "enrollments", "enrollment"),
          new Level(StoredKind.EVENT, "events", "event"));
  private static final Level RELATIONSHIPS =
      new Level(StoredKind.RELATIONSHIP, "relationships", "relationship");

  private static final Map<String, StoredKind> END_NAMES =
      Map.of(
          "trackedEntity", StoredKind.TRACKED_ENTITY,
          "trackedEntityInstance", StoredKind.TRACKED_ENTITY,
          "enrollment", StoredKind.ENROLLMENT,
          "event", StoredKind.EVENT);

  private record Level(StoredKind kind, String list, String uid) {}

  /** The objects of a payload for {@code /api/tracker}, parents before children. */
  static List<TrackerObject> of(ObjectNode payload) {
    return read(payload, NEW);
  }

  /** The objects of a payload for the old endpoints, parents before children. */
  static List<TrackerObject> ofOld(ObjectNode payload) {
    return read(payload, OLD);
  }

  private static List<TrackerObject> read(ObjectNode payload, List<Level> levels) {
    List<TrackerObject> objects = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      collect(payload, levels, level, null, objects);
    }
    collectRelationships(payload, null, objects);
    // The old endpoint takes them inside of tracked entities; both ends have to be there before.
    Level top = levels.get(0);
    for (ObjectNode each : Json.objects(payload, top.list())) {
      String uid = Json.text(each, top.uid());
      objects.stream()
          .filter(object -> object.kind() == top.kind() && object.uid().equals(uid))
          .findFirst()
          .ifPresent(parent -> collectRelationships(each, parent, objects));
    }
    return objects;
  }

  private static void collectRelationships(
      ObjectNode holder, @Nullable TrackerObject parent, List<TrackerObject> objects) {
    for (ObjectNode each : Json.objects(holder, RELATIONSHIPS.list())) {
      objects.add(
          new TrackerObject(
              RELATIONSHIPS.kind(), Json.text(each, RELATIONSHIPS.uid()), each, parent));
    }
  }

  private static void collect(
      ObjectNode holder,
      List<Level> levels,
      int at,
      @Nullable TrackerObject parent,
      List<TrackerObject> objects) {
    Level level = levels.get(at);
    for (ObjectNode each : Json.objects(holder, level.list())) {
      ObjectNode own = each.deepCopy();
      own.remove(List.of("enrollments", "events", "relationships"));
      TrackerObject object =
          new TrackerObject(level.kind(), Json.text(each, level.uid()), own, parent);
      objects.add(object);
      if (at + 1 < levels.size()) {
        collect(each, levels, at + 1, object, objects);
      }
    }
  }

  Optional<TrackerObject> parent() {
    return Optional.ofNullable(parentOrNull);
  }

  /** What a relationship links, by kind and uid; nothing for other objects. */
  List<End> ends() {
    List<End> ends = new ArrayList<>();
    for (String side : List.of("from", "to")) {
      JsonNode end = content.path(side);
      END_NAMES.forEach(
          (name, endKind) -> {
            if (kind == StoredKind.RELATIONSHIP && end.has(name)) {
              ends.add(new End(endKind, end.path(name).path(name).asText()));
            }
          });
    }
    return ends;
  }

  /** What a relationship links. */
  record End(StoredKind kind, String uid) {}

  /** Whether anything it refers to is not known here. */
  Optional<String> unknown(RemoteStore store, String property) {
    String uid = Json.text(content, property);
    return uid.isEmpty() || store.knows(uid) ? Optional.empty() : Optional.of(uid);
  }

  /** The first value of its lists of values that is not known here. */
  Optional<String> unknownIn(RemoteStore store, String list, String property) {
    return Json.objects(content, list).stream()
        .map(each -> Json.text(each, property))
        .filter(uid -> !store.knows(uid))
        .findFirst();
  }
}
