package io.github.dhisadmin.jooq.internal;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.admin.DhisAdmin;
import io.github.dhisadmin.jooq.internal.analytics.JooqAnalyticsTableEngine;
import io.github.dhisadmin.jooq.internal.datalock.JooqDataLockStore;
import io.github.dhisadmin.jooq.internal.integrity.JooqExpressionStore;
import io.github.dhisadmin.jooq.internal.integrity.JooqIntegrityRunLog;
import io.github.dhisadmin.jooq.internal.integrity.JooqIntegrityStore;
import io.github.dhisadmin.jooq.internal.job.JooqJobStore;
import io.github.dhisadmin.jooq.internal.job.host.JooqHostJobStore;
import io.github.dhisadmin.jooq.internal.lock.AdvisoryRunLocks;
import io.github.dhisadmin.jooq.internal.maintenance.JooqMaintenanceStore;
import io.github.dhisadmin.jooq.internal.minmax.JooqMinMaxValueStore;
import io.github.dhisadmin.jooq.internal.resourcetable.JooqResourceTableEngine;
import io.github.dhisadmin.jooq.internal.runlog.JooqTableRunLog;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.statistics.JooqDataStatisticsStore;
import io.github.dhisadmin.jooq.internal.sync.JooqSyncStore;
import io.github.dhisadmin.schema.SchemaReport;
import io.github.dhisadmin.spi.AnalyticsTableEngine;
import io.github.dhisadmin.spi.DataLockStore;
import io.github.dhisadmin.spi.DataStatisticsStore;
import io.github.dhisadmin.spi.HostJobStore;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.MaintenanceStore;
import io.github.dhisadmin.spi.MinMaxValueStore;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.ResourceTableEngine;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.TableRunLog;
import io.github.dhisadmin.sync.spi.SyncStore;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jspecify.annotations.Nullable;

/** Stores and builders for one database, made for the DHIS2 version that is found in it. */
public final class Dhis2Persistence implements Persistence {
  private final DataSource dataSource;
  private final String dhis2Schema;
  private final String adminSchema;
  private final RunLocks runLocks;
  private volatile @Nullable Prepared prepared;

  /** What the database is, which is asked once. */
  private record Prepared(Database database, Dhis2Schema schema, SystemSettings settings) {
    TableStorage storage() {
      return schema.unloggedByDefault() ? TableStorage.UNLOGGED : TableStorage.LOGGED;
    }
  }

  /** Works on a database that is looked at when first needed. */
  public Dhis2Persistence(DataSource dataSource, String dhis2Schema, String adminSchema) {
    this.dataSource = dataSource;
    this.dhis2Schema = dhis2Schema;
    this.adminSchema = adminSchema;
    this.runLocks = new AdvisoryRunLocks(dataSource);
  }

  @Override
  public SchemaReport prepare() {
    Dhis2Schema schema =
        new Database(dataSource, dhis2Schema, new Settings())
            .transaction(ctx -> Dhis2Schema.probe(ctx, dhis2Schema));
    migrate();
    prepared =
        new Prepared(
            new Database(dataSource, dhis2Schema, schema.renderSettings(inAdminSchema())),
            schema,
            new SystemSettings(schema.quotesSettings()));
    return schema.report();
  }

  @Override
  public RunLocks runLocks() {
    return runLocks;
  }

  @Override
  public TableRunLog tableRuns() {
    return new JooqTableRunLog(database());
  }

  @Override
  public ResourceTableEngine resourceTables() {
    Prepared made = prepared();
    return new JooqResourceTableEngine(
        made.database(), made.schema(), made.settings(), made.storage());
  }

  @Override
  public AnalyticsTableEngine analyticsTables() {
    Prepared made = prepared();
    return new JooqAnalyticsTableEngine(
        made.database(), made.schema(), made.settings(), made.storage(), adminSchema);
  }

  @Override
  public IntegrityStore integrity() {
    return new JooqIntegrityStore(
        database(),
        schema(),
        new JooqExpressionStore(database(), schema()),
        new JooqIntegrityRunLog(database(), runLocks));
  }

  @Override
  public JobStore jobs() {
    return new JooqJobStore(database());
  }

  @Override
  public HostJobStore hostJobs() {
    return new JooqHostJobStore(database(), schema());
  }

  @Override
  public MaintenanceStore maintenance() {
    return new JooqMaintenanceStore(database(), schema(), prepared().settings());
  }

  @Override
  public DataStatisticsStore statistics() {
    return new JooqDataStatisticsStore(database(), schema());
  }

  @Override
  public DataLockStore dataLocks() {
    return new JooqDataLockStore(database(), schema());
  }

  @Override
  public MinMaxValueStore minMaxValues() {
    return new JooqMinMaxValueStore(database(), prepared().settings());
  }

  @Override
  public SyncStore sync() {
    return new JooqSyncStore(database(), schema(), prepared().settings(), runLocks);
  }

  private Prepared prepared() {
    Prepared made = prepared;
    if (made == null) {
      prepare();
      return prepared();
    }
    return made;
  }

  private Database database() {
    return prepared().database();
  }

  private Dhis2Schema schema() {
    return prepared().schema();
  }

  /** The library's own tables are rendered with their schema, under the name the host chose. */
  private Settings inAdminSchema() {
    return new Settings()
        .withRenderMapping(
            new RenderMapping()
                .withSchemata(
                    new MappedSchema()
                        .withInput(DhisAdmin.DHIS_ADMIN.getName())
                        .withOutput(adminSchema)));
  }

  private void migrate() {
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .schemas(adminSchema)
          .defaultSchema(adminSchema)
          .createSchemas(true)
          .table("schema_history")
          .locations("classpath:io/github/dhisadmin/jooq/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "The schema "
              + adminSchema
              + " could not be created or upgraded; the database user needs the right to create it."
              + " "
              + e.getMessage(),
          null,
          e);
    }
  }
}
