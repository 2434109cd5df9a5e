package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.impl.DSL;

/**
 * Analyses analytics tables that changed since they were analysed (2.42,
 * DefaultMaintenanceService#analyzeAnalyticsTables, which analyses all).
 */
final class AnalyticsTableAnalysis implements DatabaseOperation<NoParameters> {
  private static final String STEP = "tables";

  private final Dhis2Schema schema;

  AnalyticsTableAnalysis(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return MaintenanceOperations.ANALYZE_ANALYTICS_TABLES;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(DATAVALUE);
  }

  @Override
  public Plan plan(DSLContext ctx, NoParameters parameters) {
    List<String> tables =
        AnalyticsTableNames.families(ctx, schema.schemaName()).values().stream()
            .flatMap(List::stream)
            .toList();
    List<String> stale = new Ddl(ctx).changedSinceAnalysis(tables);
    return new Plan()
        .step(STEP, stale.size(), Duration.ofSeconds(1))
        .about(stale)
        .by(
            chunks ->
                stale.forEach(
                    table ->
                        // That a table was analysed is known for good, whatever becomes of it.
                        chunks.runCountedFirst(
                            STEP,
                            session -> !new Ddl(session).existing(List.of(table)).isEmpty(),
                            session -> new Ddl(session).analyze(DSL.name(table)))));
  }
}
