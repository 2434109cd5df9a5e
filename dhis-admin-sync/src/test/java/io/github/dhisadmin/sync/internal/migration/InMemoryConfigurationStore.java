package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.spi.ConfigurationStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Configurations that are forgotten with the test. */
final class InMemoryConfigurationStore implements ConfigurationStore {
  private final Map<String, MigrationConfiguration> configurations = new TreeMap<>();

  @Override
  public List<MigrationConfiguration> list() {
    return List.copyOf(configurations.values());
  }

  @Override
  public Optional<MigrationConfiguration> find(String name) {
    return Optional.ofNullable(configurations.get(name));
  }

  @Override
  public void save(MigrationConfiguration configuration) {
    configurations.put(configuration.name(), configuration);
  }

  @Override
  public boolean remove(String name) {
    return configurations.remove(name) != null;
  }
}
