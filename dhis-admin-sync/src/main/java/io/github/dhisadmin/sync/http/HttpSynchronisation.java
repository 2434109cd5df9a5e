package io.github.dhisadmin.sync.http;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationListener;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.spi.StoreWorkQueue;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.secret.MasterKeySource;
import io.github.dhisadmin.sync.DataSyncService;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.SyncTarget;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.sync.internal.data.DataPush;
import io.github.dhisadmin.sync.internal.data.DataPush.RemoteOpener;
import io.github.dhisadmin.sync.internal.metadata.MetadataServices;
import io.github.dhisadmin.sync.internal.metadata.SnapshotCache;
import io.github.dhisadmin.sync.internal.migration.Migration;
import io.github.dhisadmin.sync.internal.migration.Servers;
import io.github.dhisadmin.sync.internal.migration.Servers.RouteOpener;
import io.github.dhisadmin.sync.internal.remote.Pause;
import io.github.dhisadmin.sync.internal.remote.RemoteOptions;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.internal.secret.SecretVault;
import io.github.dhisadmin.sync.internal.target.EncryptedTargets;
import io.github.dhisadmin.sync.internal.target.TargetProbe;
import io.github.dhisadmin.sync.metadata.MetadataSyncService;
import io.github.dhisadmin.sync.metadata.MetadataVersionService;
import io.github.dhisadmin.sync.spi.MetadataSink;
import io.github.dhisadmin.sync.spi.MetadataSource;
import io.github.dhisadmin.sync.spi.OpenSynchronisation;
import io.github.dhisadmin.sync.spi.SyncEnvironment;
import io.github.dhisadmin.sync.spi.SyncPlugin;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** Synchronisation with servers over HTTP. Immutable. */
public final class HttpSynchronisation implements SyncPlugin {
  private static final String LOCAL = "local";

  private final MasterKeySource keys;
  private final RemoteOptions options;
  private final MetadataServices.Settings metadata;
  private final WorkQueue.Factory queues;
  private final MigrationListener listener;

  private HttpSynchronisation(
      MasterKeySource keys,
      RemoteOptions options,
      MetadataServices.Settings metadata,
      WorkQueue.Factory queues,
      MigrationListener listener) {
    this.keys = keys;
    this.options = options;
    this.metadata = metadata;
    this.queues = queues;
    this.listener = listener;
  }

  /** Stores passwords of servers under the host's master keys. */
  public static HttpSynchronisation with(MasterKeySource keys) {
    return new HttpSynchronisation(
        keys,
        RemoteOptions.DEFAULTS,
        new MetadataServices.Settings(LOCAL, null, null, null),
        StoreWorkQueue::new,
        MigrationListener.NONE);
  }

  /**
   * The same with another limit of requests to one server; 10 in a second unless set.
   *
   * @param perSecond at most so many; 0 for no limit
   */
  public HttpSynchronisation requests(int perSecond) {
    if (perSecond < 0) {
      throw new InvalidRequestException("A limit of requests is not negative.");
    }
    return new HttpSynchronisation(
        keys,
        new RemoteOptions(
            options.timeouts(),
            options.retries(),
            options.maxAnswerBytes(),
            options.zipFrom(),
            perSecond),
        metadata,
        queues,
        listener);
  }

  /**
   * The same with other repetitions after trouble that may pass; 3 attempts with a first pause of a
   * second unless set.
   *
   * @param attempts in total, at least 1
   * @param firstPause doubled after each attempt, and jittered by half
   */
  public HttpSynchronisation attempts(int attempts, Duration firstPause) {
    if (attempts < 1 || firstPause.toMillis() < 1) {
      throw new InvalidRequestException(
          "There is at least one attempt, and a pause of at least a millisecond.");
    }
    return new HttpSynchronisation(
        keys,
        new RemoteOptions(
            options.timeouts(),
            new RemoteOptions.Retries(attempts, firstPause, options.retries().maxDelay()),
            options.maxAnswerBytes(),
            options.zipFrom(),
            options.requestsPerSecond()),
        metadata,
        queues,
        listener);
  }

  /**
   * The same with another name for the target that is the DHIS2 here, whose web interface imports
   * and exports metadata; {@code local} unless said.
   */
  public HttpSynchronisation localServer(String target) {
    return new HttpSynchronisation(
        keys,
        options,
        new MetadataServices.Settings(
            target, metadata.sinkOrNull(), metadata.sourceOrNull(), metadata.directoryOrNull()),
        queues,
        listener);
  }

  /** The same with something else than the web interface to import metadata versions. */
  public HttpSynchronisation importingInto(MetadataSink sink) {
    return new HttpSynchronisation(
        keys,
        options,
        new MetadataServices.Settings(
            metadata.localTarget(), sink, metadata.sourceOrNull(), metadata.directoryOrNull()),
        queues,
        listener);
  }

  /** The same with something else than the web interface to export metadata versions. */
  public HttpSynchronisation exportingFrom(MetadataSource source) {
    return new HttpSynchronisation(
        keys,
        options,
        new MetadataServices.Settings(
            metadata.localTarget(), metadata.sinkOrNull(), source, metadata.directoryOrNull()),
        queues,
        listener);
  }

  /**
   * The same with a directory that keeps downloaded metadata versions until they are applied, so
   * that another process need not download them again.
   */
  public HttpSynchronisation snapshotsIn(Path directory) {
    return new HttpSynchronisation(
        keys,
        options,
        new MetadataServices.Settings(
            metadata.localTarget(), metadata.sinkOrNull(), metadata.sourceOrNull(), directory),
        queues,
        listener);
  }

  /**
   * The same with a broker that brings tasks of migrations to workers; without one they look into
   * the database.
   */
  public HttpSynchronisation migratingThrough(WorkQueue.Factory broker) {
    return new HttpSynchronisation(keys, options, metadata, broker, listener);
  }

  /**
   * The same with a host that hears of migrations: of runs that are begun and have ended, and of
   * their tasks.
   */
  public HttpSynchronisation migrationListener(MigrationListener hears) {
    return new HttpSynchronisation(keys, options, metadata, queues, hears);
  }

  @Override
  public OpenSynchronisation open(SyncEnvironment environment) {
    Remotes remotes = new Remotes(options, environment.clock());
    SecretVault vault = new SecretVault(keys, new SecureRandom());
    SnapshotCache snapshots = new SnapshotCache(metadata.directoryOrNull());
    return accessPolicy -> services(environment, remotes, vault, snapshots, accessPolicy);
  }

  private SyncService services(
      SyncEnvironment environment,
      Remotes remotes,
      SecretVault vault,
      SnapshotCache snapshots,
      AccessPolicy accessPolicy) {
    EncryptedTargets targets =
        new EncryptedTargets(
            environment.store().targets(),
            vault,
            new TargetProbe(remotes, environment.clock()),
            target -> migrations(environment, target),
            accessPolicy);
    RemoteOpener opener =
        (name, cancellation) ->
            remotes.open(
                targets.get(name).url(), targets.credentials(name), Pause.until(cancellation));
    DataPush data =
        new DataPush(targets, environment.store(), opener, accessPolicy, environment.clock());
    MigrationService migration =
        new Migration(
            environment.store().migration(),
            targets::get,
            new Servers(opener, routes(remotes, targets)),
            queues,
            accessPolicy,
            environment.clock(),
            listener);
    MetadataServices versions =
        new MetadataServices(
            metadata, snapshots, targets, remotes, environment, accessPolicy, Pause::until);
    return new Services(
        targets, metadata.localTarget(), data, versions.pull(data), versions.maker(), migration);
  }

  private static RouteOpener routes(Remotes remotes, EncryptedTargets targets) {
    return (name, other, route, cancellation) ->
        remotes.openThrough(
            targets.get(other).url(),
            targets.credentials(other),
            route,
            targets.get(name).url(),
            Pause.until(cancellation));
  }

  private static List<String> migrations(SyncEnvironment environment, String target) {
    return environment.store().migration().configurations().list().stream()
        .filter(each -> each.concerns(target))
        .map(MigrationConfiguration::name)
        .toList();
  }

  /** Everything, put together. */
  private record Services(
      SyncTargets targets,
      String localTarget,
      DataSyncService data,
      MetadataSyncService metadata,
      MetadataVersionService metadataVersions,
      MigrationService migration)
      implements SyncService {

    @Override
    public List<String> others() {
      return targets.list().stream()
          .map(SyncTarget::name)
          .filter(name -> !name.equals(localTarget))
          .toList();
    }
  }
}
