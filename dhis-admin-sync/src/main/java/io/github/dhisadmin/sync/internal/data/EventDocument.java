package io.github.dhisadmin.sync.internal.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Note;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Events as the three endpoints take them. */
final class EventDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventDocument() {}

  /** For {@code /api/events}, up to 2.41. */
  static String old(List<OutgoingEvent> events) {
    return document(events, EventDocument::writeOld);
  }

  /** For {@code /api/tracker}. */
  static String tracker(List<OutgoingEvent> events) {
    return document(events, EventDocument::writeTracker);
  }

  /** For deletion by {@code /api/tracker}. */
  static String uids(List<OutgoingEvent> events) {
    return document(events, (json, event) -> json.field("event", event.uid()));
  }

  private static String document(List<OutgoingEvent> events, Writer writer) {
    return JsonText.of(
        json ->
            json.object(
                root ->
                    root.array(
                        "events",
                        array -> {
                          for (OutgoingEvent event : events) {
                            array.object(object -> writer.write(object, event));
                          }
                        })));
  }

  /** The fields of an event for the old endpoints. */
  static void writeOld(JsonText json, OutgoingEvent event) throws IOException {
    writePlace(json, event);
    json.field("eventDate", WireTime.local(event.course().occurredOrNull()))
        .field("dueDate", WireTime.local(event.course().scheduledOrNull()))
        .field("created", WireTime.local(event.course().created()))
        .field("lastUpdated", WireTime.local(event.position().changedAt()))
        .field("storedBy", event.course().storedByOrNull())
        .field("completedDate", WireTime.local(event.course().completedOrNull()))
        .field("completedBy", event.course().completedByOrNull())
        .field("deleted", event.deleted());
    writeContent(json, event);
  }

  /** The fields of an event for {@code /api/tracker}. */
  static void writeTracker(JsonText json, OutgoingEvent event) throws IOException {
    writePlace(json, event);
    json.field("occurredAt", WireTime.local(event.course().occurredOrNull()))
        .field("scheduledAt", WireTime.local(event.course().scheduledOrNull()))
        .field("storedBy", event.course().storedByOrNull())
        .field("completedAt", WireTime.local(event.course().completedOrNull()))
        .field("completedBy", event.course().completedByOrNull());
    writeContent(json, event);
  }

  private static void writePlace(JsonText json, OutgoingEvent event) throws IOException {
    json.field("event", event.uid())
        .field("status", event.status())
        .field("program", event.place().program())
        .field("programStage", event.place().programStage())
        .field("orgUnit", JsonText.known(event.place().organisationUnit()))
        .field("attributeOptionCombo", JsonText.known(event.place().attributeOptionCombo()));
  }

  private static void writeContent(JsonText json, OutgoingEvent event) throws IOException {
    json.array(
        "dataValues",
        array -> {
          for (Map.Entry<String, JsonNode> value : values(event).properties()) {
            String dataElement = sendable(event, value.getKey());
            JsonNode recorded = value.getValue();
            array.object(
                object ->
                    object
                        .field("dataElement", dataElement)
                        .field("value", recorded.path("value").asText(""))
                        .field(
                            "providedElsewhere", recorded.path("providedElsewhere").asBoolean()));
          }
        });
    writeNotes(json, event.content().notes());
  }

  /** Remarks, which the old endpoints and the tracker take alike. */
  static void writeNotes(JsonText json, List<Note> notes) throws IOException {
    json.array(
        "notes",
        array -> {
          for (Note note : notes) {
            array.object(
                object ->
                    object
                        .field("note", note.uid())
                        .field("value", note.textOrNull())
                        .field("storedBy", note.creatorOrNull()));
          }
        });
  }

  private static JsonNode values(OutgoingEvent event) throws JsonProcessingException {
    return JSON.readTree(event.content().dataValuesJson());
  }

  /** The store has left out what must not be sent; that it did is not taken on trust. */
  private static String sendable(OutgoingEvent event, String dataElement) {
    if (event.content().withheld().contains(dataElement)) {
      throw new IllegalStateException(
          "The value of " + dataElement + " in event " + event.uid() + " must not be sent.");
    }
    return dataElement;
  }

  /** Writes the fields of an event. */
  @FunctionalInterface
  private interface Writer {
    void write(JsonText json, OutgoingEvent event) throws IOException;
  }
}
