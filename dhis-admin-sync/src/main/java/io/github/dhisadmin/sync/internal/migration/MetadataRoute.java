package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MetadataSharing;
import io.github.dhisadmin.migration.SourceTransport;
import java.util.Map;

/**
 * From where to where objects go, and what changes on the way; whole, so that a change of the
 * configuration does not change it.
 *
 * @param source name of the target that is asked
 * @param destination name of the target that imports
 * @param transport how the source is asked
 * @param sharing who may see objects there
 * @param replacements uids of the destination by those of the source, where they differ
 */
record MetadataRoute(
    String source,
    String destination,
    SourceTransport transport,
    MetadataSharing sharing,
    Map<String, String> replacements) {

  MetadataRoute {
    replacements = Map.copyOf(replacements);
  }

  /** Whether objects say who may see them. */
  boolean withSharing() {
    return sharing == MetadataSharing.OF_SOURCE;
  }

  MetadataRewriting rewriting() {
    return new MetadataRewriting(replacements, withSharing());
  }
}
