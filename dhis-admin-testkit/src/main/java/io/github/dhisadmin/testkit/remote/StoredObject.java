package io.github.dhisadmin.testkit.remote;

import java.util.Map;

/**
 * Something that a {@link FakeDhis2} took in.
 *
 * @param key its uid, or the fields that identify it, separated by dots
 * @param fields what was sent, without the objects inside it that are stored on their own
 * @param deleted whether it was deleted since; its key stays taken, as in DHIS2
 */
public record StoredObject(String key, Map<String, Object> fields, boolean deleted) {

  /** Copies the fields. */
  public StoredObject {
    fields = Map.copyOf(fields);
  }
}
