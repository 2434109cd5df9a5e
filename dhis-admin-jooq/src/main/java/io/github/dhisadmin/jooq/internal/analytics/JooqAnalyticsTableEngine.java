package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.analytics.UpdateMode;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.AnalyticsTableEngine;
import io.github.dhisadmin.spi.EngineContext;
import java.time.Clock;
import org.jooq.DSLContext;

/**
 * Builds analytics tables in a DHIS2 database. Thread safe; the caller sees to one run at a time.
 */
public final class JooqAnalyticsTableEngine implements AnalyticsTableEngine {
  private final Database database;
  private final Dhis2Schema schema;
  private final SystemSettings settings;
  private final TableStorage storage;
  private final String adminSchema;

  /**
   * Works on a database.
   *
   * @param storage how tables are kept unless an update says otherwise
   * @param adminSchema the library's own schema, where work tables live
   */
  public JooqAnalyticsTableEngine(
      Database database,
      Dhis2Schema schema,
      SystemSettings settings,
      TableStorage storage,
      String adminSchema) {
    this.database = database;
    this.schema = schema;
    this.settings = settings;
    this.storage = storage;
    this.adminSchema = adminSchema;
  }

  @Override
  public AnalyticsEstimate estimate(
      AnalyticsTableUpdate update, Clock clock, int sessions, Cancellation cancellation) {
    WorkMemory.requireEnough(sessions, update.memoryBudget());
    if (update.mode() == UpdateMode.LATEST) {
      return AnalyticsEstimate.none();
    }
    return database.transaction(
        cancellation,
        ctx -> {
          BuildInput input = input(ctx, update, clock);
          TableCatalogue catalogue = new TableCatalogue(input, update.skippedPrograms());
          return new SizeEstimate(ctx, input, catalogue).of(update, sessions);
        });
  }

  @Override
  public AnalyticsTableResult build(
      AnalyticsTableUpdate update, AnalyticsEstimate estimate, EngineContext context) {
    // Too short to be worth cancelling; the run itself ends at once if it is.
    BuildInput input = database.transaction(ctx -> input(ctx, update, context.clock()));
    TableCatalogue catalogue = new TableCatalogue(input, update.skippedPrograms());
    if (update.mode() == UpdateMode.LATEST) {
      return new LatestRun(database, settings, catalogue, update, context).build();
    }
    AnalyticsTableResult result =
        new AnalyticsRun(database, settings, catalogue, update, new DiskRoom(estimate), context)
            .build();
    return new AnalyticsTableResult(
        result.state(),
        result.duration(),
        result.types(),
        result.warnings(),
        estimate,
        database.transaction(ctx -> SizeReview.of(ctx, result.types(), estimate)));
  }

  private BuildInput input(DSLContext ctx, AnalyticsTableUpdate update, Clock clock) {
    settings.requireIsoCalendar(ctx);
    return new BuildInput(
        schema,
        new ResourceTables(schema),
        Dimensions.read(ctx, schema, new ResourceTables(schema)),
        BuildSettings.read(ctx, settings, schema, storage, update, clock),
        adminSchema);
  }
}
