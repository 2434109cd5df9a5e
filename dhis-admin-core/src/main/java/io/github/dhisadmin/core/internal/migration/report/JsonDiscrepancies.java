package io.github.dhisadmin.core.internal.migration.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.Discrepancy.Point;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.ValidationResult.PartTotals;
import java.io.IOException;
import java.io.Writer;

/** Discrepancies for programs: one document whose fields are never renamed, written as a stream. */
public final class JsonDiscrepancies {
  private final DiscrepancyList discrepancies;

  /** Tells these. */
  public JsonDiscrepancies(DiscrepancyList discrepancies) {
    this.discrepancies = discrepancies;
  }

  /** Writes the document; the writer stays open. */
  public void writeTo(Writer out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("run", discrepancies.result().run());
      json.writeNumberField("matched", discrepancies.result().matched());
      json.writeNumberField("total", discrepancies.result().total());
      json.writeObjectFieldStart("kinds");
      for (Kind kind : Kind.values()) {
        json.writeNumberField(
            kind.name(), discrepancies.result().discrepancies().getOrDefault(kind, 0L));
      }
      json.writeEndObject();
      json.writeArrayFieldStart("parts");
      for (PartTotals part : discrepancies.result().parts()) {
        json.writeStartObject();
        json.writeStringField("itemSet", part.itemSet());
        json.writeStringField("period", part.period());
        write(json, "source", part.source());
        write(json, "destination", part.destination());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("discrepancies");
      discrepancies.forEach(each -> write(json, each));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, String side, TransferTotals totals)
      throws IOException {
    json.writeObjectFieldStart(side);
    json.writeNumberField("values", totals.values());
    json.writeStringField("checksum", totals.checksumText());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Discrepancy discrepancy) throws IOException {
    Point point = discrepancy.point();
    json.writeStartObject();
    json.writeStringField("itemSet", discrepancy.itemSet());
    json.writeStringField("kind", discrepancy.kind().name());
    json.writeStringField("dataElement", point.dataElement());
    json.writeStringField("period", point.period());
    json.writeStringField("organisationUnit", point.organisationUnit());
    json.writeStringField("categoryOptionCombo", point.categoryOptionCombo());
    json.writeStringField("attributeOptionCombo", point.attributeOptionCombo());
    json.writeStringField("source", discrepancy.sourceValueOrNull());
    json.writeStringField("destination", discrepancy.destinationValueOrNull());
    json.writeEndObject();
  }
}
