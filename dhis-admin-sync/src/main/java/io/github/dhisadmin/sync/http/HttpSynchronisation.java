package io.github.dhisadmin.sync.http;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.secret.MasterKeySource;
import io.github.dhisadmin.sync.DataSyncService;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.sync.internal.data.DataPush;
import io.github.dhisadmin.sync.internal.remote.Pause;
import io.github.dhisadmin.sync.internal.remote.RemoteOptions;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.internal.secret.SecretVault;
import io.github.dhisadmin.sync.internal.target.EncryptedTargets;
import io.github.dhisadmin.sync.internal.target.TargetProbe;
import io.github.dhisadmin.sync.spi.OpenSynchronisation;
import io.github.dhisadmin.sync.spi.SyncEnvironment;
import io.github.dhisadmin.sync.spi.SyncPlugin;
import java.security.SecureRandom;
import java.time.Duration;

/** Synchronisation with servers over HTTP. Immutable. */
public final class HttpSynchronisation implements SyncPlugin {
  private final MasterKeySource keys;
  private final RemoteOptions options;

  private HttpSynchronisation(MasterKeySource keys, RemoteOptions options) {
    this.keys = keys;
    this.options = options;
  }

  /** Stores passwords of servers under the host's master keys. */
  public static HttpSynchronisation with(MasterKeySource keys) {
    return new HttpSynchronisation(keys, RemoteOptions.DEFAULTS);
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
            perSecond));
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
            options.requestsPerSecond()));
  }

  @Override
  public OpenSynchronisation open(SyncEnvironment environment) {
    Remotes remotes = new Remotes(options, environment.clock());
    SecretVault vault = new SecretVault(keys, new SecureRandom());
    return accessPolicy -> services(environment, remotes, vault, accessPolicy);
  }

  private static SyncService services(
      SyncEnvironment environment, Remotes remotes, SecretVault vault, AccessPolicy accessPolicy) {
    EncryptedTargets targets =
        new EncryptedTargets(
            environment.store().targets(),
            vault,
            new TargetProbe(remotes, environment.clock()),
            accessPolicy);
    DataPush data =
        new DataPush(
            targets,
            environment.store(),
            (name, cancellation) ->
                remotes.open(
                    targets.get(name).url(), targets.credentials(name), Pause.until(cancellation)),
            accessPolicy,
            environment.clock());
    return new Services(targets, data);
  }

  /** Everything, put together. */
  private record Services(SyncTargets targets, DataSyncService data) implements SyncService {}
}
