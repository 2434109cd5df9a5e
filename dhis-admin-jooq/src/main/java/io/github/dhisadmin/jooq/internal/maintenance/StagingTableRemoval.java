package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import io.github.dhisadmin.spi.RunLocks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.exception.DataAccessException;

/**
 * Drops staging tables that interrupted updates left behind, the library's and DHIS2's. While a job
 * of DHIS2 builds tables, they are in use and stay.
 */
final class StagingTableRemoval implements DatabaseOperation<NoParameters> {
  private static final String STEP = "tables";
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  private final Dhis2Schema schema;

  StagingTableRemoval(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return MaintenanceOperations.DROP_STAGING_TABLES;
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
  public Plan plan(DSLContext ctx, NoParameters parameters) {
    Plan plan = new Plan();
    Map<String, List<String>> staging = AnalyticsTableNames.staging(ctx, schema.schemaName());
    Optional<String> job = BuildingJobs.running(ctx);
    if (job.isPresent()) {
      staging.keySet().forEach(table -> plan.block(BuildingJobs.blocker(table, job.get())));
      return plan.step(STEP, 0, Duration.ZERO);
    }
    return plan.step(
            STEP, staging.values().stream().mapToLong(List::size).sum(), Duration.ofMillis(20))
        .about(staging)
        .by(
            chunks ->
                staging.forEach(
                    (table, names) ->
                        chunks.runUnlessLocked(
                            STEP,
                            LOCK_TIMEOUT,
                            session -> drop(session, chunks, table, names),
                            blocker(table, "used by a transaction that does not end"))));
  }

  private static long drop(DSLContext ctx, Chunks chunks, String table, List<String> names) {
    Optional<String> job = BuildingJobs.running(ctx);
    if (job.isPresent()) {
      chunks.block(BuildingJobs.blocker(table, job.get()));
      return 0;
    }
    Ddl ddl = new Ddl(ctx);
    List<String> left = ddl.existing(names);
    Optional<DataAccessException> refusal = new Savepoints(ctx).attempt(() -> ddl.dropApart(left));
    refusal.ifPresent(failure -> chunks.block(blocker(table, Failures.describe(failure))));
    return refusal.isPresent() ? 0 : left.size();
  }

  private static Blocker blocker(String table, String detail) {
    return new Blocker("table", table, table, "IN_USE", detail, 1);
  }
}
