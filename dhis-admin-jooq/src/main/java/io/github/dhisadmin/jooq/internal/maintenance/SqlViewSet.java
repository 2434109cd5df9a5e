package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.SQLVIEW;

import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import io.github.dhisadmin.jooq.internal.sql.ViewSql;
import io.github.dhisadmin.jooq.internal.sql.ViewSql.Relation;
import io.github.dhisadmin.maintenance.Blocker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * The SQL views of a database beside the views that are there, each after those it reads. To tell
 * whether a view in the database is that of an SQL view, the SQL views are created as temporary
 * ones, one upon the other; to be used only in a transaction that is undone.
 */
final class SqlViewSet {
  /** What becomes of an SQL view whose view is in the database. */
  enum Match {
    /** There is nothing of its name. */
    ABSENT,
    /** It has the definition that the SQL view has now. */
    SAME,
    /** It was created for the SQL view when that had another definition or type. */
    OLDER,
    /** It was created for the SQL view, whose query is broken by now. */
    BROKEN,
    /** It is somebody else's, or older and nobody knows. */
    UNKNOWN,
    /** It is no view at all. */
    OTHER
  }

  /**
   * An SQL view beside what is there.
   *
   * @param view the SQL view
   * @param match what is there under its name
   * @param stale whether it stores rows that are no longer those of its query
   */
  record Matched(SqlView view, Match match, boolean stale) {}

  private final String schemaName;
  private final DSLContext ctx;
  private final ViewSql views;
  private final Plan plan;

  private SqlViewSet(String schemaName, DSLContext ctx, Plan plan) {
    this.schemaName = schemaName;
    this.ctx = ctx;
    this.views = new ViewSql(ctx);
    this.plan = plan;
  }

  /**
   * Compares the SQL views with what is there, and reports those that cannot be.
   *
   * @param plan hears of SQL views that are broken
   * @param replaced whether a view that nobody knows makes way for the SQL view
   */
  static List<Matched> compare(String schemaName, DSLContext ctx, Plan plan, boolean replaced) {
    return new SqlViewSet(schemaName, ctx, plan).compare(replaced);
  }

  private List<Matched> compare(boolean replaced) {
    List<SqlView> ordered = ordered(withoutCollisions(read(ctx)));
    Map<String, Relation> there =
        views.relations(schemaName, ordered.stream().map(SqlView::viewName).toList());
    List<Matched> matched = new ArrayList<>();
    for (SqlView view : ordered) {
      Relation relation = there.get(view.viewName());
      Optional<String> problem = view.problem().or(() -> tryOut(view));
      if (problem.isPresent()) {
        plan.block(blocker(view, "BROKEN", problem.get()));
        if (relation != null && view.mark().equals(relation.comment())) {
          matched.add(new Matched(view, Match.BROKEN, false));
        }
        continue;
      }
      Match match = match(view, relation);
      if (match == Match.OTHER || (match == Match.UNKNOWN && !replaced)) {
        // Others that read it go on reading what is there.
        views.dropTemporary(view.viewName());
      }
      boolean stale = match == Match.SAME && view.materialised() && isStale(view);
      matched.add(new Matched(view, match, stale));
    }
    return matched;
  }

  static List<SqlView> read(DSLContext ctx) {
    return ctx
        .select(SQLVIEW.UID, SQLVIEW.NAME, SQLVIEW.TYPE, SQLVIEW.SQLQUERY)
        .from(SQLVIEW)
        .where(SQLVIEW.TYPE.in("VIEW", "MATERIALIZED_VIEW"))
        .fetch(
            row ->
                new SqlView(
                    row.value1(),
                    row.value2(),
                    row.value3().equals("MATERIALIZED_VIEW"),
                    row.value4()))
        .stream()
        .sorted(
            Comparator.comparing((SqlView view) -> view.name().toLowerCase(Locale.ROOT))
                .thenComparing(SqlView::uid))
        .toList();
  }

  private List<SqlView> withoutCollisions(List<SqlView> all) {
    Map<String, Long> owners =
        all.stream().collect(Collectors.groupingBy(SqlView::viewName, Collectors.counting()));
    List<SqlView> unique = new ArrayList<>();
    for (SqlView view : all) {
      if (owners.getOrDefault(view.viewName(), 0L) > 1) {
        plan.block(
            blocker(
                view,
                "NAME_COLLISION",
                "another SQL view has the view name " + view.viewName() + " as well"));
      } else {
        unique.add(view);
      }
    }
    return unique;
  }

  /** Each after those it mentions; those of a cycle are reported and left out. */
  private List<SqlView> ordered(List<SqlView> all) {
    Map<SqlView, Set<SqlView>> reads = new HashMap<>();
    for (SqlView view : all) {
      Set<SqlView> read = new HashSet<>();
      all.stream()
          .filter(other -> !other.equals(view) && view.mentions(other.viewName()))
          .forEach(read::add);
      reads.put(view, read);
    }
    List<SqlView> ordered = new ArrayList<>();
    List<SqlView> waiting = new ArrayList<>(all);
    boolean found = true;
    while (found) {
      found = false;
      for (SqlView view : List.copyOf(waiting)) {
        if (ordered.containsAll(reads.getOrDefault(view, Set.of()))) {
          ordered.add(view);
          waiting.remove(view);
          found = true;
        }
      }
    }
    waiting.forEach(
        view -> plan.block(blocker(view, "CYCLE", "it reads views that in the end read it")));
    return ordered;
  }

  private Optional<String> tryOut(SqlView view) {
    Optional<DataAccessException> refusal =
        new Savepoints(ctx).attempt(() -> views.createTemporary(view.viewName(), view.statement()));
    return refusal.map(Failures::describe);
  }

  private Match match(SqlView view, @Nullable Relation relation) {
    if (relation == null) {
      return Match.ABSENT;
    }
    if (!relation.isView()) {
      return Match.OTHER;
    }
    boolean sameKind = relation.kind().equals(view.materialised() ? "m" : "v");
    if (sameKind && views.temporaryDefinition(view.viewName()).equals(relation.definition())) {
      return Match.SAME;
    }
    return view.mark().equals(relation.comment()) ? Match.OLDER : Match.UNKNOWN;
  }

  private boolean isStale(SqlView view) {
    boolean[] stale = {true};
    // Rows of types that cannot be compared count as changed.
    Optional<DataAccessException> refusal =
        new Savepoints(ctx)
            .attempt(() -> stale[0] = views.differsFromTemporary(schemaName, view.viewName()));
    return refusal.isPresent() || stale[0];
  }

  /** Reports that something stays which has the name of the view and is not known to be it. */
  static Blocker unknown(Matched each) {
    return each.match() == Match.OTHER
        ? blocker(each.view(), "NAME_TAKEN", each.view().viewName() + " exists and is no view")
        : blocker(
            each.view(),
            "UNKNOWN_VIEW",
            each.view().viewName() + " exists and is not known to be this SQL view");
  }

  /** Reports that a view stays as it is, as somebody uses it for long. */
  static Blocker locked(SqlView view) {
    return blocker(view, "LOCKED", "used by a transaction that does not end");
  }

  static Blocker blocker(SqlView view, String reason, String detail) {
    return new Blocker("sqlView", view.uid(), view.name(), reason, detail, 1);
  }
}
