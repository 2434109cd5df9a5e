package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.End;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Enrollment;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Owner;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Relationship;
import java.io.IOException;
import java.util.List;

/** Tracked entities as {@code /api/trackedEntityInstances} takes them, up to 2.41. */
final class OldTrackedEntityDocument {
  private OldTrackedEntityDocument() {}

  /** To be created, updated and deleted. */
  static String of(List<OutgoingTrackedEntity> entities) {
    return JsonText.of(
        json ->
            json.object(
                root ->
                    root.array(
                        "trackedEntityInstances",
                        array -> {
                          for (OutgoingTrackedEntity entity : entities) {
                            array.object(object -> write(object, entity));
                          }
                        })));
  }

  private static void write(JsonText json, OutgoingTrackedEntity entity) throws IOException {
    json.field("trackedEntityInstance", entity.uid())
        .field("trackedEntityType", JsonText.known(entity.place().type()))
        .field("orgUnit", JsonText.known(entity.place().organisationUnit()))
        .field("created", WireTime.local(entity.state().created()))
        .field("lastUpdated", WireTime.local(entity.position().changedAt()))
        .field("storedBy", entity.state().storedByOrNull())
        .field("inactive", entity.state().inactive())
        .field("deleted", entity.deleted())
        .field("featureType", "NONE");
    if (entity.deleted()) {
      return;
    }
    TrackedEntityDocument.writeAttributes(json, entity, each -> true);
    json.array(
        "enrollments",
        array -> {
          for (Enrollment enrollment : entity.content().enrollments()) {
            array.object(object -> write(object, entity, enrollment));
          }
        });
    json.array(
        "relationships",
        array -> {
          for (Relationship link : entity.content().relationships()) {
            array.object(object -> write(object, link));
          }
        });
    json.array(
        "programOwners",
        array -> {
          for (Owner owner : entity.place().owners()) {
            array.object(
                object ->
                    object
                        .field("ownerOrgUnit", owner.organisationUnit())
                        .field("trackedEntityInstance", entity.uid())
                        .field("program", owner.program()));
          }
        });
  }

  private static void write(JsonText json, OutgoingTrackedEntity entity, Enrollment enrollment)
      throws IOException {
    json.field("enrollment", enrollment.uid())
        .field("trackedEntityInstance", entity.uid())
        .field("trackedEntityType", JsonText.known(entity.place().type()))
        .field("program", enrollment.program())
        .field("status", enrollment.course().status())
        .field("orgUnit", JsonText.known(enrollment.organisationUnit()))
        .field("enrollmentDate", WireTime.local(enrollment.course().enrolled()))
        .field("incidentDate", WireTime.local(enrollment.course().occurredOrNull()))
        .field("completedDate", WireTime.local(enrollment.course().completedOrNull()))
        .field("completedBy", enrollment.course().completedByOrNull())
        .field("storedBy", enrollment.course().storedByOrNull())
        .field("followup", enrollment.course().followUp())
        .field("deleted", enrollment.deleted());
    if (enrollment.deleted()) {
      return;
    }
    EventDocument.writeNotes(json, enrollment.notes());
    json.array(
        "events",
        array -> {
          for (OutgoingEvent event : enrollment.events()) {
            array.object(
                object -> {
                  object
                      .field("enrollment", enrollment.uid())
                      .field("trackedEntityInstance", entity.uid());
                  EventDocument.writeOld(object, event);
                });
          }
        });
  }

  private static void write(JsonText json, Relationship link) throws IOException {
    json.field("relationship", link.uid())
        .field("relationshipType", link.type())
        .field("deleted", link.deleted());
    json.object("from", from -> write(from, link.from()));
    json.object("to", to -> write(to, link.to()));
  }

  private static void write(JsonText json, End end) throws IOException {
    String name =
        switch (end.kind()) {
          case TRACKED_ENTITY -> "trackedEntityInstance";
          case ENROLLMENT -> "enrollment";
          case EVENT -> "event";
        };
    json.object(name, thing -> thing.field(name, end.uid()));
  }
}
