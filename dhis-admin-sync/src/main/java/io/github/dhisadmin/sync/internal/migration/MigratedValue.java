package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.sync.internal.data.JsonText;
import io.github.dhisadmin.sync.internal.remote.RemoteValue;
import io.github.dhisadmin.sync.internal.remote.SentRow;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data value on its way.
 *
 * @param point what it is the value of, in uids of the destination; an option combination that is
 *     empty is the default one there
 * @param valueOrNull the value; null if it only has a comment
 * @param commentOrNull what was remarked
 * @param followUp whether somebody has to look at it
 */
record MigratedValue(
    Point point, @Nullable String valueOrNull, @Nullable String commentOrNull, boolean followUp) {

  static MigratedValue of(RemoteValue value) {
    return new MigratedValue(
        value.point(), value.valueOrNull(), value.commentOrNull(), value.followUp());
  }

  /** Follow-up is spelt as up to 2.42 and as from 2.43 on; each ignores the other's. */
  void write(JsonText json) throws IOException {
    json.field("dataElement", point.dataElement())
        .field("period", point.period())
        .field("orgUnit", point.organisationUnit())
        .field("categoryOptionCombo", JsonText.known(point.categoryOptionCombo()))
        .field("attributeOptionCombo", JsonText.known(point.attributeOptionCombo()))
        .field("value", valueOrNull)
        .field("comment", commentOrNull);
    if (followUp) {
      json.field("followup", true).field("followUp", true);
    }
  }

  /** By what the server may name it. */
  SentRow sent() {
    Set<String> names =
        Stream.of(
                point.dataElement(),
                point.period(),
                point.organisationUnit(),
                point.categoryOptionCombo(),
                point.attributeOptionCombo())
            .filter(each -> !each.isEmpty())
            .collect(Collectors.toSet());
    return new SentRow(names);
  }
}
