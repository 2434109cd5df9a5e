package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.migration.MetadataSharing;
import io.github.dhisadmin.migration.MigrationService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which metadata are meant. */
final class MigrateMetadataOptions {
  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(
      names = "--dashboard",
      paramLabel = "UID",
      description = "A dashboard; may be given several times, as the next three.")
  private List<String> dashboards = new ArrayList<>();

  @Option(names = "--visualization", paramLabel = "UID", description = "A visualization.")
  private List<String> visualizations = new ArrayList<>();

  @Option(
      names = "--event-visualization",
      paramLabel = "UID",
      description = "An event visualization.")
  private List<String> eventVisualizations = new ArrayList<>();

  @Option(names = "--map", paramLabel = "UID", description = "A map.")
  private List<String> maps = new ArrayList<>();

  @Option(
      names = "--all",
      paramLabel = "KIND",
      description = "All of a kind: ${COMPLETION-CANDIDATES}; may be given several times.")
  private List<MetadataKind> kinds = new ArrayList<>();

  @Option(names = "--portal", description = "What the source's portal shows.")
  private boolean portal;

  @Option(
      names = "--sharing",
      paramLabel = "WHOSE",
      description = "Who may see it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private MetadataSharing sharing = MetadataSharing.OF_DESTINATION;

  @Option(
      names = "--use",
      paramLabel = "UID=UID",
      description = "An object of the source, and that of the destination which is used for it.")
  private Map<String, String> mappings = new LinkedHashMap<>();

  @Mixin private MigrateRequesterOption requester = new MigrateRequesterOption();

  MetadataMigrationRequest request(MigrationService migration) {
    MetadataSelection selection =
        new MetadataSelection(
            Map.of(
                MetadataKind.DASHBOARDS, dashboards,
                MetadataKind.VISUALIZATIONS, visualizations,
                MetadataKind.EVENT_VISUALIZATIONS, eventVisualizations,
                MetadataKind.MAPS, maps),
            Set.copyOf(kinds),
            portal);
    return new MetadataMigrationRequest(
        options.configuration(migration), selection, sharing, mappings, requester.name());
  }
}
