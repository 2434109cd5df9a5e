package io.github.dhisadmin.sync.internal.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dhisadmin.sync.internal.remote.Payload;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A JSON document that is written field by field; absent values are left out, as in DHIS2. */
public final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator generator;

  private JsonText(JsonGenerator generator) {
    this.generator = generator;
  }

  /** The text of a document. */
  public static String of(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      content.write(new JsonText(generator));
    } catch (IOException e) {
      throw new UncheckedIOException("JSON could not be written", e);
    }
    return text.toString();
  }

  /** The same for sending; it is never whole in memory. */
  public static Payload payload(Content content) {
    return Payload.zippable(
        out -> {
          try (JsonGenerator generator = JSON.createGenerator(out)) {
            content.write(new JsonText(generator));
          }
        });
  }

  /** An object in an array, or the document itself. */
  public JsonText object(Content content) throws IOException {
    generator.writeStartObject();
    content.write(this);
    generator.writeEndObject();
    return this;
  }

  /** An object in a field. */
  public JsonText object(String name, Content content) throws IOException {
    generator.writeFieldName(name);
    return object(content);
  }

  /** An array in a field. */
  public JsonText array(String name, Content content) throws IOException {
    generator.writeArrayFieldStart(name);
    content.write(this);
    generator.writeEndArray();
    return this;
  }

  /** A text in a field; null is left out. */
  public JsonText field(String name, @Nullable String text) throws IOException {
    if (text != null) {
      generator.writeStringField(name, text);
    }
    return this;
  }

  /** A truth in a field. */
  public JsonText field(String name, boolean truth) throws IOException {
    generator.writeBooleanField(name, truth);
    return this;
  }

  /** Null, which is left out, for what is not known. */
  public static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }

  /** What is written somewhere. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void write(JsonText json) throws IOException;
  }
}
