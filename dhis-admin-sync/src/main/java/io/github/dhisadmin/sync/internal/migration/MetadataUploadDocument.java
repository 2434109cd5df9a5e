package io.github.dhisadmin.sync.internal.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.sync.internal.remote.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects that a task imports.
 *
 * @param objects as the destination is to have them, each after what it needs
 * @param next what is migrated after them
 */
record MetadataUploadDocument(List<Content> objects, MetadataDownloadDocument next) {

  MetadataUploadDocument {
    objects = List.copyOf(objects);
  }

  /** Nothing but one of the objects. */
  MetadataUploadDocument only(Content object) {
    return new MetadataUploadDocument(
        List.of(object), new MetadataDownloadDocument(next.route(), next.number(), List.of()));
  }

  /** As DHIS2 reads them. */
  static Payload toImport(List<Content> objects) {
    Map<String, List<ObjectNode>> bundle = new LinkedHashMap<>();
    for (Content each : objects) {
      bundle.computeIfAbsent(each.type(), type -> new ArrayList<>()).add(each.object());
    }
    return Payload.zippable(TaskDocuments.write(bundle));
  }

  /**
   * An object with its content.
   *
   * @param type as in dataElements
   */
  record Content(String type, ObjectNode object) {

    String uid() {
      return object.path("id").asText("");
    }
  }
}
