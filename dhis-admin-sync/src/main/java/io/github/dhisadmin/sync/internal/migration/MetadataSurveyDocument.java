package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.SourceTransport;
import java.util.Map;

/**
 * What the first task of a migration of metadata looks for.
 *
 * @param source name of the target that is asked
 * @param destination name of the target that the objects go to
 * @param transport how the source is asked
 * @param request what was asked for
 */
record MetadataSurveyDocument(
    String source,
    String destination,
    SourceTransport transport,
    MetadataMigrationRequest request) {

  static MetadataSurveyDocument of(
      MigrationConfiguration configuration, MetadataMigrationRequest request) {
    return new MetadataSurveyDocument(
        configuration.source(), configuration.destination(), configuration.transport(), request);
  }

  /** The way of what was found. */
  MetadataRoute route(Map<String, String> replacements) {
    return new MetadataRoute(source, destination, transport, request.sharing(), replacements);
  }
}
