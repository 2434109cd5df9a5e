package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;

/**
 * What is migrated from where to where. Everything but reading needs the authority {@code
 * F_SYSTEM_SETTING}. Thread safe.
 */
public interface MigrationConfigurations {

  /** All configurations, by name. */
  List<MigrationConfiguration> list();

  /** The configuration of this name. */
  Optional<MigrationConfiguration> find(String name);

  /**
   * Adds a configuration, or puts it in the place of the one that has its name. Tasks that wait are
   * carried out as they were enqueued.
   *
   * @throws InvalidRequestException if the source or destination is no target
   */
  void save(MigrationConfiguration configuration);

  /**
   * Removes a configuration; its runs and tasks stay.
   *
   * @throws InvalidRequestException if there is none of this name
   */
  void remove(String name);
}
