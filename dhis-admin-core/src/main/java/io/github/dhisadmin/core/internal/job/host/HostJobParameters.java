package io.github.dhisadmin.core.internal.job.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dhisadmin.error.InvalidRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as DHIS2 stores them (2.36 to 2.43): an object behind the name of its class, in which
 * collections stand behind names of classes too. The names are passed over and never looked up.
 */
final class HostJobParameters {
  private static final JsonFactory FACTORY = new JsonFactory();

  private HostJobParameters() {}

  /**
   * Values by name as texts, those of a collection separated by commas; without those that are null
   * or empty.
   *
   * @throws InvalidRequestException if they cannot be read
   */
  static Map<String, String> read(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = parser.nextToken();
      }
      if (token == JsonToken.VALUE_STRING) {
        token = parser.nextToken();
      }
      return token == JsonToken.START_OBJECT ? fields(parser) : Map.of();
    } catch (IOException e) {
      throw new InvalidRequestException("Its parameters cannot be read.");
    }
  }

  private static Map<String, String> fields(JsonParser parser) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      String value = value(parser);
      if (!value.isEmpty()) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> "";
      case START_ARRAY -> String.join(",", texts(parser));
      case START_OBJECT -> {
        parser.skipChildren();
        yield "";
      }
      default -> parser.getText();
    };
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      if (token == JsonToken.START_ARRAY) {
        // What stood before it was the name of its class.
        texts.clear();
        texts.addAll(texts(parser));
      } else if (token == JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else {
        texts.add(parser.getText());
      }
      token = parser.nextToken();
    }
    return texts;
  }
}
