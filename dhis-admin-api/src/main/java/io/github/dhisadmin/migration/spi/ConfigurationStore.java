package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.migration.MigrationConfiguration;
import java.util.List;
import java.util.Optional;

/** Configurations as they are stored. */
public interface ConfigurationStore {

  /** All, by name. */
  List<MigrationConfiguration> list();

  /** The one of this name. */
  Optional<MigrationConfiguration> find(String name);

  /** Adds or replaces one, whole, in one transaction. */
  void save(MigrationConfiguration configuration);

  /** Removes one; tells whether it was there. */
  boolean remove(String name);
}
