package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.admin.Tables.STALE_VIEW;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.DependentView;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.ViewSql;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Materialised views whose rows are older than the tables they read, as rows of {@code stale_view}.
 * A swap that replaces partitions and leaves their parent in place makes those above the parent
 * stale, in its own transaction; the end of a run refreshes each once. What a killed run left stale
 * is refreshed by the next one, whatever that builds.
 */
final class StaleViews {
  /** How long one attempt waits for readers of a view; new readers queue behind it meanwhile. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final int ATTEMPTS = 10;
  private static final double PAUSE_SECONDS = 2;

  private final Database database;
  private final Cancellation cancellation;

  StaleViews(Database database, Cancellation cancellation) {
    this.database = database;
    this.cancellation = cancellation;
  }

  /**
   * Takes note of what a swap makes stale. The views above what it replaces are down at that
   * moment, and made again with their rows afterwards.
   *
   * @param changed tables that stay, and show other rows from now on
   */
  void note(DSLContext ctx, Collection<String> changed) {
    Ddl ddl = new Ddl(ctx);
    ctx.deleteFrom(STALE_VIEW).where(isGone()).execute();
    for (DependentView view : new ViewSql(ctx).above(database.schemaName(), changed)) {
      if (view.materialised() && ddl.isPopulated(view.name())) {
        ctx.insertInto(STALE_VIEW)
            .set(STALE_VIEW.SCHEMA_NAME, view.name().first())
            .set(STALE_VIEW.VIEW_NAME, view.name().last())
            .onConflictDoNothing()
            .execute();
      }
    }
  }

  private static Condition isGone() {
    return DSL.function(
            DSL.name("to_regclass"),
            Object.class,
            DSL.function(
                DSL.name("format"),
                String.class,
                DSL.inline("%I.%I"),
                STALE_VIEW.SCHEMA_NAME,
                STALE_VIEW.VIEW_NAME))
        .isNull();
  }

  /** Schemas and names of what is stale. */
  Set<Name> stale() {
    return inDatabase(
        ctx ->
            Set.copyOf(
                ctx.selectFrom(STALE_VIEW)
                    .fetch(
                        row ->
                            DSL.name(
                                row.get(STALE_VIEW.SCHEMA_NAME), row.get(STALE_VIEW.VIEW_NAME)))));
  }

  /**
   * Refreshes views, and materialised views above them, each after those it reads.
   *
   * @return a warning per view that stays stale
   */
  List<Warning> refresh(Set<Name> views) {
    Set<Name> due = new HashSet<>(views);
    List<Warning> warnings = new ArrayList<>();
    for (DependentView view : inDatabase(this::inOrder)) {
      if (view.materialised() && due.contains(view.name())) {
        try {
          refresh(view.name()).forEach(above -> due.add(above.name()));
        } catch (StoreException e) {
          warnings.add(
              new Warning(
                  "SQL_VIEW_NOT_REFRESHED",
                  String.valueOf(view.name().last()),
                  e.getMessage() + ". The next run tries again.",
                  1));
        }
      }
    }
    return warnings;
  }

  /** All views above analytics tables; each after those it reads. */
  private List<DependentView> inOrder(DSLContext ctx) {
    return new ViewSql(ctx)
        .above(database.schemaName(), ServingTables.sizes(ctx, List.of()).keySet());
  }

  /** Gives the views above it. */
  private List<DependentView> refresh(Name view) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inDatabase(ctx -> refresh(ctx, view));
      } catch (StoreException e) {
        if (attempt == ATTEMPTS || !e.sqlState().equals(Optional.of(LOCK_NOT_AVAILABLE))) {
          throw e;
        }
        inDatabase(
            ctx -> {
              new Ddl(ctx).sleep(PAUSE_SECONDS);
              return view;
            });
      }
    }
  }

  private static List<DependentView> refresh(DSLContext ctx, Name view) {
    new Session(ctx).lockTimeout(LOCK_TIMEOUT);
    String schema = Objects.requireNonNull(view.first());
    String name = Objects.requireNonNull(view.last());
    Ddl ddl = new Ddl(ctx);
    if (ddl.isPopulated(view)) {
      ddl.refresh(view);
    }
    ctx.deleteFrom(STALE_VIEW)
        .where(STALE_VIEW.SCHEMA_NAME.eq(schema))
        .and(STALE_VIEW.VIEW_NAME.eq(name))
        .execute();
    return new ViewSql(ctx).above(schema, List.of(name));
  }

  private <T> T inDatabase(Function<DSLContext, T> work) {
    return database.transaction(cancellation, work);
  }
}
