package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.ValueComparison;
import io.github.dhisadmin.sync.ValueComparison.Content;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data values here beside those of a server. */
record SyncVerifyReport(
    long localValues,
    long remoteValues,
    String localChecksum,
    String remoteChecksum,
    long differing,
    List<DifferenceReport> differences)
    implements Report {

  /** One value that is not the same; null where there is none. */
  record DifferenceReport(String key, @Nullable String local, @Nullable String remote) {}

  static SyncVerifyReport of(ValueComparison comparison) {
    return new SyncVerifyReport(
        comparison.here().values(),
        comparison.there().values(),
        comparison.here().checksum(),
        comparison.there().checksum(),
        comparison.differing(),
        comparison.differences().stream()
            .map(
                each ->
                    new DifferenceReport(
                        each.key(), text(each.hereOrNull()), text(each.thereOrNull())))
            .toList());
  }

  private static @Nullable String text(@Nullable Content content) {
    if (content == null) {
      return null;
    }
    return content.comment().isEmpty()
        ? content.value()
        : content.value() + " (" + content.comment() + ")";
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable sides = new TextTable();
    sides.row("here", localValues + " values", localChecksum);
    sides.row("there", remoteValues + " values", remoteChecksum);
    sides.writeTo(out);
    TextTable text = new TextTable();
    for (DifferenceReport each : differences) {
      text.row(each.key, shown(each.local), shown(each.remote));
    }
    text.writeTo(out);
    out.println(differing + " values differ.");
  }

  private static String shown(@Nullable String content) {
    return content == null ? "-" : content;
  }
}
