package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code /api/tracker} refuses, in the words of 2.42. */
final class TrackerRules {
  static final String PARENT_FAILED = "E5000";

  private final RemoteStore store;

  TrackerRules(RemoteStore store) {
    this.store = store;
  }

  /** What keeps an object from being created or updated. */
  Optional<TrackerError> onUpsert(TrackerObject object) {
    return deletedBefore(object)
        .or(() -> unknownOrgUnit(object))
        .or(() -> unknownOther(object))
        .or(() -> unknownValue(object));
  }

  /**
   * What keeps a relationship from being stored besides: an end that is not there.
   *
   * @param comes whether an end comes with the same payload
   */
  Optional<TrackerError> onLink(TrackerObject object, Predicate<TrackerObject.End> comes) {
    return object.ends().stream()
        .filter(end -> !store.has(end.kind(), end.uid()) && !comes.test(end))
        .findFirst()
        .map(
            end ->
                new TrackerError(
                    "E4012",
                    String.format(
                        Locale.ROOT,
                        "Could not find `%s`: `%s`, linked to Relationship.",
                        word(end.kind()),
                        end.uid()),
                    List.of(word(end.kind()), end.uid())));
  }

  /** What keeps an object from being deleted. */
  Optional<TrackerError> onDelete(TrackerObject object) {
    Optional<TrackerError> before = deletedBefore(object);
    if (before.isPresent() || store.has(object.kind(), object.uid())) {
      return before;
    }
    return Optional.of(
        switch (object.kind()) {
          case TRACKED_ENTITY -> error("E1063", "TrackedEntity: `%s`, does not exist.", object);
          case ENROLLMENT -> error("E1081", "Enrollment: `%s`, does not exist.", object);
          case EVENT -> error("E1032", "Event: `%s` do not exist.", object);
          default -> error("E4016", "Relationship: `%s`, does not exist.", object);
        });
  }

  /** What a child is told whose parent is refused. */
  static TrackerError parentFailed(TrackerObject child, TrackerObject parent) {
    List<String> args = List.of(word(child.kind()), child.uid(), word(parent.kind()), parent.uid());
    return new TrackerError(
        PARENT_FAILED,
        String.format(
            Locale.ROOT,
            "%s `%s` cannot be created because %s `%s` referenced by it could not be created.",
            args.toArray()),
        args);
  }

  private Optional<TrackerError> deletedBefore(TrackerObject object) {
    if (store.find(object.kind(), object.uid()).filter(StoredObject::deleted).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (object.kind()) {
          case TRACKED_ENTITY ->
              error(
                  "E1114",
                  "TrackedEntity: `%s` is already deleted and cannot be modified.",
                  object);
          case ENROLLMENT ->
              error("E1113", "Enrollment: `%s` is already deleted and cannot be modified.", object);
          case EVENT ->
              error("E1082", "Event: `%s`, is already deleted and cannot be modified.", object);
          default ->
              error(
                  "E4017", "Relationship: `%s` is already deleted and cannot be modified.", object);
        });
  }

  private Optional<TrackerError> unknownOrgUnit(TrackerObject object) {
    return object
        .unknown(store, "orgUnit")
        .map(
            uid ->
                switch (object.kind()) {
                  case TRACKED_ENTITY ->
                      missing("E1049", "OrganisationUnit: `%s` linked to TrackedEntity.", uid);
                  case ENROLLMENT ->
                      missing("E1070", "OrganisationUnit: `%s`, linked to Enrollment.", uid);
                  default -> missing("E1011", "OrganisationUnit: `%s`, linked to Event.", uid);
                });
  }

  private Optional<TrackerError> unknownOther(TrackerObject object) {
    return switch (object.kind()) {
      case TRACKED_ENTITY ->
          object
              .unknown(store, "trackedEntityType")
              .map(uid -> missing("E1005", "TrackedEntityType: `%s`.", uid));
      case ENROLLMENT ->
          object
              .unknown(store, "program")
              .map(uid -> missing("E1069", "Program: `%s`, linked to Enrollment.", uid));
      case EVENT ->
          object
              .unknown(store, "program")
              .map(uid -> missing("E1010", "Program: `%s`, linked to Event.", uid))
              .or(
                  () ->
                      object
                          .unknown(store, "programStage")
                          .map(
                              uid ->
                                  missing("E1013", "ProgramStage: `%s`, linked to Event.", uid)));
      default -> Optional.empty();
    };
  }

  private Optional<TrackerError> unknownValue(TrackerObject object) {
    return object
        .unknownIn(store, "attributes", "attribute")
        .map(uid -> missing("E1006", "Attribute: `%s`.", uid))
        .or(
            () ->
                object
                    .unknownIn(store, "dataValues", "dataElement")
                    .map(uid -> missing("E1304", "DataElement: `%s`.", uid)));
  }

  private static TrackerError error(String code, String template, TrackerObject object) {
    return new TrackerError(
        code, String.format(Locale.ROOT, template, object.uid()), List.of(object.uid()));
  }

  private static TrackerError missing(String code, String template, String uid) {
    return new TrackerError(
        code,
        "Could not find " + String.format(Locale.ROOT, template, uid),
        List.of("MetadataIdentifier(idScheme=UID, identifier=" + uid + ", attributeValue=null)"));
  }

  private static String word(StoredKind kind) {
    return kind == StoredKind.TRACKED_ENTITY
        ? "trackedEntity"
        : kind.name().toLowerCase(Locale.ROOT);
  }

  /** Why an object is refused. */
  record TrackerError(String code, String message, List<String> args) {

    ObjectNode toJson(TrackerObject object) {
      ObjectNode report =
          Json.object()
              .put("message", message)
              .put("errorCode", code)
              .put("trackerType", object.kind().name())
              .put("uid", object.uid());
      ArrayNode listed = report.putArray("args");
      args.forEach(listed::add);
      return report;
    }
  }
}
