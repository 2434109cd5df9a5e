package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.sync.internal.metadata.SnapshotCache.Checked;
import io.github.dhisadmin.sync.metadata.MetadataPreview;
import io.github.dhisadmin.sync.metadata.MetadataPreview.Conflict;
import io.github.dhisadmin.sync.metadata.MetadataPreview.TypePreview;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Comparison;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.ObjectHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a version would do, found out a thousand objects at a time. Not thread safe. */
final class SnapshotPreview {
  private static final int AT_ONCE = 1000;
  private static final String JOBS = "jobConfigurations";

  private final MetadataSyncStore store;
  private final MetadataVersion version;
  private final Map<String, TypePreview> types = new LinkedHashMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private final List<ObjectHeader> waiting = new ArrayList<>();
  private String type = "";

  SnapshotPreview(MetadataSyncStore store, MetadataVersion version) {
    this.store = store;
    this.version = version;
  }

  MetadataPreview of(Checked snapshot) {
    try {
      SnapshotReader.read(snapshot.file().file(), this::take);
    } catch (IOException e) {
      throw SnapshotCache.unusable(e);
    }
    compare();
    return new MetadataPreview(
        version, snapshot.dhis2Version(), List.copyOf(types.values()), conflicts);
  }

  private void take(String newType, ObjectHeader object) {
    if (!newType.equals(type) || waiting.size() == AT_ONCE) {
      compare();
      type = newType;
    }
    waiting.add(object);
  }

  private void compare() {
    if (waiting.isEmpty()) {
      return;
    }
    int objects = waiting.size();
    Optional<Comparison> compared =
        type.equals(JOBS) ? Optional.empty() : store.compare(type, waiting);
    TypePreview part;
    if (type.equals(JOBS)) {
      part = new TypePreview(type, false, 0, 0, 0, objects);
    } else {
      part =
          compared
              .map(found -> new TypePreview(type, true, found.created(), found.updated(), 0, 0))
              .orElseGet(() -> new TypePreview(type, false, objects, 0, 0, 0));
    }
    types.merge(type, part, SnapshotPreview::sum);
    compared.map(Comparison::conflicts).ifPresent(this::keep);
    waiting.clear();
  }

  private void keep(List<Conflict> found) {
    int room = MetadataPreview.MOST_CONFLICTS - conflicts.size();
    conflicts.addAll(found.subList(0, Math.min(room, found.size())));
  }

  private static TypePreview sum(TypePreview one, TypePreview other) {
    return new TypePreview(
        one.type(),
        one.comparable(),
        one.created() + other.created(),
        one.updated() + other.updated(),
        0,
        one.left() + other.left());
  }
}
