package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.MigrationConfigurations;
import io.github.dhisadmin.migration.spi.ConfigurationStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Configurations whose sides are targets that are there. */
final class StoredConfigurations implements MigrationConfigurations {
  private final ConfigurationStore store;
  private final Consumer<String> targets;
  private final AccessPolicy accessPolicy;

  /**
   * Keeps configurations in a store.
   *
   * @param targets refuses names that are no targets
   */
  StoredConfigurations(
      ConfigurationStore store, Consumer<String> targets, AccessPolicy accessPolicy) {
    this.store = store;
    this.targets = targets;
    this.accessPolicy = accessPolicy;
  }

  @Override
  public List<MigrationConfiguration> list() {
    return store.list();
  }

  @Override
  public Optional<MigrationConfiguration> find(String name) {
    return store.find(name);
  }

  @Override
  public void save(MigrationConfiguration configuration) {
    accessPolicy.require("configure a migration", Authority.SYSTEM_SETTING);
    targets.accept(configuration.source());
    targets.accept(configuration.destination());
    store.save(configuration);
  }

  @Override
  public void remove(String name) {
    accessPolicy.require("remove the configuration of a migration", Authority.SYSTEM_SETTING);
    if (!store.remove(name)) {
      throw unknown(name);
    }
  }

  /**
   * A configuration that has to be there.
   *
   * @throws InvalidRequestException if it is not
   */
  MigrationConfiguration get(String name) {
    return store.find(name).orElseThrow(() -> unknown(name));
  }

  private InvalidRequestException unknown(String name) {
    List<String> names = store.list().stream().map(MigrationConfiguration::name).toList();
    return new InvalidRequestException(
        "There is no configuration "
            + name
            + ". "
            + (names.isEmpty() ? "None was saved yet." : new Suggestions(names).forName(name)));
  }
}
