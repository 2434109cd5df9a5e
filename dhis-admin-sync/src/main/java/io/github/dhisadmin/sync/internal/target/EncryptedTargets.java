package io.github.dhisadmin.sync.internal.target;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTarget;
import io.github.dhisadmin.sync.SyncTargets;
import io.github.dhisadmin.sync.TargetCheck;
import io.github.dhisadmin.sync.internal.secret.Dhis2Password;
import io.github.dhisadmin.sync.internal.secret.SecretVault;
import io.github.dhisadmin.sync.spi.Dhis2RemoteSettings;
import io.github.dhisadmin.sync.spi.NewTarget;
import io.github.dhisadmin.sync.spi.StoredTarget;
import io.github.dhisadmin.sync.spi.SyncTargetStore;
import io.github.dhisadmin.sync.spi.SyncTargetStore.Replacement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Targets whose secrets are encrypted before they are stored, each bound to its target's name. */
public final class EncryptedTargets implements SyncTargets {
  private final SyncTargetStore store;
  private final SecretVault vault;
  private final TargetProbe probe;
  private final Function<String, List<String>> migrations;
  private final AccessPolicy accessPolicy;

  /**
   * Keeps targets in a store.
   *
   * @param migrations names of the configurations that migrate from or to a target
   */
  public EncryptedTargets(
      SyncTargetStore store,
      SecretVault vault,
      TargetProbe probe,
      Function<String, List<String>> migrations,
      AccessPolicy accessPolicy) {
    this.store = store;
    this.vault = vault;
    this.probe = probe;
    this.migrations = migrations;
    this.accessPolicy = accessPolicy;
  }

  @Override
  public List<SyncTarget> list() {
    return store.list().stream().map(StoredTarget::target).toList();
  }

  @Override
  public Optional<SyncTarget> find(String name) {
    return store.find(name).map(StoredTarget::target);
  }

  @Override
  public SyncTarget add(String name, RemoteUrl url, Credentials credentials) {
    require("add a server to synchronise with");
    SyncTarget.checkedName(name);
    return store
        .add(new NewTarget(name, url, login(name, credentials)))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "There is a target " + name + " already; remove it or choose another name."));
  }

  @Override
  public SyncTarget changeCredentials(String name, Credentials credentials) {
    require("change the credentials of a server");
    return store
        .find(name)
        .flatMap(target -> store.changeLogin(name, login(name, credentials)))
        .orElseThrow(() -> unknown(name));
  }

  @Override
  public void remove(String name) {
    require("remove a server");
    List<String> users = migrations.apply(name);
    if (!users.isEmpty()) {
      throw new InvalidRequestException(
          "The target "
              + name
              + " is a side of the migration "
              + String.join(", ", users)
              + "; remove that configuration first, or save it with another target.");
    }
    if (!store.remove(name)) {
      throw unknown(name);
    }
  }

  @Override
  public TargetCheck test(String name) {
    require("test a server");
    StoredTarget stored = store.find(name).orElseThrow(() -> unknown(name));
    return probe.look(stored.target().url(), credentials(stored));
  }

  /**
   * What a server is shown by whoever may send data to it.
   *
   * @throws InvalidRequestException if there is no such target
   */
  public Credentials credentials(String name) {
    return credentials(store.find(name).orElseThrow(() -> unknown(name)));
  }

  /**
   * A target that has to be there.
   *
   * @throws InvalidRequestException if it is not
   */
  public SyncTarget get(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  @Override
  public SyncTarget importFromDhis2(String name, Secret encryptionPassword) {
    Dhis2RemoteSettings settings = store.dhis2Settings();
    if (settings.url().isEmpty()
        || settings.username().isEmpty()
        || settings.password().isEmpty()) {
      throw new InvalidRequestException(
          "DHIS2 is not set up to synchronise: keyRemoteInstanceUrl, keyRemoteInstanceUsername and"
              + " keyRemoteInstancePassword have to be set.");
    }
    Secret password = new Dhis2Password(encryptionPassword).decrypt(settings.password().get());
    return add(
        name,
        RemoteUrl.of(settings.url().get()),
        Credentials.basic(settings.username().get(), password));
  }

  @Override
  public int rotate() {
    require("encrypt secrets again");
    Map<String, Replacement> replacements = new TreeMap<>();
    for (StoredTarget stored : store.list()) {
      if (!vault.isCurrent(stored.envelope())) {
        String place = place(stored.target().name());
        Secret secret = vault.decrypt(place, stored.envelope());
        replacements.put(
            stored.target().name(),
            new Replacement(stored.envelope(), vault.encrypt(place, secret)));
      }
    }
    return replacements.isEmpty() ? 0 : store.replaceEnvelopes(replacements);
  }

  private void require(String operation) {
    accessPolicy.require(operation, Authority.SYSTEM_SETTING);
  }

  private NewTarget.Login login(String name, Credentials credentials) {
    vault.learnSalts(store.list().stream().map(StoredTarget::envelope).toList());
    return new NewTarget.Login(
        credentials.authentication(),
        credentials.usernameOrNull(),
        vault.encrypt(place(name), credentials.secret()));
  }

  private Credentials credentials(StoredTarget stored) {
    SyncTarget target = stored.target();
    return new Credentials(
        target.authentication(),
        target.usernameOrNull(),
        vault.decrypt(place(target.name()), stored.envelope()));
  }

  private static String place(String name) {
    return "target " + name;
  }

  private InvalidRequestException unknown(String name) {
    List<String> names = list().stream().map(SyncTarget::name).toList();
    return new InvalidRequestException(
        "There is no target "
            + name
            + ". "
            + (names.isEmpty() ? "None was added yet." : new Suggestions(names).forName(name)));
  }
}
