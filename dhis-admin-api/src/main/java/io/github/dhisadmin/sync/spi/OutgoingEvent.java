package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be sent, perhaps a deleted one; by itself if its program registers nobody.
 *
 * @param position where it stands in the order of rows
 * @param uid which event it is
 * @param place where it belongs
 * @param status as in COMPLETED
 * @param course when it took place and was completed
 * @param content what was recorded
 * @param deleted whether it was deleted
 */
public record OutgoingEvent(
    Position position,
    String uid,
    Place place,
    String status,
    Course course,
    Content content,
    boolean deleted)
    implements OutgoingRow {

  @Override
  public String key() {
    return uid;
  }

  /** Uids of what an event belongs to. */
  public record Place(
      String program, String programStage, String organisationUnit, String attributeOptionCombo) {}

  /**
   * When an event took place, in DHIS2's local time.
   *
   * @param occurredOrNull when it took place
   * @param scheduledOrNull when it should take place
   * @param created when it was entered
   * @param completedOrNull when it was completed
   * @param completedByOrNull who completed it
   * @param storedByOrNull who entered it
   */
  public record Course(
      @Nullable LocalDateTime occurredOrNull,
      @Nullable LocalDateTime scheduledOrNull,
      LocalDateTime created,
      @Nullable LocalDateTime completedOrNull,
      @Nullable String completedByOrNull,
      @Nullable String storedByOrNull) {}

  /**
   * What was recorded.
   *
   * @param dataValuesJson values by the uid of their data element, as DHIS2 stores them, without
   *     those that must not be sent
   * @param withheld uids of the data elements whose values must not be sent
   * @param notes remarks, the oldest first
   */
  public record Content(String dataValuesJson, Set<String> withheld, List<Note> notes) {

    /** Copies the collections. */
    public Content {
      withheld = Set.copyOf(withheld);
      notes = List.copyOf(notes);
    }
  }

  /** A remark, and who made it. */
  public record Note(String uid, @Nullable String textOrNull, @Nullable String creatorOrNull) {}
}
