package io.github.dhisadmin.jooq.internal;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.admin.DhisAdmin;
import io.github.dhisadmin.jooq.internal.analytics.JooqAnalyticsTableEngine;
import io.github.dhisadmin.jooq.internal.integrity.JooqExpressionStore;
import io.github.dhisadmin.jooq.internal.integrity.JooqIntegrityRunLog;
import io.github.dhisadmin.jooq.internal.integrity.JooqIntegrityStore;
import io.github.dhisadmin.jooq.internal.lock.AdvisoryRunLocks;
import io.github.dhisadmin.jooq.internal.resourcetable.JooqResourceTableEngine;
import io.github.dhisadmin.jooq.internal.runlog.JooqTableRunLog;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sync.JooqSyncStore;
import io.github.dhisadmin.schema.SchemaReport;
import io.github.dhisadmin.spi.AnalyticsTableEngine;
import io.github.dhisadmin.spi.IntegrityStore;
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
  private volatile @Nullable Engines engines;

  private record Engines(
      SchemaReport report,
      TableRunLog tableRuns,
      ResourceTableEngine resourceTables,
      AnalyticsTableEngine analyticsTables,
      IntegrityStore integrity,
      SyncStore sync) {}

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
    Engines made = enginesFor(schema);
    engines = made;
    return made.report();
  }

  @Override
  public RunLocks runLocks() {
    return runLocks;
  }

  @Override
  public TableRunLog tableRuns() {
    return engines().tableRuns();
  }

  @Override
  public ResourceTableEngine resourceTables() {
    return engines().resourceTables();
  }

  @Override
  public AnalyticsTableEngine analyticsTables() {
    return engines().analyticsTables();
  }

  @Override
  public IntegrityStore integrity() {
    return engines().integrity();
  }

  @Override
  public SyncStore sync() {
    return engines().sync();
  }

  private Engines engines() {
    Engines made = engines;
    if (made == null) {
      prepare();
      return engines();
    }
    return made;
  }

  private Engines enginesFor(Dhis2Schema schema) {
    Database database =
        new Database(dataSource, dhis2Schema, schema.renderSettings(inAdminSchema()));
    SystemSettings settings = new SystemSettings(schema.quotesSettings());
    TableStorage storage = schema.unloggedByDefault() ? TableStorage.UNLOGGED : TableStorage.LOGGED;
    return new Engines(
        schema.report(),
        new JooqTableRunLog(database),
        new JooqResourceTableEngine(database, schema, settings, storage),
        new JooqAnalyticsTableEngine(database, schema, settings, storage, adminSchema),
        new JooqIntegrityStore(
            database,
            schema,
            new JooqExpressionStore(database, schema),
            new JooqIntegrityRunLog(database)),
        new JooqSyncStore(database, settings));
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
