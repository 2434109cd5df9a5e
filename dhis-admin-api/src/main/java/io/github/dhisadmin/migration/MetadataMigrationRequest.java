package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Map;

/**
 * Which metadata are to be migrated, and how. Immutable.
 *
 * @param configuration name of the configuration, for its source and destination
 * @param selection what is wanted
 * @param sharing who may see it at the destination
 * @param mappings uids of the destination by those of the source, where the match by uid, code or
 *     name is not the one that is wanted; what is mapped is used as it is at the destination
 * @param requestedBy who asks, for whoever asks later
 */
public record MetadataMigrationRequest(
    String configuration,
    MetadataSelection selection,
    MetadataSharing sharing,
    Map<String, String> mappings,
    String requestedBy) {

  /** Wants uids and a name. */
  public MetadataMigrationRequest {
    mappings = Map.copyOf(mappings);
    mappings.forEach(
        (source, destination) -> {
          MetadataSelection.check(source);
          MetadataSelection.check(destination);
        });
    if (requestedBy.isBlank()) {
      throw new InvalidRequestException("A migration is kept with the name of who asked for it.");
    }
  }

  /** With the sharing of the destination, and no mappings besides those that are found. */
  public static MetadataMigrationRequest of(
      String configuration, MetadataSelection selection, String requestedBy) {
    return new MetadataMigrationRequest(
        configuration, selection, MetadataSharing.OF_DESTINATION, Map.of(), requestedBy);
  }
}
