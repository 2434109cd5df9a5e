package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.sync.internal.metadata.SnapshotReader.Contents;
import io.github.dhisadmin.sync.internal.metadata.SnapshotReader.ObjectConsumer;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots on the disk under the hash of their text, so that a version that was published again is
 * never taken for the one before. What is there was checked when it came, and is checked again when
 * it is used. Thread safe.
 */
public final class SnapshotCache {
  private final @Nullable Path chosen;
  private @Nullable Path directory;

  /**
   * Keeps snapshots in a directory.
   *
   * @param directoryOrNull made if it is not there; null for one that this process makes when first
   *     needed, so that another process downloads again
   */
  public SnapshotCache(@Nullable Path directoryOrNull) {
    this.chosen = directoryOrNull;
  }

  /**
   * A snapshot and what was read of it.
   *
   * @param file where it is
   * @param dhis2Version of the server that made it; empty if it does not say
   */
  record Checked(SnapshotFile file, String dhis2Version) {}

  /**
   * The snapshot of a version, downloaded unless it is there.
   *
   * @param target whose version it is
   * @param download writes the version of a name into a file
   * @throws StoppedException if what arrives is not what was announced
   */
  Checked fetch(String target, MetadataVersion version, BiConsumer<String, Path> download) {
    try {
      Path kept = directory().resolve(version.hash() + ".json.gz");
      if (Files.exists(kept)) {
        Contents contents = SnapshotReader.read(kept, ObjectConsumer.NOBODY);
        if (contents.hash().equals(version.hash())) {
          return checked(version, kept, contents);
        }
        Files.delete(kept);
      }
      Path part = directory().resolve(target + "-" + version.hash() + ".part");
      download.accept(version.name(), part);
      Contents contents = SnapshotReader.read(part, ObjectConsumer.NOBODY);
      if (!contents.hash().equals(version.hash())) {
        Files.delete(part);
        throw StoppedException.at(
            version,
            MetadataSyncProblem.HASH_MISMATCH,
            "The content of "
                + version.name()
                + " is not the one the server announced: its hash is "
                + (contents.hash().isEmpty() ? "unknown, as it breaks off" : contents.hash())
                + " instead of "
                + version.hash()
                + ".");
      }
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return checked(version, kept, contents);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Forgets a snapshot that is not needed any more. */
  void drop(MetadataVersion version) {
    try {
      Files.deleteIfExists(directory().resolve(version.hash() + ".json.gz"));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** A file for something that is not yet a snapshot; to be deleted by the caller. */
  Path scratch() throws IOException {
    return Files.createTempFile(directory(), "export", ".json");
  }

  static ConfigurationException unusable(IOException trouble) {
    return new ConfigurationException(List.of("Snapshots cannot be kept on the disk: " + trouble));
  }

  private static Checked checked(MetadataVersion version, Path kept, Contents contents) {
    if (contents.troubleOrNull() != null) {
      throw StoppedException.at(
          version,
          MetadataSyncProblem.SNAPSHOT_UNREADABLE,
          version.name() + " is no metadata: " + contents.troubleOrNull() + ".");
    }
    return new Checked(new SnapshotFile(kept, contents.jobs()), contents.dhis2Version());
  }

  private synchronized Path directory() throws IOException {
    Path made = directory;
    if (made == null) {
      made =
          chosen == null
              ? Files.createTempDirectory("dhis-admin-snapshots")
              : Files.createDirectories(chosen);
      directory = made;
    }
    return made;
  }
}
