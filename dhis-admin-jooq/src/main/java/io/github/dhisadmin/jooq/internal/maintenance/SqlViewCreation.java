package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SQLVIEW;

import io.github.dhisadmin.jooq.internal.maintenance.SqlViewSet.Match;
import io.github.dhisadmin.jooq.internal.maintenance.SqlViewSet.Matched;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.DependentView;
import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.ViewSql;
import io.github.dhisadmin.maintenance.CreateSqlViews;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.UnknownViews;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Named;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Creates the views of SQL views, each after those it reads (2.42,
 * DefaultSqlViewService#createAllSqlViews, which goes by name). A view that changed is built under
 * another name and takes the place of the old one in one transaction, in which the views above it
 * are made again; if the new one cannot be, the old one stays.
 */
final class SqlViewCreation implements DatabaseOperation<CreateSqlViews> {
  private static final String CREATED = "created";
  private static final String REPLACED = "replaced";
  private static final String REFRESHED = "refreshed";
  private static final Duration EACH = Duration.ofMillis(50);

  /** Queries that come behind a view that waits to be replaced wait as well. */
  private static final Duration SWAP_TIMEOUT = Duration.ofSeconds(1);

  private final Dhis2Schema schema;

  SqlViewCreation(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<CreateSqlViews> definition() {
    return MaintenanceOperations.CREATE_SQL_VIEWS;
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
  public Plan plan(DSLContext ctx, CreateSqlViews parameters) {
    Plan plan = new Plan();
    boolean replace = parameters.unknown() == UnknownViews.REPLACE;
    List<Matched> usable =
        SqlViewSet.compare(schema.schemaName(), ctx, plan, replace).stream()
            .filter(each -> each.match() != Match.BROKEN)
            .toList();
    usable.stream()
        .filter(each -> each.match() == Match.OTHER || (!replace && each.match() == Match.UNKNOWN))
        .forEach(each -> plan.block(SqlViewSet.unknown(each)));
    Predicate<Matched> replaced =
        each -> each.match() == Match.OLDER || (replace && each.match() == Match.UNKNOWN);
    return plan.step(CREATED, count(usable, each -> each.match() == Match.ABSENT), EACH)
        .step(REPLACED, count(usable, replaced), EACH)
        .step(REFRESHED, count(usable, Matched::stale), Duration.ofSeconds(1))
        .about(usable)
        .by(
            chunks ->
                usable.forEach(
                    each -> {
                      if (each.match() == Match.ABSENT) {
                        run(chunks, CREATED, each.view(), session -> create(session, each.view()));
                      } else if (replaced.test(each)) {
                        run(
                            chunks,
                            REPLACED,
                            each.view(),
                            session -> replace(session, chunks, each.view()));
                      } else if (each.stale()) {
                        run(
                            chunks,
                            REFRESHED,
                            each.view(),
                            session -> refresh(session, each.view()));
                      }
                    }));
  }

  private static long count(List<Matched> views, Predicate<Matched> wanted) {
    return views.stream().filter(wanted).count();
  }

  @FunctionalInterface
  private interface Change {
    void apply(DSLContext ctx);
  }

  private static void run(Chunks chunks, String step, SqlView view, Change change) {
    chunks.runUnlessLocked(
        step,
        Chunks.LOCK_TIMEOUT,
        session -> {
          Optional<DataAccessException> refusal =
              new Savepoints(session).attempt(() -> change.apply(session));
          refusal.ifPresent(
              failure ->
                  chunks.block(SqlViewSet.blocker(view, "BROKEN", Failures.describe(failure))));
          return refusal.isPresent() ? 0 : 1;
        },
        SqlViewSet.locked(view));
  }

  private void create(DSLContext ctx, SqlView view) {
    ViewSql views = new ViewSql(ctx);
    views.create(schema.schemaName(), view.viewName(), view.materialised(), view.statement());
    views.comment(schema.schemaName(), view.viewName(), view.materialised(), view.mark());
  }

  private void replace(DSLContext ctx, Chunks chunks, SqlView view) {
    ViewSql views = new ViewSql(ctx);
    swap(ctx, view).stream()
        .filter(lost -> lost.startsWith("CREATE") || lost.startsWith("comment on column"))
        .forEach(
            lost ->
                chunks.warn(
                    new Warning("NOT_KEPT", view.viewName(), "does not fit any more: " + lost, 1)));
    views.comment(schema.schemaName(), view.viewName(), view.materialised(), view.mark());
  }

  /** Readers wait for the moment of the swap, however long the query takes. */
  private List<String> swap(DSLContext ctx, SqlView view) {
    ViewSql views = new ViewSql(ctx);
    String built = "_dhis_admin_" + view.uid().toLowerCase(Locale.ROOT);
    views.create(schema.schemaName(), built, view.materialised(), view.statement());
    new Session(ctx).lockTimeout(SWAP_TIMEOUT);
    return views.takePlace(schema.schemaName(), built, view.viewName());
  }

  /**
   * A plain refresh keeps readers out while the query runs; it is left to views without a unique
   * index that other materialised ones read, as those would have to be computed anew in the swap.
   */
  private void refresh(DSLContext ctx, SqlView view) {
    Ddl ddl = new Ddl(ctx);
    Name name = DSL.name(schema.schemaName(), view.viewName());
    boolean computedAbove =
        new ViewSql(ctx)
            .above(schema.schemaName(), List.of(view.viewName())).stream()
                .anyMatch(DependentView::materialised);
    if (ddl.refreshesBesideReaders(name) || computedAbove) {
      new Session(ctx).lockTimeout(SWAP_TIMEOUT);
      ddl.refresh(name);
    } else {
      swap(ctx, view);
    }
  }
}
