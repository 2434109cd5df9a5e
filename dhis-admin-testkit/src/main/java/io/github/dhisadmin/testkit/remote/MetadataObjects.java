package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/dataElements.json} and the like: objects of one type with one filter of the form
 * {@code id:in:[…]}, whole whatever fields are asked for, and the first 50 unless paging is off.
 */
final class MetadataObjects {
  private static final int PAGE = 50;
  private static final String PREFIX = "/api/";
  private static final String SUFFIX = ".json";

  private final RemoteStore store;

  MetadataObjects(RemoteStore store) {
    this.store = store;
  }

  /** Empty if the request is for something else. */
  Optional<HttpReply> get(RemoteRequest request) {
    String path = request.path();
    boolean meant = request.method().equals("GET") && path.matches("/api/[A-Za-z]+\\.json");
    if (!meant) {
      return Optional.empty();
    }
    String type = path.substring(PREFIX.length(), path.length() - SUFFIX.length());
    List<ObjectNode> found = new ArrayList<>();
    for (StoredObject stored : store.all(StoredKind.METADATA)) {
      ObjectNode object = Json.of(stored.fields());
      if (stored.key().startsWith(type + "/") && isWanted(object, request.query("filter", ""))) {
        found.add(object);
      }
    }
    ObjectNode answer = Json.object();
    if (!request.query("paging", "true").equals("false")) {
      answer
          .putObject("pager")
          .put("page", 1)
          .put("total", found.size())
          .put("pageSize", PAGE)
          .put("pageCount", Math.max(1, (found.size() + PAGE - 1) / PAGE));
      found = found.subList(0, Math.min(PAGE, found.size()));
    }
    answer.set(type, Json.arrayOf(found));
    return Optional.of(HttpReply.of(200, HttpReply.JSON, answer.toString()));
  }

  private static boolean isWanted(ObjectNode object, String filter) {
    if (filter.isEmpty()) {
      return true;
    }
    String[] parts = filter.split(":", 3);
    JsonNode value = object;
    for (String name : parts[0].split("\\.", -1)) {
      value = value.path(name);
    }
    String members = parts[2].substring(1, parts[2].length() - 1);
    return Arrays.asList(members.split(",", -1)).contains(value.asText());
  }

  /** {@code GET /api/dataStore/namespace} and {@code GET /api/dataStore/namespace/key}. */
  Optional<HttpReply> stored(RemoteRequest request) {
    String[] parts = request.path().split("/", -1);
    boolean meant = request.method().equals("GET") && request.path().startsWith("/api/dataStore/");
    if (!meant || parts.length < 4) {
      return Optional.empty();
    }
    String namespace = parts[3] + "/";
    if (parts.length > 4) {
      return store
          .find(StoredKind.DATA_STORE, namespace + parts[4])
          .map(entry -> HttpReply.of(200, HttpReply.JSON, Json.of(entry.fields()).toString()));
    }
    ArrayNode keys = Json.array();
    store.all(StoredKind.DATA_STORE).stream()
        .map(StoredObject::key)
        .filter(key -> key.startsWith(namespace))
        .forEach(key -> keys.add(key.substring(namespace.length())));
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(HttpReply.of(200, HttpReply.JSON, keys.toString()));
  }
}
