package io.github.dhisadmin.sync.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Content;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Course;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Note;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Place;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rows look like on the wire. */
class DocumentsTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2021, 3, 5, 9, 10, 11, 123_456_000);

  @Test
  void moments_of_values_say_in_which_zone_they_are() {
    assertThat(new WireTime(ZoneId.of("Africa/Kigali")).withOffset(TIME))
        .isEqualTo("2021-03-05T09:10:11.123+0200");
  }

  @Test
  void registration_is_sent_with_days_and_without_what_is_not_known() {
    String json =
        RegistrationSender.document(
            List.of(
                new OutgoingRegistration(
                    new Position(TIME, List.of(1L)),
                    new OutgoingRegistration.Point(
                        "pBOMPrpg1QX", "202103", "DiszpKrYNg8", "HllvX50cXC0"),
                    TIME.toLocalDate(),
                    false,
                    "amina",
                    null)));

    assertThat(json)
        .isEqualTo(
            "{\"completeDataSetRegistrations\":[{\"dataSet\":\"pBOMPrpg1QX\",\"period\":\"202103\","
                + "\"organisationUnit\":\"DiszpKrYNg8\",\"attributeOptionCombo\":\"HllvX50cXC0\","
                + "\"date\":\"2021-03-05\",\"storedBy\":\"amina\",\"lastUpdated\":\"2021-03-05\","
                + "\"completed\":false}]}");
  }

  @Test
  void event_goes_to_the_tracker_under_its_names() {
    assertThat(EventDocument.tracker(List.of(event(Set.of()))))
        .isEqualTo(
            "{\"events\":[{\"event\":\"EvtUid00001\",\"status\":\"COMPLETED\","
                + "\"program\":\"IpHINAT79UW\",\"programStage\":\"A03MvHHogjR\","
                + "\"orgUnit\":\"DiszpKrYNg8\",\"attributeOptionCombo\":\"HllvX50cXC0\","
                + "\"occurredAt\":\"2021-03-05T09:10:11.123\",\"storedBy\":\"amina\","
                + "\"dataValues\":[{\"dataElement\":\"a3kGcGDCuk6\",\"value\":\"9\","
                + "\"providedElsewhere\":false}],"
                + "\"notes\":[{\"note\":\"NoteUid0001\",\"value\":\"called\"}]}]}");
  }

  @Test
  void event_goes_to_old_servers_under_the_old_names() {
    assertThat(EventDocument.old(List.of(event(Set.of()))))
        .contains("\"eventDate\":\"2021-03-05T09:10:11.123\"", "\"deleted\":false")
        .doesNotContain("occurredAt");
  }

  @Test
  void deleted_events_are_named_and_no_more() {
    assertThat(EventDocument.uids(List.of(event(Set.of()))))
        .isEqualTo("{\"events\":[{\"event\":\"EvtUid00001\"}]}");
  }

  @Test
  void value_that_is_withheld_is_not_written() {
    assertThatThrownBy(() -> EventDocument.tracker(List.of(event(Set.of("a3kGcGDCuk6")))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a3kGcGDCuk6");
  }

  private static OutgoingEvent event(Set<String> withheld) {
    return new OutgoingEvent(
        new Position(TIME, List.of(1L)),
        "EvtUid00001",
        new Place("IpHINAT79UW", "A03MvHHogjR", "DiszpKrYNg8", "HllvX50cXC0"),
        "COMPLETED",
        new Course(TIME, null, TIME, null, null, "amina"),
        new Content(
            "{\"a3kGcGDCuk6\":{\"value\":\"9\"}}",
            withheld,
            List.of(new Note("NoteUid0001", "called", null))),
        false);
  }
}
