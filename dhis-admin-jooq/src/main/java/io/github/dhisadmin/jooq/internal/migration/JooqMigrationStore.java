package io.github.dhisadmin.jooq.internal.migration;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.migration.spi.ConfigurationStore;
import io.github.dhisadmin.migration.spi.DiscrepancyStore;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.TaskStore;

/** What migration stores in the library's own schema. */
public final class JooqMigrationStore implements MigrationStore {
  private final ConfigurationStore configurations;
  private final RunStore runs;
  private final TaskStore tasks;
  private final DiscrepancyStore discrepancies;

  /** Stores in a database whose library schema is up to date. */
  public JooqMigrationStore(Database database) {
    this.configurations = new JooqConfigurationStore(database);
    this.runs = new JooqRunStore(database);
    this.tasks = new JooqTaskStore(database);
    this.discrepancies = new JooqDiscrepancyStore(database);
  }

  @Override
  public ConfigurationStore configurations() {
    return configurations;
  }

  @Override
  public RunStore runs() {
    return runs;
  }

  @Override
  public TaskStore tasks() {
    return tasks;
  }

  @Override
  public DiscrepancyStore discrepancies() {
    return discrepancies;
  }
}
