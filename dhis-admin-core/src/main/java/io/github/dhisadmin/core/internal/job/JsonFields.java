package io.github.dhisadmin.core.internal.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dhisadmin.error.InvalidRequestException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Flat JSON objects: text, whole numbers, flags and lists of text by name. Null is the same as
 * nothing. No class is ever named in them.
 */
final class JsonFields {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonFields() {}

  /**
   * Reads an object.
   *
   * @throws InvalidRequestException if it is none, or holds what cannot be held
   */
  static Map<String, Object> read(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidRequestException("Not a JSON object.");
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
          fields.put(name, texts(parser, name));
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
          fields.put(name, scalar(parser, name));
        }
      }
      return fields;
    } catch (IOException e) {
      throw new InvalidRequestException("Not readable as JSON.");
    }
  }

  private static List<String> texts(JsonParser parser, String name) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(String.valueOf(scalar(parser, name)));
    }
    return texts;
  }

  private static Object scalar(JsonParser parser, String name) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default ->
          throw new InvalidRequestException("'" + name + "' holds what no parameter can hold.");
    };
  }

  /** Writes an object; zero characters are left out, as PostgreSQL's jsonb has none. */
  static String write(Map<String, ?> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, ?> field : fields.entrySet()) {
        json.writeFieldName(field.getKey());
        value(json, field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Iterable<?> values) {
      json.writeStartArray();
      for (Object each : values) {
        json.writeString(storable(each));
      }
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(storable(value));
    }
  }

  private static String storable(Object value) {
    return String.valueOf(value).replace("\0", "");
  }
}
