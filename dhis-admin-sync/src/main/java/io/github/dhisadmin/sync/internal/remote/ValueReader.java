package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads data values of an answer one after the other. As a tree of objects an answer would take
 * several times its length, and a worker holds several; uids and periods, which come again and
 * again, are kept once. Good for one answer.
 */
final class ValueReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> names = new HashMap<>();

  /**
   * Reads an answer.
   *
   * @throws IOException if it is not an object in JSON
   */
  List<RemoteValue> read(String answer) throws IOException {
    List<RemoteValue> values = new ArrayList<>();
    try (JsonParser json = JSON.createParser(answer)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(json, "The answer is no object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals("dataValues");
        if (json.nextToken() == JsonToken.START_ARRAY && wanted) {
          readAll(json, values);
        } else {
          json.skipChildren();
        }
      }
    }
    return values;
  }

  private void readAll(JsonParser json, List<RemoteValue> values) throws IOException {
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        values.add(value(json));
      } else {
        json.skipChildren();
      }
    }
  }

  private RemoteValue value(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        fields.put(field, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return new RemoteValue(
        new Point(
            name(fields, "dataElement"),
            name(fields, "period"),
            name(fields, "orgUnit"),
            name(fields, "categoryOptionCombo"),
            name(fields, "attributeOptionCombo")),
        fields.get("value"),
        fields.get("comment"),
        isTrue(fields, "followup") || isTrue(fields, "followUp"));
  }

  private String name(Map<String, String> fields, String field) {
    String name = fields.getOrDefault(field, "");
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  private static boolean isTrue(Map<String, String> fields, String field) {
    return fields.getOrDefault(field, "").equals("true");
  }
}
