package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.spi.OutgoingEvent.Note;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tracked entity that is to be sent with its enrollments in one program, perhaps a deleted one.
 *
 * @param position where it stands in the order of rows; it was changed when any part of it was
 * @param uid which tracked entity it is
 * @param place where it belongs
 * @param state what it is like by itself
 * @param content what was recorded
 */
public record OutgoingTrackedEntity(
    Position position, String uid, Place place, State state, Content content)
    implements OutgoingRow {

  @Override
  public String key() {
    return uid;
  }

  /** Whether it was deleted, and with it all that belongs to it. */
  public boolean deleted() {
    return state.deleted();
  }

  /**
   * Uids of what a tracked entity belongs to.
   *
   * @param type of tracked entity
   * @param organisationUnit where it was registered
   * @param owners who looks after it now
   */
  public record Place(String type, String organisationUnit, List<Owner> owners) {

    /** Copies the owners. */
    public Place {
      owners = List.copyOf(owners);
    }
  }

  /** The organisation unit that looks after a tracked entity in a program. */
  public record Owner(String program, String organisationUnit) {}

  /**
   * What a tracked entity is like by itself.
   *
   * @param created when it was entered, in DHIS2's local time
   * @param storedByOrNull who entered it
   * @param inactive whether nobody works with it any more
   * @param potentialDuplicate whether somebody marked it as one
   * @param deleted whether it was deleted
   */
  public record State(
      LocalDateTime created,
      @Nullable String storedByOrNull,
      boolean inactive,
      boolean potentialDuplicate,
      boolean deleted) {}

  /**
   * What was recorded.
   *
   * @param attributes values, without those that must not be sent
   * @param withheld uids of the attributes whose values must not be sent
   * @param enrollments in one program, deleted ones among them
   * @param relationships with tracked entities that are sent before it, deleted ones among them
   */
  public record Content(
      List<Attribute> attributes,
      Set<String> withheld,
      List<Enrollment> enrollments,
      List<Relationship> relationships) {

    /** Copies the collections. */
    public Content {
      attributes = List.copyOf(attributes);
      withheld = Set.copyOf(withheld);
      enrollments = List.copyOf(enrollments);
      relationships = List.copyOf(relationships);
    }
  }

  /**
   * The value of an attribute.
   *
   * @param attribute uid of the attribute
   * @param value never empty
   * @param ofType whether tracked entities of the type have it
   * @param ofProgram whether enrollments in the program have it
   */
  public record Attribute(String attribute, String value, boolean ofType, boolean ofProgram) {}

  /**
   * The taking part in a program.
   *
   * @param uid which enrollment it is
   * @param program uid of the program
   * @param organisationUnit where it took place
   * @param course when it began and ended
   * @param notes remarks, the oldest first
   * @param events of it, deleted ones among them
   * @param deleted whether it was deleted, and with it its events
   */
  public record Enrollment(
      String uid,
      String program,
      String organisationUnit,
      Course course,
      List<Note> notes,
      List<OutgoingEvent> events,
      boolean deleted) {

    /** Copies the lists. */
    public Enrollment {
      notes = List.copyOf(notes);
      events = List.copyOf(events);
    }
  }

  /**
   * When an enrollment began and ended, in DHIS2's local time.
   *
   * @param status as in ACTIVE
   * @param enrolled when it began
   * @param occurredOrNull when what it is about happened
   * @param completedOrNull when it was completed
   * @param completedByOrNull who completed it
   * @param storedByOrNull who entered it
   * @param followUp whether somebody has to look at it
   */
  public record Course(
      String status,
      LocalDateTime enrolled,
      @Nullable LocalDateTime occurredOrNull,
      @Nullable LocalDateTime completedOrNull,
      @Nullable String completedByOrNull,
      @Nullable String storedByOrNull,
      boolean followUp) {}

  /**
   * A link between two things.
   *
   * @param uid which relationship it is
   * @param type uid of its type
   * @param from one end
   * @param to the other end
   * @param deleted whether it was deleted
   */
  public record Relationship(String uid, String type, End from, End to, boolean deleted) {}

  /** What a relationship links. */
  public record End(EndKind kind, String uid) {}

  /** Kinds of things that relationships link. */
  public enum EndKind {
    /** A tracked entity. */
    TRACKED_ENTITY,
    /** An enrollment. */
    ENROLLMENT,
    /** An event. */
    EVENT
  }
}
