package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.Counts;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.ObjectError;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.Status;
import java.util.ArrayList;
import java.util.List;

/** The report of a metadata import; its own status counts, not that of the envelope. */
final class MetadataReport {
  /** What a report cannot be without. */
  static final String MARK = "stats";

  private MetadataReport() {}

  static MetadataImportReport read(JsonNode report) {
    List<ObjectError> errors = new ArrayList<>();
    for (JsonNode type : report.path("typeReports")) {
      for (JsonNode object : type.path("objectReports")) {
        for (JsonNode error : object.path("errorReports")) {
          errors.add(error(type, object, error));
        }
      }
    }
    JsonNode stats = report.path(MARK);
    return new MetadataImportReport(
        status(report.path("status").asText("")),
        new Counts(
            stats.path("created").asLong(),
            stats.path("updated").asLong(),
            stats.path("deleted").asLong(),
            stats.path("ignored").asLong()),
        errors);
  }

  private static ObjectError error(JsonNode type, JsonNode object, JsonNode error) {
    String klass = object.path("klass").asText(type.path("klass").asText(""));
    return new ObjectError(
        klass.substring(klass.lastIndexOf('.') + 1),
        object.path("uid").asText(""),
        error.path("errorCode").asText(""),
        error.path("message").asText(""));
  }

  private static Status status(String said) {
    return switch (said) {
      case "OK" -> Status.OK;
      case "WARNING" -> Status.WARNING;
      default -> Status.ERROR;
    };
  }
}
