package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.SyncTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says whose metadata versions are meant. */
final class SyncMetadataOptions {
  /** The target that is the DHIS2 here, into which versions are imported. */
  private static final String LOCAL = "local";

  @Option(
      names = "--target",
      paramLabel = "N",
      description = "Name of the central server (default: the only one besides 'local').")
  private @Nullable String target;

  /** The server that was named, or the only one there is. */
  String target(SyncService sync) {
    String named = target;
    if (named != null) {
      return named;
    }
    List<String> others =
        sync.targets().list().stream()
            .map(SyncTarget::name)
            .filter(name -> !name.equals(LOCAL))
            .toList();
    if (others.size() != 1) {
      throw new UsageException(
          others.isEmpty()
              ? "Add a server first: sync target add."
              : "Say which server with --target: " + String.join(", ", others) + ".");
    }
    return others.get(0);
  }
}
