package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code GET /api/metadata}: what it holds, by when it was last updated. */
final class MetadataExport {
  private static final String UPDATED = "lastUpdated";

  private final RemoteStore store;
  private final Dhis2Version version;

  MetadataExport(RemoteStore store, Dhis2Version version) {
    this.store = store;
    this.version = version;
  }

  HttpReply get(RemoteRequest request) {
    ObjectNode bundle = Json.object();
    bundle.putObject("system").put("version", version.number());
    for (StoredObject stored : store.all(StoredKind.METADATA)) {
      ObjectNode object = Json.of(stored.fields());
      if (isWanted(Json.text(object, UPDATED), request.query("filter", ""))) {
        String type = stored.key().substring(0, stored.key().indexOf('/'));
        ArrayNode objects = bundle.withArray(type);
        objects.add(object);
      }
    }
    return HttpReply.of(200, HttpReply.JSON, bundle.toString());
  }

  /** Moments are text of one form, so that their order is that of the text. */
  private static boolean isWanted(String updated, String filters) {
    for (String filter : filters.split(",", -1)) {
      String[] parts = filter.split(":", 3);
      boolean kept =
          parts.length < 3
              || !parts[0].equals(UPDATED)
              || (parts[1].equals("lt")
                  ? updated.compareTo(parts[2]) < 0
                  : updated.compareTo(parts[2]) >= 0);
      if (!kept) {
        return false;
      }
    }
    return true;
  }
}
