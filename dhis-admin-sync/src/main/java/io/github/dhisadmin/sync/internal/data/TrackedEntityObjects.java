package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.internal.remote.SentObject;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Enrollment;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Relationship;
import java.util.ArrayList;
import java.util.List;

/**
 * Which objects a tracked entity is sent as. What belongs to something deleted is not named, as a
 * server deletes it with the whole.
 */
final class TrackedEntityObjects {
  private TrackedEntityObjects() {}

  /** All of them, deleted ones among them, as the old endpoints take both in one request. */
  static List<SentObject> all(OutgoingTrackedEntity entity) {
    return tree(entity, false);
  }

  /** Those that are to be stored. */
  static List<SentObject> stored(OutgoingTrackedEntity entity) {
    return entity.deleted() ? List.of() : tree(entity, true);
  }

  /** Those that are to be deleted, each by itself. */
  static List<SentObject> deleted(OutgoingTrackedEntity entity) {
    List<SentObject> objects = new ArrayList<>();
    if (entity.deleted()) {
      objects.add(new SentObject(SentObject.Type.TRACKED_ENTITY, entity.uid(), null));
    } else {
      for (Enrollment enrollment : entity.content().enrollments()) {
        if (enrollment.deleted()) {
          objects.add(new SentObject(SentObject.Type.ENROLLMENT, enrollment.uid(), null));
        } else {
          enrollment.events().stream()
              .filter(OutgoingEvent::deleted)
              .forEach(
                  event -> objects.add(new SentObject(SentObject.Type.EVENT, event.uid(), null)));
        }
      }
    }
    entity.content().relationships().stream()
        .filter(Relationship::deleted)
        .forEach(
            link -> objects.add(new SentObject(SentObject.Type.RELATIONSHIP, link.uid(), null)));
    return objects;
  }

  private static List<SentObject> tree(OutgoingTrackedEntity entity, boolean liveOnly) {
    List<SentObject> objects = new ArrayList<>();
    SentObject top = new SentObject(SentObject.Type.TRACKED_ENTITY, entity.uid(), null);
    objects.add(top);
    if (!entity.deleted()) {
      entity.content().enrollments().stream()
          .filter(enrollment -> !(liveOnly && enrollment.deleted()))
          .forEach(enrollment -> addTree(objects, top, enrollment, liveOnly));
      entity.content().relationships().stream()
          .filter(link -> !(liveOnly && link.deleted()))
          .forEach(
              link -> objects.add(new SentObject(SentObject.Type.RELATIONSHIP, link.uid(), top)));
    }
    return objects;
  }

  private static void addTree(
      List<SentObject> objects, SentObject top, Enrollment enrollment, boolean liveOnly) {
    SentObject parent = new SentObject(SentObject.Type.ENROLLMENT, enrollment.uid(), top);
    objects.add(parent);
    if (!enrollment.deleted()) {
      enrollment.events().stream()
          .filter(event -> !(liveOnly && event.deleted()))
          .forEach(
              event -> objects.add(new SentObject(SentObject.Type.EVENT, event.uid(), parent)));
    }
  }
}
