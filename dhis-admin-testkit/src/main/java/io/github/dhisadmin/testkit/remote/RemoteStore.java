package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the server holds, and which uids it does not know. Guarded by the server. */
final class RemoteStore {
  private final Map<StoredKind, Map<String, StoredObject>> objects =
      new EnumMap<>(StoredKind.class);
  private final Map<Slot, Slot> parents = new LinkedHashMap<>();
  private final Set<String> unknown = new TreeSet<>();
  private final Set<String> numeric = new TreeSet<>();
  private final Predicate<String> existing;

  private record Slot(StoredKind kind, String key) {}

  private RemoteStore(Predicate<String> existing) {
    this.existing = existing;
    for (StoredKind kind : StoredKind.values()) {
      objects.put(kind, new LinkedHashMap<>());
    }
  }

  /** Holds everything in memory, and knows every uid that it was not told to forget. */
  static RemoteStore inMemory() {
    return new RemoteStore(uid -> true);
  }

  /** Holds data values and metadata in a database, and knows what values may refer to there. */
  static RemoteStore over(DatabaseValues values, DatabaseMetadata metadata) {
    RemoteStore store = new RemoteStore(values::knows);
    store.objects.put(StoredKind.DATA_VALUE, values);
    store.objects.put(StoredKind.METADATA, metadata);
    return store;
  }

  void forget(List<String> uids) {
    unknown.addAll(uids);
  }

  void learn(List<String> uids) {
    unknown.removeAll(uids);
  }

  void takeNumbersOnly(List<String> dataElements) {
    numeric.addAll(dataElements);
  }

  /** Whether data may refer to an object. */
  boolean knows(String uid) {
    return !refuses(uid) && existing.test(uid);
  }

  /** Whether the server was told not to know an object. */
  boolean refuses(String uid) {
    return unknown.contains(uid);
  }

  boolean accepts(String dataElement, String value) {
    return !numeric.contains(dataElement) || value.matches("-?[0-9]+");
  }

  Optional<StoredObject> find(StoredKind kind, String key) {
    return Optional.ofNullable(of(kind).get(key));
  }

  /** Whether the object is there and not deleted. */
  boolean has(StoredKind kind, String key) {
    return find(kind, key).filter(object -> !object.deleted()).isPresent();
  }

  void put(StoredKind kind, String key, ObjectNode content) {
    of(kind).put(key, new StoredObject(key, Json.fields(content), false));
  }

  void put(TrackerObject object) {
    put(object.kind(), object.uid(), object.content());
    object
        .parent()
        .ifPresent(
            parent ->
                parents.put(
                    new Slot(object.kind(), object.uid()), new Slot(parent.kind(), parent.uid())));
  }

  /** Deletes an object, and with it those that came inside of it (recorded on 2.42). */
  void delete(StoredKind kind, String key) {
    of(kind).computeIfPresent(key, (same, object) -> new StoredObject(key, object.fields(), true));
    Slot deleted = new Slot(kind, key);
    List.copyOf(parents.entrySet()).stream()
        .filter(entry -> entry.getValue().equals(deleted))
        .forEach(entry -> delete(entry.getKey().kind(), entry.getKey().key()));
  }

  List<StoredObject> all(StoredKind kind) {
    return List.copyOf(of(kind).values());
  }

  private Map<String, StoredObject> of(StoredKind kind) {
    return objects.getOrDefault(kind, Map.of());
  }
}
