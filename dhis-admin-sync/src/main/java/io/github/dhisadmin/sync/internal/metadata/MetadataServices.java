package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.DataSyncService;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.Pause;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.internal.target.EncryptedTargets;
import io.github.dhisadmin.sync.metadata.MetadataSyncService;
import io.github.dhisadmin.sync.metadata.MetadataVersionService;
import io.github.dhisadmin.sync.spi.MetadataSink;
import io.github.dhisadmin.sync.spi.MetadataSource;
import io.github.dhisadmin.sync.spi.SyncEnvironment;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Both services of metadata versions, put together. */
public final class MetadataServices {
  private final Settings settings;
  private final EncryptedTargets targets;
  private final Remotes remotes;
  private final SyncEnvironment environment;
  private final AccessPolicy accessPolicy;
  private final SnapshotCache cache;
  private final Function<Cancellation, Pause> pauses;

  /**
   * What a host may choose.
   *
   * @param localTarget name of the target that is the DHIS2 here
   * @param sinkOrNull imports versions; null for the web interface of that target
   * @param sourceOrNull exports versions; null for the web interface of that target
   * @param directoryOrNull where snapshots are kept; null for a directory of this process
   */
  public record Settings(
      String localTarget,
      @Nullable MetadataSink sinkOrNull,
      @Nullable MetadataSource sourceOrNull,
      @Nullable Path directoryOrNull) {}

  /**
   * Works for one database.
   *
   * @param cache what was downloaded, for all who use this database
   * @param pauses how a run waits before it tries again
   */
  public MetadataServices(
      Settings settings,
      SnapshotCache cache,
      EncryptedTargets targets,
      Remotes remotes,
      SyncEnvironment environment,
      AccessPolicy accessPolicy,
      Function<Cancellation, Pause> pauses) {
    this.settings = settings;
    this.targets = targets;
    this.remotes = remotes;
    this.environment = environment;
    this.accessPolicy = accessPolicy;
    this.cache = cache;
    this.pauses = pauses;
  }

  /** Takes versions over, after what was changed in the data. */
  public MetadataSyncService pull(DataSyncService data) {
    return new MetadataPull(
        targets,
        environment.store().metadata(),
        (target, cancellation) ->
            new Parts(
                open(target, cancellation),
                cache,
                sink(cancellation),
                environment.store().metadata(),
                data),
        accessPolicy,
        environment.clock(),
        pauses);
  }

  /** Makes versions. */
  public MetadataVersionService maker() {
    return new VersionMaker(
        environment.store().metadata(),
        control -> source(control.cancellation()),
        cache,
        accessPolicy);
  }

  private MetadataSink sink(Cancellation cancellation) {
    MetadataSink chosen = settings.sinkOrNull();
    return chosen == null ? new WebImport(() -> local(cancellation)) : chosen;
  }

  private MetadataSource source(Cancellation cancellation) {
    MetadataSource chosen = settings.sourceOrNull();
    return chosen == null
        ? (from, to, file) -> local(cancellation).exportMetadata(from, to, file)
        : chosen;
  }

  private MetadataRemote local(Cancellation cancellation) {
    if (targets.find(settings.localTarget()).isEmpty()) {
      throw new InvalidRequestException(
          "The DHIS2 here imports and exports metadata itself: add it as the target '"
              + settings.localTarget()
              + "', or give the library something else that does.");
    }
    return open(settings.localTarget(), cancellation);
  }

  private MetadataRemote open(String target, Cancellation cancellation) {
    return remotes.openMetadata(
        targets.get(target).url(), targets.credentials(target), pauses.apply(cancellation));
  }
}
