package io.github.dhisadmin.jooq.internal.minmax;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.MINMAXDATAELEMENT;
import static io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.PLAN_ACTION;
import static io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.PLAN_COMBO;
import static io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.PLAN_ELEMENT;
import static io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.PLAN_IGNORED;
import static io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.PLAN_MAXIMUM;
import static io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.PLAN_MINIMUM;
import static io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.PLAN_UNIT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sequence;
import static org.jooq.impl.DSL.sum;

import io.github.dhisadmin.jooq.internal.minmax.BoundsPlan.Action;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.minmax.ManualValues;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.MinMaxValueStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Bounds as rows of {@code minmaxdataelement}. */
public final class JooqMinMaxValueStore implements MinMaxValueStore {
  private static final String FACTOR_SETTING = "factorDeviation";
  private static final double DEFAULT_FACTOR = 2.0;
  private static final Duration TIMEOUT = Duration.ofHours(6);
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

  /** Holds a million groups of values, which would be written to disk otherwise. */
  private static final String WORK_MEMORY = "128MB";

  private final Database database;
  private final SystemSettings settings;

  /** Works on a database. */
  public JooqMinMaxValueStore(Database database, SystemSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public MinMaxResult preview(MinMaxGeneration generation) {
    return database.read(
        new Cancellation(),
        TIMEOUT,
        ctx -> planned(ctx, plan(ctx, generation).rows().asTable(BoundsPlan.TABLE)).result());
  }

  @Override
  public MinMaxResult generate(MinMaxGeneration generation, Cancellation cancellation) {
    return database.transaction(
        cancellation,
        ctx -> {
          new Session(ctx).set("work_mem", WORK_MEMORY);
          // PostgreSQL reads for a new table with several processes, and for changed rows with one.
          ctx.createTemporaryTable(BoundsPlan.TABLE)
              .as(plan(ctx, generation).rows())
              .withData()
              .onCommitDrop()
              .execute();
          Planned planned = planned(ctx, BoundsPlan.TABLE);
          Condition mayChange =
              generation.manual() == ManualValues.KEEP
                  ? MINMAXDATAELEMENT.GENERATEDVALUE.isTrue()
                  : noCondition();
          keepWritersOut(ctx);
          int removed = remove(ctx, mayChange);
          int changed = change(ctx, mayChange);
          int added = add(ctx);
          return new MinMaxResult(
              added,
              changed,
              planned.rows(Action.LEAVE),
              removed,
              planned.rows(Action.KEEP_MANUAL),
              planned.ignored());
        });
  }

  @Override
  public MinMaxResult previewRemove(MinMaxRemoval removal) {
    return database.read(
        new Cancellation(),
        TIMEOUT,
        ctx -> {
          ScopeTables scope = ScopeTables.of(ctx, removal.scope());
          Field<Integer> generated = count().filterWhere(MINMAXDATAELEMENT.GENERATEDVALUE.isTrue());
          Record rows =
              ctx.withRecursive(scope.all())
                  .select(count(), generated)
                  .from(MINMAXDATAELEMENT)
                  .where(isInScope())
                  .fetchSingle();
          long all = rows.get(count());
          long kept = removal.manual() == ManualValues.KEEP ? all - rows.get(generated) : 0;
          return removed(all - kept, kept);
        });
  }

  @Override
  public MinMaxResult remove(MinMaxRemoval removal) {
    return database.transaction(
        ctx -> {
          ScopeTables scope = ScopeTables.of(ctx, removal.scope());
          boolean keepManual = removal.manual() == ManualValues.KEEP;
          keepWritersOut(ctx);
          int removed =
              ctx.withRecursive(scope.all())
                  .delete(MINMAXDATAELEMENT)
                  .where(isInScope())
                  .and(keepManual ? MINMAXDATAELEMENT.GENERATEDVALUE.isTrue() : noCondition())
                  .execute();
          int kept =
              ctx.withRecursive(scope.all())
                  .select(count())
                  .from(MINMAXDATAELEMENT)
                  .where(isInScope())
                  .fetchSingle()
                  .value1();
          return removed(removed, kept);
        });
  }

  @Override
  public List<ValueOutsideBounds> outside(MinMaxScope scope, int limit) {
    return database.read(
        new Cancellation(),
        TIMEOUT,
        ctx -> new OutsideQuery(ctx).read(ScopeTables.of(ctx, scope), limit));
  }

  private BoundsPlan plan(DSLContext ctx, MinMaxGeneration generation) {
    double factor =
        generation
            .factor()
            .orElseGet(() -> settings.positiveDecimal(ctx, FACTOR_SETTING, DEFAULT_FACTOR));
    return new BoundsPlan(ScopeTables.of(ctx, generation.scope()), factor, generation.manual());
  }

  private static Planned planned(DSLContext ctx, Table<?> plan) {
    Field<Long> ignored = sum(PLAN_IGNORED).coerce(SQLDataType.BIGINT);
    Field<Long> rows = count().coerce(SQLDataType.BIGINT);
    var found = ctx.select(PLAN_ACTION, rows, ignored).from(plan).groupBy(PLAN_ACTION).fetch();
    return new Planned(
        found.intoMap(PLAN_ACTION, rows),
        found.getValues(ignored).stream().mapToLong(Long::longValue).sum());
  }

  /**
   * A server writes several bounds in one transaction, in an order of its own: whoever wrote beside
   * it row by row could end in a deadlock, of which the server may be the victim.
   */
  private static void keepWritersOut(DSLContext ctx) {
    new Session(ctx).lockTimeout(LOCK_TIMEOUT);
    new Ddl(ctx).lockAgainstWriters(MINMAXDATAELEMENT.getUnqualifiedName());
  }

  private static int remove(DSLContext ctx, Condition mayChange) {
    return ctx.deleteFrom(MINMAXDATAELEMENT)
        .using(BoundsPlan.TABLE)
        .where(isPlanned(Action.REMOVE))
        .and(mayChange)
        .execute();
  }

  private static int change(DSLContext ctx, Condition mayChange) {
    return ctx.update(MINMAXDATAELEMENT)
        .set(MINMAXDATAELEMENT.MINIMUMVALUE, PLAN_MINIMUM)
        .set(MINMAXDATAELEMENT.MAXIMUMVALUE, PLAN_MAXIMUM)
        .set(MINMAXDATAELEMENT.GENERATEDVALUE, inline(true))
        .from(BoundsPlan.TABLE)
        .where(isPlanned(Action.CHANGE))
        .and(mayChange)
        .execute();
  }

  /** A bound that somebody entered meanwhile stays. */
  private static int add(DSLContext ctx) {
    return ctx.insertInto(
            MINMAXDATAELEMENT,
            MINMAXDATAELEMENT.MINMAXDATAELEMENTID,
            MINMAXDATAELEMENT.DATAELEMENTID,
            MINMAXDATAELEMENT.SOURCEID,
            MINMAXDATAELEMENT.CATEGORYOPTIONCOMBOID,
            MINMAXDATAELEMENT.MINIMUMVALUE,
            MINMAXDATAELEMENT.MAXIMUMVALUE,
            MINMAXDATAELEMENT.GENERATEDVALUE)
        .select(
            select(
                    sequence(name("hibernate_sequence"), Long.class).nextval(),
                    PLAN_ELEMENT,
                    PLAN_UNIT,
                    PLAN_COMBO,
                    PLAN_MINIMUM,
                    PLAN_MAXIMUM,
                    inline(true))
                .from(BoundsPlan.TABLE)
                .where(PLAN_ACTION.eq(Action.ADD.name())))
        .onConflictDoNothing()
        .execute();
  }

  private static Condition isPlanned(Action action) {
    return PLAN_ACTION
        .eq(action.name())
        .and(MINMAXDATAELEMENT.DATAELEMENTID.eq(PLAN_ELEMENT))
        .and(MINMAXDATAELEMENT.SOURCEID.eq(PLAN_UNIT))
        .and(MINMAXDATAELEMENT.CATEGORYOPTIONCOMBOID.eq(PLAN_COMBO));
  }

  private static Condition isInScope() {
    return MINMAXDATAELEMENT
        .DATAELEMENTID
        .in(select(ScopeTables.ELEMENT_ID).from(ScopeTables.ELEMENT))
        .and(MINMAXDATAELEMENT.SOURCEID.in(select(ScopeTables.UNIT_ID).from(ScopeTables.UNIT)));
  }

  private static MinMaxResult removed(long removed, long kept) {
    return new MinMaxResult(0, 0, 0, removed, kept, 0);
  }

  private record Planned(Map<String, Long> actions, long ignored) {
    long rows(Action action) {
      return actions.getOrDefault(action.name(), 0L);
    }

    MinMaxResult result() {
      return new MinMaxResult(
          rows(Action.ADD),
          rows(Action.CHANGE),
          rows(Action.LEAVE),
          rows(Action.REMOVE),
          rows(Action.KEEP_MANUAL),
          ignored);
    }
  }
}
