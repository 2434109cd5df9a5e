package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SQLVIEW;

import io.github.dhisadmin.jooq.internal.maintenance.SqlViewSet.Match;
import io.github.dhisadmin.jooq.internal.maintenance.SqlViewSet.Matched;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import io.github.dhisadmin.jooq.internal.sql.ViewSql;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.exception.DataAccessException;

/**
 * Drops the views of SQL views, each before those it reads and without what depends on it (2.42,
 * DefaultSqlViewService#dropAllSqlViews, which goes by name). A view of the same name that is not
 * known to be an SQL view's stays, and so does one that somebody else's view reads.
 */
final class SqlViewRemoval implements DatabaseOperation<NoParameters> {
  private static final String STEP = "dropped";
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  private final Dhis2Schema schema;

  SqlViewRemoval(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return MaintenanceOperations.DROP_SQL_VIEWS;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(SQLVIEW);
  }

  @Override
  public boolean rehearses() {
    return true;
  }

  @Override
  public Plan plan(DSLContext ctx, NoParameters parameters) {
    Plan plan = new Plan();
    List<Matched> all =
        SqlViewSet.compare(schema.schemaName(), ctx, new Plan(), false).stream()
            .filter(each -> each.match() != Match.ABSENT)
            .toList();
    List<SqlView> known = new ArrayList<>();
    for (Matched each : all) {
      if (each.match() == Match.UNKNOWN || each.match() == Match.OTHER) {
        plan.block(SqlViewSet.unknown(each));
      } else {
        known.add(each.view());
      }
    }
    List<SqlView> free = withoutReaders(ctx, plan, known);
    Collections.reverse(free);
    return plan.step(STEP, free.size(), Duration.ofMillis(20))
        .about(free.stream().map(SqlView::viewName).toList())
        .by(chunks -> free.forEach(view -> drop(chunks, view)));
  }

  /** Views that only views read which go as well. */
  private List<SqlView> withoutReaders(DSLContext ctx, Plan plan, List<SqlView> known) {
    Set<String> going = known.stream().map(SqlView::viewName).collect(Collectors.toSet());
    List<SqlView> free = new ArrayList<>();
    ViewSql views = new ViewSql(ctx);
    for (SqlView view : known) {
      Optional<String> reader =
          views.above(schema.schemaName(), List.of(view.viewName())).stream()
              .map(above -> above.name())
              // Those that were tried out are gone in a moment.
              .filter(name -> !String.valueOf(name.first()).startsWith("pg_temp"))
              .filter(
                  name -> !schema.schemaName().equals(name.first()) || !going.contains(name.last()))
              .map(name -> String.join(".", name.getName()))
              .findFirst();
      if (reader.isPresent()) {
        plan.block(SqlViewSet.blocker(view, "DEPENDENT_OBJECTS", "read by view " + reader.get()));
      } else {
        free.add(view);
      }
    }
    return free;
  }

  private void drop(Chunks chunks, SqlView view) {
    chunks.runUnlessLocked(
        STEP,
        LOCK_TIMEOUT,
        ctx -> {
          boolean[] dropped = {false};
          Optional<DataAccessException> refusal =
              new Savepoints(ctx)
                  .attempt(
                      () ->
                          dropped[0] =
                              new ViewSql(ctx).dropIfThere(schema.schemaName(), view.viewName()));
          refusal.ifPresent(
              failure ->
                  chunks.block(
                      SqlViewSet.blocker(view, "DEPENDENT_OBJECTS", Failures.describe(failure))));
          return refusal.isEmpty() && dropped[0] ? 1 : 0;
        },
        SqlViewSet.locked(view));
  }
}
