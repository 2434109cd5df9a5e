package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.internal.remote.SentObject;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Attribute;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.End;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Enrollment;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Relationship;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tracked entities as {@code /api/tracker} takes them, which is without what was deleted. */
final class TrackedEntityDocument {
  private static final Map<SentObject.Type, Names> NAMES =
      Map.of(
          SentObject.Type.TRACKED_ENTITY, new Names("trackedEntities", "trackedEntity"),
          SentObject.Type.ENROLLMENT, new Names("enrollments", "enrollment"),
          SentObject.Type.EVENT, new Names("events", "event"),
          SentObject.Type.RELATIONSHIP, new Names("relationships", "relationship"));

  private record Names(String list, String uid) {}

  private TrackedEntityDocument() {}

  /** To be created or updated. */
  static String of(List<OutgoingTrackedEntity> entities) {
    return JsonText.of(
        json ->
            json.object(
                root -> {
                  root.array(
                      "trackedEntities",
                      array -> {
                        for (OutgoingTrackedEntity entity : entities) {
                          array.object(object -> write(object, entity));
                        }
                      });
                  root.array(
                      "relationships",
                      array -> {
                        for (OutgoingTrackedEntity entity : entities) {
                          for (Relationship link : entity.content().relationships()) {
                            if (!link.deleted()) {
                              array.object(object -> write(object, link));
                            }
                          }
                        }
                      });
                }));
  }

  /** To be deleted. */
  static String uids(List<SentObject> objects) {
    return JsonText.of(
        json ->
            json.object(
                root -> {
                  for (SentObject.Type type : SentObject.Type.values()) {
                    Names names = NAMES.getOrDefault(type, new Names("", ""));
                    root.array(
                        names.list(),
                        array -> {
                          for (SentObject each : objects) {
                            if (each.type() == type) {
                              array.object(object -> object.field(names.uid(), each.uid()));
                            }
                          }
                        });
                  }
                }));
  }

  /**
   * Writes values of attributes.
   *
   * @throws IllegalStateException if one must not be sent; the store has left those out, but that
   *     it did is not taken on trust
   */
  static void writeAttributes(
      JsonText json, OutgoingTrackedEntity entity, Predicate<Attribute> which) throws IOException {
    json.array(
        "attributes",
        array -> {
          for (Attribute attribute : entity.content().attributes()) {
            if (entity.content().withheld().contains(attribute.attribute())) {
              throw new IllegalStateException(
                  "The value of "
                      + attribute.attribute()
                      + " of tracked entity "
                      + entity.uid()
                      + " must not be sent.");
            }
            if (which.test(attribute)) {
              array.object(
                  object ->
                      object
                          .field("attribute", attribute.attribute())
                          .field("value", attribute.value()));
            }
          }
        });
  }

  private static void write(JsonText json, OutgoingTrackedEntity entity) throws IOException {
    json.field("trackedEntity", entity.uid())
        .field("trackedEntityType", JsonText.known(entity.place().type()))
        .field("orgUnit", JsonText.known(entity.place().organisationUnit()))
        .field("createdAtClient", WireTime.local(entity.state().created()))
        .field("storedBy", entity.state().storedByOrNull())
        .field("inactive", entity.state().inactive())
        .field("potentialDuplicate", entity.state().potentialDuplicate());
    writeAttributes(json, entity, each -> each.ofType() || !each.ofProgram());
    json.array(
        "enrollments",
        array -> {
          for (Enrollment enrollment : entity.content().enrollments()) {
            if (!enrollment.deleted()) {
              array.object(object -> write(object, entity, enrollment));
            }
          }
        });
  }

  private static void write(JsonText json, OutgoingTrackedEntity entity, Enrollment enrollment)
      throws IOException {
    json.field("enrollment", enrollment.uid())
        .field("program", enrollment.program())
        .field("status", enrollment.course().status())
        .field("orgUnit", JsonText.known(enrollment.organisationUnit()))
        .field("enrolledAt", WireTime.local(enrollment.course().enrolled()))
        .field("occurredAt", WireTime.local(enrollment.course().occurredOrNull()))
        .field("completedAt", WireTime.local(enrollment.course().completedOrNull()))
        .field("completedBy", enrollment.course().completedByOrNull())
        .field("storedBy", enrollment.course().storedByOrNull())
        .field("followUp", enrollment.course().followUp());
    writeAttributes(json, entity, Attribute::ofProgram);
    EventDocument.writeNotes(json, enrollment.notes());
    json.array(
        "events",
        array -> {
          for (OutgoingEvent event : enrollment.events()) {
            if (!event.deleted()) {
              array.object(object -> EventDocument.writeTracker(object, event));
            }
          }
        });
  }

  private static void write(JsonText json, Relationship link) throws IOException {
    json.field("relationship", link.uid()).field("relationshipType", link.type());
    json.object("from", from -> write(from, link.from()));
    json.object("to", to -> write(to, link.to()));
  }

  private static void write(JsonText json, End end) throws IOException {
    String name =
        switch (end.kind()) {
          case TRACKED_ENTITY -> "trackedEntity";
          case ENROLLMENT -> "enrollment";
          case EVENT -> "event";
        };
    json.object(name, thing -> thing.field(name, end.uid()));
  }
}
