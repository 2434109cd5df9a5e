package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.admin.Tables.CACHE_EPOCH;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.spi.MaintenanceRunLog;
import io.github.dhisadmin.spi.MaintenanceStore;
import io.github.dhisadmin.spi.StoredOperation;
import java.util.List;
import java.util.stream.Stream;

/** Maintenance of a database of the DHIS2 version at hand. */
public final class JooqMaintenanceStore implements MaintenanceStore {
  private final Database database;
  private final List<StoredOperation<?>> operations;
  private final MaintenanceRunLog runs;

  /** Works on a database whose library schema is up to date. */
  public JooqMaintenanceStore(Database database, Dhis2Schema schema, SystemSettings settings) {
    this.database = database;
    this.runs = new JooqMaintenanceRunLog(database);
    this.operations =
        Stream.<DatabaseOperation<?>>of(
                new AnalyticsTableClearing(schema),
                new AnalyticsTableAnalysis(schema),
                new StagingTableRemoval(schema),
                new ExpiredInvitations(schema),
                new OrganisationUnitPaths(),
                new PeriodPruning(schema),
                new ZeroValueRemoval(),
                new DeletedValuePurge(settings),
                new SqlViewRemoval(schema),
                new SqlViewCreation(schema),
                new CategoryOptionComboUpdate(schema))
            .<StoredOperation<?>>map(operation -> new JooqOperation<>(database, schema, operation))
            .toList();
  }

  @Override
  public List<StoredOperation<?>> operations() {
    return operations;
  }

  @Override
  public MaintenanceRunLog runs() {
    return runs;
  }

  @Override
  public long cacheEpoch() {
    return database.transaction(
        ctx -> ctx.select(CACHE_EPOCH.EPOCH).from(CACHE_EPOCH).fetchSingle(CACHE_EPOCH.EPOCH));
  }

  @Override
  public void advanceCacheEpoch() {
    database.transaction(
        ctx -> ctx.update(CACHE_EPOCH).set(CACHE_EPOCH.EPOCH, CACHE_EPOCH.EPOCH.plus(1)).execute());
  }
}
