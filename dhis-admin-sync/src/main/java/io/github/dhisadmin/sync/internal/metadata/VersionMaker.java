package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.internal.metadata.SnapshotReader.Contents;
import io.github.dhisadmin.sync.internal.metadata.SnapshotReader.ObjectConsumer;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.MetadataVersionService;
import io.github.dhisadmin.sync.metadata.NewMetadataVersion;
import io.github.dhisadmin.sync.spi.MetadataSource;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.SyncJournal.SyncLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes versions from what the DHIS2 here exports, and stores them where it serves them from. */
public final class VersionMaker implements MetadataVersionService {
  /** DHIS2 keeps a version as one value of its data store and reads it into memory. */
  private static final int MOST_BYTES = 50_000_000;

  private final MetadataSyncStore store;
  private final Function<RunControl, MetadataSource> source;
  private final SnapshotCache cache;
  private final AccessPolicy accessPolicy;

  /** Makes versions of what a source exports. */
  public VersionMaker(
      MetadataSyncStore store,
      Function<RunControl, MetadataSource> source,
      SnapshotCache cache,
      AccessPolicy accessPolicy) {
    this.store = store;
    this.source = source;
    this.cache = cache;
    this.accessPolicy = accessPolicy;
  }

  @Override
  public MetadataVersion create(NewMetadataVersion version, RunControl control) {
    require("make a metadata version");
    SyncLock lock = lock();
    try {
      // What is changed during the export belongs to the next version, which begins here.
      LocalDateTime to = version.to().orElseGet(store::now);
      @Nullable LocalDateTime from = version.fromOrNull();
      Path file = cache.scratch();
      try {
        source.apply(control).export(from == null ? newest() : from, to, file);
        return publish(version, to, file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw SnapshotCache.unusable(e);
    } finally {
      lock.close();
    }
  }

  @Override
  public List<MetadataVersion> list() {
    require("list metadata versions");
    return store.local();
  }

  @Override
  public void export(String name, OutputStream out) throws IOException {
    require("export a metadata version");
    GZIPOutputStream zipped = new GZIPOutputStream(out);
    if (!store.write(name, zipped)) {
      throw new NotFoundException("There is no content of a version " + name + " here.");
    }
    zipped.finish();
  }

  private MetadataVersion publish(NewMetadataVersion version, LocalDateTime to, Path file)
      throws IOException {
    Contents contents = SnapshotReader.read(file, ObjectConsumer.NOBODY);
    if (contents.troubleOrNull() != null) {
      throw new RemoteException(
          RemoteProblem.CONTRACT,
          0,
          "What the DHIS2 here exported is no metadata: " + contents.troubleOrNull() + ".",
          null);
    }
    byte[] text;
    try (InputStream in = SnapshotFile.unzip(file)) {
      text = in.readNBytes(MOST_BYTES + 1);
    }
    if (text.length > MOST_BYTES) {
      throw new InvalidRequestException(
          "The version would be larger than "
              + MOST_BYTES
              + " bytes, which DHIS2 cannot serve; make several of shorter spans.");
    }
    return store.publish(
        version.type(), to, contents.hash(), new String(text, StandardCharsets.UTF_8));
  }

  private @Nullable LocalDateTime newest() {
    List<MetadataVersion> versions = store.local();
    return versions.isEmpty() ? null : versions.get(versions.size() - 1).created();
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.METADATA_MANAGE);
  }

  private SyncLock lock() {
    return store
        .tryLock()
        .orElseThrow(
            () ->
                new ConflictException(
                    "Metadata versions are being made or taken over already, here or on another"
                        + " node; try again when that has ended."));
  }
}
