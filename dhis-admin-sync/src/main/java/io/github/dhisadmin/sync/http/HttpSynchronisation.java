package io.github.dhisadmin.sync.http;

import io.github.dhisadmin.secret.MasterKeySource;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.sync.internal.remote.RemoteOptions;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.internal.secret.SecretVault;
import io.github.dhisadmin.sync.internal.target.EncryptedTargets;
import io.github.dhisadmin.sync.internal.target.TargetProbe;
import io.github.dhisadmin.sync.spi.SyncEnvironment;
import io.github.dhisadmin.sync.spi.SyncPlugin;
import java.security.SecureRandom;

/** Synchronisation with servers over HTTP. Immutable. */
public final class HttpSynchronisation implements SyncPlugin {
  private final MasterKeySource keys;

  private HttpSynchronisation(MasterKeySource keys) {
    this.keys = keys;
  }

  /** Stores passwords of servers under the host's master keys. */
  public static HttpSynchronisation with(MasterKeySource keys) {
    return new HttpSynchronisation(keys);
  }

  @Override
  public SyncService open(SyncEnvironment environment) {
    Remotes remotes = new Remotes(RemoteOptions.DEFAULTS, environment.clock());
    SyncTargets targets =
        new EncryptedTargets(
            environment.store().targets(),
            new SecretVault(keys, new SecureRandom()),
            new TargetProbe(remotes, environment.clock()),
            environment.accessPolicy());
    return () -> targets;
  }
}
