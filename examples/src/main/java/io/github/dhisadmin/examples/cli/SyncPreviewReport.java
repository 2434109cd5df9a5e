package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.DataSyncPreview;
import java.io.PrintWriter;
import java.util.List;

/** What would be sent. */
record SyncPreviewReport(List<PartReport> preview, List<String> warnings) implements Report {

  /** One kind, or one program of a kind. */
  record PartReport(String kind, String partition, long rows, long retries, List<String> samples) {}

  static SyncPreviewReport of(DataSyncPreview preview) {
    return new SyncPreviewReport(
        preview.parts().stream()
            .map(
                part ->
                    new PartReport(
                        SyncOptions.name(part.kind()),
                        part.partition(),
                        part.rows(),
                        part.retries(),
                        part.samples()))
            .toList(),
        preview.warnings());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (PartReport part : preview) {
      text.row(part.kind, part.partition, part.rows + " rows", part.retries + " retries");
    }
    text.writeTo(out);
    warnings.forEach(warning -> out.println("Warning: " + warning));
  }
}
