package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.migration.MetadataSharing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which metadata a job migrates.
 *
 * @param configuration name of the configuration, for its source and destination
 * @param objects single ones, as in dashboards/nghVC4wtyzi
 * @param whole kinds of which all objects are migrated
 * @param portal whether what the source's portal shows is migrated
 * @param sharing who may see what is migrated
 */
public record MetadataMigrationJobParameters(
    @Parameter(description = "Name of the configuration") String configuration,
    @Parameter(description = "Single objects, as in dashboards/nghVC4wtyzi") List<String> objects,
    @Parameter(description = "Kinds of which all objects are migrated") Set<MetadataKind> whole,
    @Parameter(description = "Migrate what the source's portal shows", byDefault = "false")
        boolean portal,
    @Parameter(description = "Who may see what is migrated", byDefault = "OF_DESTINATION")
        MetadataSharing sharing) {

  /** Keeps its own copies. */
  public MetadataMigrationJobParameters {
    objects = List.copyOf(objects);
    whole = Set.copyOf(whole);
  }

  /** All objects of some kinds, with the sharing of the destination. */
  public static MetadataMigrationJobParameters all(String configuration, MetadataKind... kinds) {
    return new MetadataMigrationJobParameters(
        configuration, List.of(), Set.of(kinds), false, MetadataSharing.OF_DESTINATION);
  }

  /**
   * The request that these parameters describe.
   *
   * @param requestedBy who asks, for whoever asks later
   * @throws InvalidRequestException if nothing is chosen, or something that cannot be
   */
  public MetadataMigrationRequest request(String requestedBy) {
    Map<MetadataKind, List<String>> chosen = new EnumMap<>(MetadataKind.class);
    for (String object : objects) {
      int slash = object.indexOf('/');
      MetadataKind kind = kind(object.substring(0, Math.max(slash, 0)), object);
      chosen.computeIfAbsent(kind, each -> new ArrayList<>()).add(object.substring(slash + 1));
    }
    return new MetadataMigrationRequest(
        configuration,
        new MetadataSelection(chosen, whole, portal),
        sharing,
        Map.of(),
        requestedBy);
  }

  private static MetadataKind kind(String name, String object) {
    return Arrays.stream(MetadataKind.values())
        .filter(each -> each.dhis2Name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "'" + object + "' cannot be chosen; name one as in dashboards/nghVC4wtyzi."));
  }
}
