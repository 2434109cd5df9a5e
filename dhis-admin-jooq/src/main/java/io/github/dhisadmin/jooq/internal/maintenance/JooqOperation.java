package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.StoredOperation;
import java.time.Duration;
import java.util.Set;

/** An operation on a database of the DHIS2 version at hand. */
final class JooqOperation<P extends Record> implements StoredOperation<P> {
  private static final Duration PLAN_TIMEOUT = Duration.ofHours(1);

  private final Database database;
  private final Dhis2Schema schema;
  private final DatabaseOperation<P> operation;

  JooqOperation(Database database, Dhis2Schema schema, DatabaseOperation<P> operation) {
    this.database = database;
    this.schema = schema;
    this.operation = operation;
  }

  @Override
  public MaintenanceOperation<P> definition() {
    return operation.definition();
  }

  @Override
  public Set<String> locks() {
    return operation.locks();
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return operation.invalidated();
  }

  @Override
  public Prepared prepare(P parameters, Cancellation cancellation) {
    schema.require(definition().name(), operation.needs());
    Plan plan =
        operation.rehearses()
            ? database.rehearse(cancellation, PLAN_TIMEOUT, ctx -> operation.plan(ctx, parameters))
            : database.read(cancellation, PLAN_TIMEOUT, ctx -> operation.plan(ctx, parameters));
    return new PlannedWork(plan);
  }

  private final class PlannedWork implements Prepared {
    private final Plan plan;

    PlannedWork(Plan plan) {
      this.plan = plan;
    }

    @Override
    public Outlook outlook() {
      return plan.outlook();
    }

    @Override
    public Done execute(long runId, EngineContext context) {
      Chunks chunks = new Chunks(database, schema, runId, context, plan.outlook());
      try {
        plan.work().execute(chunks);
        return chunks.done(null);
      } catch (DhisAdminException e) {
        return chunks.done(e);
      }
    }
  }
}
