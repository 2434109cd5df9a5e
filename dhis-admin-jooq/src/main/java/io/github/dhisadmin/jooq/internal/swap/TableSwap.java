package io.github.dhisadmin.jooq.internal.swap;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.DependentView;
import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.RelationAccess;
import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.ViewSql;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces serving tables by finished ones, all in one transaction: readers see either all of the
 * old tables or all of the new ones. Views above the tables are made again with their owners,
 * grants, comments and, if materialised, indexes and rows. Whoever was granted access to a table is
 * granted it on its replacement. Thread safe.
 *
 * <p>Locks are taken in the order in which readers take them, first views and then tables. If a
 * lock is not to be had in time, everything is undone and tried again later.
 */
public final class TableSwap {
  private static final Logger log = LoggerFactory.getLogger(TableSwap.class);

  /**
   * Locks not to be had in time, one or all together, deadlock, and "other objects depend on it",
   * which is what a view made since the views were looked up amounts to.
   */
  private static final Set<String> WORTH_ANOTHER_ATTEMPT =
      Set.of("55P03", "57014", "40P01", "2BP01");

  private static final String OTHER_OBJECTS_DEPEND = "2BP01";
  private static final int ATTEMPTS_AT_UNKNOWN_DEPENDENTS = 3;

  private final Database database;
  private final SwapPatience patience;

  /** Swaps tables with the usual patience. */
  public TableSwap(Database database) {
    this(database, SwapPatience.DEFAULT);
  }

  /** Swaps tables with this patience. */
  public TableSwap(Database database, SwapPatience patience) {
    this.database = database;
    this.patience = patience;
  }

  /**
   * Puts finished tables in the place of those that serve.
   *
   * @param alsoInTransaction what else becomes true at the same moment; called after the tables
   *     have their names and before the views are made, once per attempt
   * @return a warning per view that cannot be made above the new tables
   * @throws StoreException if it could not be done; the old tables still serve
   */
  public List<Warning> swap(
      Cancellation cancellation, Exchange exchange, Consumer<DSLContext> alsoInTransaction) {
    return swap(cancellation, exchange, ctx -> {}, alsoInTransaction);
  }

  /**
   * The same after work on other tables that readers need not wait for.
   *
   * @param first what is done in the transaction before any reader is locked out, once per attempt
   */
  public List<Warning> swap(
      Cancellation cancellation,
      Exchange exchange,
      Consumer<DSLContext> first,
      Consumer<DSLContext> alsoInTransaction) {
    int unknownDependents = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        return database.transaction(
            cancellation, ctx -> swap(ctx, exchange, first, alsoInTransaction));
      } catch (StoreException e) {
        String state = e.sqlState().orElse("");
        unknownDependents += state.equals(OTHER_OBJECTS_DEPEND) ? 1 : 0;
        if (!WORTH_ANOTHER_ATTEMPT.contains(state)
            || attempt == patience.attempts()
            || unknownDependents == ATTEMPTS_AT_UNKNOWN_DEPENDENTS) {
          throw e;
        }
        log.debug("swap is tried again attempt={} reason={}", attempt, e.getMessage());
      }
      pause(cancellation, attempt);
    }
  }

  private List<Warning> swap(
      DSLContext ctx,
      Exchange exchange,
      Consumer<DSLContext> first,
      Consumer<DSLContext> alsoInTransaction) {
    Session session = new Session(ctx);
    session.lockTimeout(patience.lockTimeout());
    first.accept(ctx);
    Ddl ddl = new Ddl(ctx);
    Set<String> old = new LinkedHashSet<>();
    exchange.replacements().forEach(replacement -> old.add(replacement.target()));
    old.addAll(exchange.drops());
    old.retainAll(ddl.existing(old));

    ViewSql views = new ViewSql(ctx);
    List<DependentView> above = views.above(database.schemaName(), old);
    for (int i = above.size() - 1; i >= 0; i--) {
      views.drop(above.get(i));
    }
    List<Name> oldNames = old.stream().map(DSL::name).toList();
    List<Name> locked =
        Stream.concat(exchange.parents().stream().map(DSL::name), oldNames.stream()).toList();
    session.within(patience.locksTimeout(), () -> ddl.lockExclusively(locked));
    RelationAccess access = new RelationAccess(ctx);
    for (Replacement replacement : exchange.replacements()) {
      if (old.contains(replacement.target())) {
        access.copy(DSL.name(replacement.target()), DSL.name(replacement.staging()));
      }
    }
    ddl.drop(oldNames);
    for (Replacement replacement : exchange.replacements()) {
      ctx.alterTable(DSL.name(replacement.staging()))
          .renameTo(DSL.name(replacement.target()))
          .execute();
    }
    alsoInTransaction.accept(ctx);
    return recreate(ctx, above);
  }

  private static List<Warning> recreate(DSLContext ctx, List<DependentView> views) {
    ViewSql sql = new ViewSql(ctx);
    Savepoints savepoints = new Savepoints(ctx);
    List<Warning> warnings = new ArrayList<>();
    for (DependentView view : views) {
      Optional<DataAccessException> refusal = savepoints.attempt(() -> sql.create(view));
      refusal.ifPresent(failure -> warnings.add(lost(view, failure)));
    }
    return warnings;
  }

  private static Warning lost(DependentView view, DataAccessException failure) {
    return new Warning(
        "SQL_VIEW_LOST",
        view.name().last(),
        Failures.describe(failure) + ". The view was: " + view.create(),
        1);
  }

  private void pause(Cancellation cancellation, int attempt) {
    database.transaction(
        cancellation,
        ctx -> {
          new Ddl(ctx).sleep(patience.pauseAfter(attempt).toMillis() / 1000.0);
          return attempt;
        });
  }
}
