package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.SyncService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says whose metadata versions are meant. */
final class SyncMetadataOptions {
  @Option(
      names = "--target",
      paramLabel = "N",
      description = "Name of the central server (default: the only one besides 'local').")
  private @Nullable String target;

  /** The server that was named, or the only one there is besides the DHIS2 here. */
  String target(SyncService sync) {
    return SyncOptions.target(target, sync);
  }
}
