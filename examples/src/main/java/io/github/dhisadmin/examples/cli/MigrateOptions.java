package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which configuration is meant. */
final class MigrateOptions {
  @Option(
      names = "--config",
      paramLabel = "N",
      description = "Name of the configuration (default: the only one there is).")
  private @Nullable String configuration;

  /** The configuration that was named, or the only one there is. */
  String configuration(MigrationService migration) {
    if (configuration != null) {
      return configuration;
    }
    List<String> names =
        migration.configurations().list().stream().map(MigrationConfiguration::name).toList();
    if (names.size() != 1) {
      throw new UsageException(
          names.isEmpty()
              ? "Save a configuration first, by migrate config save."
              : "Name one of the configurations by --config: " + String.join(", ", names) + ".");
    }
    return names.get(0);
  }
}
