package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.DependentView;
import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import io.github.dhisadmin.jooq.internal.sql.ViewSql;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.ClearAnalyticsTables;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.TableClearing;
import io.github.dhisadmin.spi.RunLocks;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Drops or empties analytics tables, each with its partitions in one transaction (2.42,
 * DefaultAnalyticsTableService#dropTables). Views that read them are not dropped along, as DHIS2
 * does: they stand in the way. So does a job of DHIS2 that builds tables.
 */
final class AnalyticsTableClearing implements DatabaseOperation<ClearAnalyticsTables> {
  private static final String STEP = "tables";

  /** Queries that come behind a waiting DROP wait as well. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  private final Dhis2Schema schema;

  AnalyticsTableClearing(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<ClearAnalyticsTables> definition() {
    return MaintenanceOperations.CLEAR_ANALYTICS_TABLES;
  }

  @Override
  public Collection<? extends Named> needs() {
    return BuildingJobs.needs();
  }

  @Override
  public Set<String> locks() {
    return Set.of(RunLocks.TABLES);
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return Set.of(CacheRegion.ANALYTICS);
  }

  @Override
  public Plan plan(DSLContext ctx, ClearAnalyticsTables parameters) {
    Plan plan = new Plan();
    Map<String, List<String>> families = AnalyticsTableNames.families(ctx, schema.schemaName());
    Optional<String> job = BuildingJobs.running(ctx);
    if (job.isPresent()) {
      families.keySet().forEach(family -> plan.block(BuildingJobs.blocker(family, job.get())));
      return plan.step(STEP, 0, Duration.ZERO);
    }
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    families.forEach(
        (family, tables) -> {
          List<String> some =
              parameters.clearing() == TableClearing.DROP
                  ? tables
                  : tables.stream().filter(table -> hasRows(ctx, table)).toList();
          List<DependentView> views =
              parameters.clearing() == TableClearing.DROP
                  ? new ViewSql(ctx).above(schema.schemaName(), some)
                  : List.of();
          if (views.isEmpty()) {
            wanted.put(family, some);
          } else {
            plan.block(blocker(family, "read by view " + views.get(0).name().last(), views.size()));
          }
        });
    wanted.values().removeIf(List::isEmpty);
    return plan.step(
            STEP, wanted.values().stream().mapToLong(List::size).sum(), Duration.ofMillis(20))
        .about(wanted)
        .by(
            chunks ->
                wanted.forEach(
                    (family, tables) ->
                        chunks.runUnlessLocked(
                            STEP,
                            LOCK_TIMEOUT,
                            ctx2 -> clear(ctx2, chunks, parameters.clearing(), family, tables),
                            locked(family))));
  }

  private static long clear(
      DSLContext ctx, Chunks chunks, TableClearing clearing, String family, List<String> tables) {
    Optional<String> job = BuildingJobs.running(ctx);
    if (job.isPresent()) {
      chunks.block(BuildingJobs.blocker(family, job.get()));
      return 0;
    }
    Ddl ddl = new Ddl(ctx);
    // What is gone since the plan, by another run or by hand, needs no clearing.
    List<String> left = ddl.existing(tables);
    Optional<DataAccessException> refusal =
        new Savepoints(ctx)
            .attempt(
                () -> {
                  if (clearing == TableClearing.DROP) {
                    ddl.drop(left.stream().map(DSL::name).toList());
                  } else {
                    left.forEach(table -> ctx.truncate(DSL.table(DSL.name(table))).execute());
                  }
                });
    refusal.ifPresent(failure -> chunks.block(blocker(family, Failures.describe(failure), 1)));
    return refusal.isPresent() ? 0 : left.size();
  }

  private static boolean hasRows(DSLContext ctx, String table) {
    return ctx.fetchExists(new Ddl(ctx).only(DSL.name(table)));
  }

  private static Blocker locked(String family) {
    return new Blocker(
        "table", family, family, "LOCKED", "used by a transaction that does not end", 1);
  }

  private static Blocker blocker(String family, String detail, long count) {
    return new Blocker("table", family, family, "DEPENDENT_OBJECTS", detail, count);
  }
}
