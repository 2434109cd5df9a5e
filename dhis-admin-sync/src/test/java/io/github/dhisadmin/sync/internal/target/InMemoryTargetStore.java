package io.github.dhisadmin.sync.internal.target;

import io.github.dhisadmin.sync.SyncTarget;
import io.github.dhisadmin.sync.spi.Dhis2RemoteSettings;
import io.github.dhisadmin.sync.spi.NewTarget;
import io.github.dhisadmin.sync.spi.StoredTarget;
import io.github.dhisadmin.sync.spi.SyncTargetStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Targets that are forgotten with the test. */
final class InMemoryTargetStore implements SyncTargetStore {
  private static final Instant ADDED = Instant.parse("2026-11-22T10:00:00Z");

  private final Map<String, StoredTarget> targets = new TreeMap<>();
  private final Dhis2RemoteSettings settings;

  InMemoryTargetStore(Dhis2RemoteSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<StoredTarget> list() {
    return List.copyOf(targets.values());
  }

  @Override
  public Optional<StoredTarget> find(String name) {
    return Optional.ofNullable(targets.get(name));
  }

  @Override
  public Optional<SyncTarget> add(NewTarget target) {
    if (targets.containsKey(target.name())) {
      return Optional.empty();
    }
    return Optional.of(put(target));
  }

  @Override
  public Optional<SyncTarget> changeLogin(String name, NewTarget.Login login) {
    return find(name).map(stored -> put(new NewTarget(name, stored.target().url(), login)));
  }

  @Override
  public int replaceEnvelopes(Map<String, Replacement> envelopes) {
    envelopes.forEach(
        (name, replacement) ->
            targets.computeIfPresent(
                name, (same, stored) -> new StoredTarget(stored.target(), replacement.fresh())));
    return envelopes.size();
  }

  @Override
  public boolean remove(String name) {
    return targets.remove(name) != null;
  }

  @Override
  public Dhis2RemoteSettings dhis2Settings() {
    return settings;
  }

  private SyncTarget put(NewTarget target) {
    SyncTarget stored =
        new SyncTarget(
            target.name(),
            target.url(),
            target.login().authentication(),
            target.login().usernameOrNull(),
            ADDED,
            ADDED);
    targets.put(target.name(), new StoredTarget(stored, target.login().envelope()));
    return stored;
  }
}
