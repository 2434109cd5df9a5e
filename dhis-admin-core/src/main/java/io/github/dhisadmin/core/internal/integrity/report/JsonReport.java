package io.github.dhisadmin.core.internal.integrity.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.run.Warning;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The report for programs: one document whose fields are never renamed, written as a stream. */
public final class JsonReport {
  private final ReportContent content;

  /** Tells this content. */
  public JsonReport(ReportContent content) {
    this.content = content;
  }

  /** Writes the document; the writer stays open. */
  public void writeTo(Writer out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("runId", content.result().runId());
      json.writeStringField("state", content.result().state().name());
      json.writeStringField("startedAt", content.result().startedAt().toString());
      json.writeNumberField("durationMs", content.result().duration().toMillis());
      json.writeStringField("failOn", content.threshold().name());
      json.writeArrayFieldStart("checks");
      for (CheckOutcome outcome : content.result().outcomes()) {
        writeOutcome(json, outcome);
      }
      json.writeEndArray();
      writeWarnings(json, content.result().warnings());
      json.writeEndObject();
    }
  }

  private void writeOutcome(JsonGenerator json, CheckOutcome outcome) throws IOException {
    json.writeStartObject();
    writeCheck(json, outcome.check());
    json.writeStringField("status", outcome.status().name());
    json.writeNumberField("count", outcome.count());
    writeNumber(json, "total", outcome.totalOrNull());
    writeNumber(json, "percentage", outcome.percentage());
    json.writeNumberField("durationMs", outcome.duration().toMillis());
    writeText(json, "error", outcome.error());
    if (!content.trend(outcome).isEmpty()) {
      writeTrend(json, content.trend(outcome));
    }
    if (content.detailed()) {
      json.writeBooleanField("truncated", outcome.truncated());
      json.writeArrayFieldStart("issues");
      for (IntegrityIssue issue : outcome.issues()) {
        writeIssue(json, issue);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeCheck(JsonGenerator json, IntegrityCheck check) throws IOException {
    json.writeStringField("id", check.id());
    json.writeStringField("code", check.code());
    json.writeStringField("title", check.texts().title());
    json.writeStringField("description", check.texts().description());
    json.writeStringField("recommendation", check.texts().recommendation());
    json.writeStringField("place", check.texts().place());
    json.writeStringField("section", check.section().title());
    json.writeStringField("severity", check.severity().name());
    writeText(json, "dhis2Severity", check.dhis2Severity().map(Severity::name));
    json.writeStringField("source", check.traits().source().name());
    json.writeBooleanField("slow", check.traits().slow());
    writeText(json, "objectType", check.traits().objectType());
  }

  private static void writeIssue(JsonGenerator json, IntegrityIssue issue) throws IOException {
    json.writeStartObject();
    writeText(json, "id", issue.id());
    json.writeStringField("name", issue.name());
    json.writeStringField("severity", issue.severity().name());
    json.writeStringField("comment", issue.comment());
    json.writeArrayFieldStart("refs");
    for (ObjectReference reference : issue.refs()) {
      json.writeStartObject();
      json.writeStringField("type", reference.type());
      writeText(json, "uid", reference.uid());
      json.writeStringField("name", reference.name());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTrend(JsonGenerator json, List<TrendPoint> trend) throws IOException {
    json.writeArrayFieldStart("trend");
    for (TrendPoint point : trend) {
      json.writeStartObject();
      json.writeNumberField("runId", point.runId());
      json.writeStringField("at", point.at().toString());
      json.writeNumberField("count", point.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeWarnings(JsonGenerator json, List<Warning> warnings) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (Warning warning : warnings) {
      json.writeStartObject();
      json.writeStringField("code", warning.code());
      json.writeStringField("table", warning.table());
      json.writeStringField("detail", warning.detail());
      json.writeNumberField("count", warning.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeText(JsonGenerator json, String name, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(name, text.orElseThrow());
    } else {
      json.writeNullField(name);
    }
  }

  private static void writeNumber(JsonGenerator json, String name, @Nullable Long number)
      throws IOException {
    if (number == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, number);
    }
  }

  private static void writeNumber(JsonGenerator json, String name, Optional<BigDecimal> number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.orElseThrow());
    } else {
      json.writeNullField(name);
    }
  }
}
