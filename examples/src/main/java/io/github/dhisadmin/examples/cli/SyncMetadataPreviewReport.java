package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataPreflight;
import io.github.dhisadmin.sync.metadata.MetadataPreview;
import io.github.dhisadmin.sync.metadata.MetadataPreview.Conflict;
import io.github.dhisadmin.sync.metadata.MetadataPreview.TypePreview;
import java.io.PrintWriter;
import java.util.List;

/** What the next version would do, and what is in its way. */
record SyncMetadataPreviewReport(
    List<VersionReport> versions, List<String> problems, List<String> warnings) implements Report {

  /** One version. */
  record VersionReport(
      String name,
      String type,
      String dhis2Version,
      List<TypePreview> types,
      List<Conflict> conflicts) {}

  static SyncMetadataPreviewReport of(MetadataPreflight preflight, List<MetadataPreview> next) {
    return new SyncMetadataPreviewReport(
        next.stream()
            .map(
                preview ->
                    new VersionReport(
                        preview.version().name(),
                        preview.version().type().name(),
                        preview.dhis2Version(),
                        preview.types(),
                        preview.conflicts()))
            .toList(),
        preflight.problems(),
        preflight.warnings());
  }

  @Override
  public void writeText(PrintWriter out) {
    problems.forEach(problem -> out.println("Problem: " + problem));
    warnings.forEach(warning -> out.println("Warning: " + warning));
    if (versions.isEmpty() && problems.isEmpty()) {
      out.println("No version is missing.");
    }
    for (VersionReport version : versions) {
      out.println(version.name + " (" + version.type + ", DHIS2 " + version.dhis2Version + ")");
      TextTable text = new TextTable();
      for (TypePreview part : version.types) {
        text.row(
            part.type(),
            part.created() + " new" + (part.comparable() ? "" : " at most"),
            part.updated() + " changed",
            part.left() + " left out");
      }
      text.writeTo(out);
      for (Conflict conflict : version.conflicts) {
        out.println(
            "Conflict: "
                + conflict.type()
                + " "
                + conflict.uid()
                + " and "
                + conflict.localUid()
                + " here, by "
                + conflict.kind()
                + ": "
                + conflict.value());
      }
    }
  }
}
