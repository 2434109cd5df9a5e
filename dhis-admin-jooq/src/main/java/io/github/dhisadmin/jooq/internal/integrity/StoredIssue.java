package io.github.dhisadmin.jooq.internal.integrity;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;
import org.jooq.tools.json.JSONParser;
import org.jooq.tools.json.JSONValue;
import org.jooq.tools.json.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * An issue as a row: every text is one that PostgreSQL takes, and references are JSON.
 *
 * @param severity how much it matters
 * @param idOrNull the object's uid
 * @param name the object's name
 * @param comment what is wrong with it
 * @param refs other objects, as an array of objects
 */
record StoredIssue(
    Severity severity, @Nullable String idOrNull, String name, String comment, JSONB refs) {
  private static final String TYPE = "type";
  private static final String UID = "uid";
  private static final String NAME = "name";

  static StoredIssue of(IntegrityIssue issue) {
    return new StoredIssue(
        issue.severity(),
        issue.id().map(StoredIssue::storable).orElse(null),
        storable(issue.name()),
        storable(issue.comment()),
        JSONB.valueOf(
            JSONValue.toJSONString(issue.refs().stream().map(StoredIssue::asMap).toList())));
  }

  IntegrityIssue issue() {
    return new IntegrityIssue(severity, idOrNull, name, comment, references());
  }

  /** Without the one character that no PostgreSQL text may have. */
  static String storable(String text) {
    return text.replace("\0", "");
  }

  private List<ObjectReference> references() {
    List<ObjectReference> references = new ArrayList<>();
    for (Object each : (List<?>) parsed(refs.data())) {
      Map<?, ?> reference = (Map<?, ?>) each;
      Object uid = reference.get(UID);
      references.add(
          new ObjectReference(
              String.valueOf(reference.get(TYPE)),
              uid == null ? null : uid.toString(),
              String.valueOf(reference.get(NAME))));
    }
    return references;
  }

  private static Object parsed(String json) {
    try {
      return new JSONParser().parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("The references of a stored issue are no JSON.", e);
    }
  }

  private static Map<String, String> asMap(ObjectReference reference) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(TYPE, storable(reference.type()));
    reference.uid().ifPresent(uid -> map.put(UID, storable(uid)));
    map.put(NAME, storable(reference.name()));
    return map;
  }
}
