package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.PageUpload;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.internal.remote.SentRow;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Sends data values; one that was deleted goes as a value that says so. */
final class ValueSender implements PageSender {
  private final Dhis2Remote remote;
  private final WireTime time;

  ValueSender(Dhis2Remote remote, WireTime time) {
    this.remote = remote;
    this.time = time;
  }

  @Override
  public List<RowOutcome> send(List<OutgoingRow> rows) {
    List<OutgoingValue> values = rows.stream().map(OutgoingValue.class::cast).toList();
    return PageUpload.send(
        part -> remote.importValues(document(part), part.stream().map(ValueSender::sent).toList()),
        values,
        REQUESTS_PER_PAGE);
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
        .field("value", value.contentOrNull())
        .field("storedBy", value.origin().storedByOrNull())
        .field("created", time.withOffset(value.origin().created()))
        .field("lastUpdated", time.withOffset(value.position().changedAt()))
        .field("comment", value.commentOrNull());
    json.field("followup", value.followUp());
    if (value.followUp()) {
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
