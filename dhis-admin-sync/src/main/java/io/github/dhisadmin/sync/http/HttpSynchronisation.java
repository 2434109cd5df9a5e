package io.github.dhisadmin.sync.http;

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
    EncryptedTargets targets =
        new EncryptedTargets(
            environment.store().targets(),
            new SecretVault(keys, new SecureRandom()),
            new TargetProbe(remotes, environment.clock()),
            environment.accessPolicy());
    DataPush data =
        new DataPush(
            targets,
            environment.store(),
            (name, cancellation) ->
                remotes.open(
                    targets.get(name).url(), targets.credentials(name), Pause.until(cancellation)),
            environment.accessPolicy(),
            environment.clock());
    return new Services(targets, data);
  }

  /** Everything, put together. */
  private record Services(SyncTargets targets, DataSyncService data) implements SyncService {}
}
