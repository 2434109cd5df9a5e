package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;

/** How many rows or objects the server says it took in which way. */
public record ImportCounts(int created, int updated, int ignored, int deleted) {

  /** From {@code importCount} of values and registrations. */
  static ImportCounts ofImportCount(JsonNode count) {
    return new ImportCounts(
        count.path("imported").asInt(),
        count.path("updated").asInt(),
        count.path("ignored").asInt(),
        count.path("deleted").asInt());
  }

  /** From {@code stats} of the tracker. */
  static ImportCounts ofStats(JsonNode stats) {
    return new ImportCounts(
        stats.path("created").asInt(),
        stats.path("updated").asInt(),
        stats.path("ignored").asInt(),
        stats.path("deleted").asInt());
  }
}
