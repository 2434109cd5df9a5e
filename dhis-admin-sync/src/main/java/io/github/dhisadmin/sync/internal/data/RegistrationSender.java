package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.PageUpload;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.internal.remote.SentRow;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends complete data set registrations; one that was taken back goes as not completed. */
final class RegistrationSender implements PageSender {
  private final Dhis2Remote remote;

  RegistrationSender(Dhis2Remote remote) {
    this.remote = remote;
  }

  @Override
  public List<RowOutcome> send(List<OutgoingRow> rows) {
    List<OutgoingRegistration> registrations =
        rows.stream().map(OutgoingRegistration.class::cast).toList();
    return PageUpload.send(
        part ->
            remote.importRegistrations(
                document(part), part.stream().map(RegistrationSender::sent).toList()),
        registrations,
        REQUESTS_PER_PAGE);
  }

  static String document(List<OutgoingRegistration> registrations) {
    return JsonText.of(
        json ->
            json.object(
                root ->
                    root.array(
                        "completeDataSetRegistrations",
                        array -> {
                          for (OutgoingRegistration registration : registrations) {
                            array.object(object -> write(object, registration));
                          }
                        })));
  }

  private static void write(JsonText json, OutgoingRegistration registration) throws IOException {
    @Nullable LocalDate date = registration.dateOrNull();
    json.field("dataSet", registration.point().dataSet())
        .field("period", registration.point().period())
        .field("organisationUnit", registration.point().organisationUnit())
        .field("attributeOptionCombo", registration.point().attributeOptionCombo())
        .field("date", date == null ? null : date.toString())
        .field("storedBy", registration.storedByOrNull())
        .field("lastUpdatedBy", registration.lastUpdatedByOrNull())
        .field("lastUpdated", registration.position().changedAt().toLocalDate().toString())
        .field("completed", registration.completed());
  }

  private static SentRow sent(OutgoingRegistration registration) {
    return new SentRow(
        Set.copyOf(
            List.of(
                registration.point().dataSet(),
                registration.point().period(),
                registration.point().organisationUnit(),
                registration.point().attributeOptionCombo())));
  }
}
