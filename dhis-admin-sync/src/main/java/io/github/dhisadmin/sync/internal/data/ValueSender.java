package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.PageUpload;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.internal.remote.RowOutcome.Reason;
import io.github.dhisadmin.sync.internal.remote.SentRow;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends data values; one that was deleted goes as a value that says so. One that is a file does not
 * go at all, as an import carries its uid and not the file.
 */
final class ValueSender implements PageSender {
  private static final RowOutcome FILE =
      RowOutcome.rejected(
          new Reason(
              "FILE_NOT_SYNCED",
              "The value is a file, which cannot be sent; upload it on the server.",
              "value"));

  private final Dhis2Remote remote;
  private final WireTime time;

  ValueSender(Dhis2Remote remote, WireTime time) {
    this.remote = remote;
    this.time = time;
  }

  @Override
  public List<RowOutcome> send(List<OutgoingRow> rows) {
    return prepare(rows).get();
  }

  @Override
  public Supplier<List<RowOutcome>> prepare(List<OutgoingRow> rows) {
    List<OutgoingValue> values = rows.stream().map(OutgoingValue.class::cast).toList();
    List<OutgoingValue> sendable = values.stream().filter(value -> !isFile(value)).toList();
    String whole = document(sendable);
    return () -> {
      Iterator<RowOutcome> sent =
          PageUpload.send(
                  part ->
                      // What goes at once is either the page or a part of it.
                      remote.importValues(
                          part.size() == sendable.size() ? whole : document(part),
                          part.stream().map(ValueSender::sent).toList()),
                  sendable,
                  REQUESTS_PER_PAGE)
              .iterator();
      return values.stream().map(value -> isFile(value) ? FILE : sent.next()).toList();
    };
  }

  private static boolean isFile(OutgoingValue value) {
    return value.entry().file() && !value.deleted();
  }

  String document(List<OutgoingValue> values) {
    return JsonText.of(
        json ->
            json.object(
                root ->
                    root.array(
                        "dataValues",
                        array -> {
                          for (OutgoingValue value : values) {
                            array.object(object -> write(object, value));
                          }
                        })));
  }

  /** Follow-up is spelt as up to 2.42 and as from 2.43 on; each ignores the other's. */
  private void write(JsonText json, OutgoingValue value) throws IOException {
    json.field("dataElement", value.point().dataElement())
        .field("period", value.point().period())
        .field("orgUnit", value.point().organisationUnit())
        .field("categoryOptionCombo", value.point().categoryOptionCombo())
        .field("attributeOptionCombo", value.point().attributeOptionCombo())
        .field("value", value.entry().contentOrNull())
        .field("storedBy", value.origin().storedByOrNull())
        .field("created", time.withOffset(value.origin().created()))
        .field("lastUpdated", time.withOffset(value.position().changedAt()))
        .field("comment", value.entry().commentOrNull());
    json.field("followup", value.entry().followUp());
    if (value.entry().followUp()) {
      json.field("followUp", true);
    }
    if (value.deleted()) {
      json.field("deleted", true);
    }
  }

  private static SentRow sent(OutgoingValue value) {
    // Both option combinations may be the same, which Set.of would refuse.
    return new SentRow(
        Set.copyOf(
            List.of(
                value.point().dataElement(),
                value.point().period(),
                value.point().organisationUnit(),
                value.point().categoryOptionCombo(),
                value.point().attributeOptionCombo())));
  }
}
