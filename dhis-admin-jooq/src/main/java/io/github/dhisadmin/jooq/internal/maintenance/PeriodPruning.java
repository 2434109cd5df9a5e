package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENTCHART_PERIODS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENTREPORT_PERIODS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import io.github.dhisadmin.jooq.internal.sql.UsedKeys;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Deletes periods that nothing refers to (2.42, JdbcMaintenanceStore#prunePeriods). DHIS2 keeps a
 * list of the referring tables in its code; here the catalogue says which they are, so that a table
 * of a host, or of a later DHIS2, protects its periods instead of failing the whole. Two tables of
 * old favourites refer to periods without a foreign key and are looked into as well.
 */
final class PeriodPruning implements DatabaseOperation<NoParameters> {
  private static final String STEP = "periods";

  /** Each deletion looks into every referring table. */
  private static final int PERIODS_AT_ONCE = 200;

  private final Dhis2Schema schema;

  PeriodPruning(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return MaintenanceOperations.PRUNE_PERIODS;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(PERIOD, PERIODTYPE);
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return Set.of(CacheRegion.PERIODS);
  }

  @Override
  public Plan plan(DSLContext ctx, NoParameters parameters) {
    Plan plan = new Plan();
    List<ForeignKey> references = references(ctx);
    Map<Long, String> unused = periods(ctx);
    Map<ForeignKey, Set<Long>> ofOthers = new HashMap<>();
    UsedKeys usedKeys = new UsedKeys(ctx);
    for (ForeignKey reference : references) {
      Set<Long> used = usedKeys.of(reference, PERIOD, PERIOD.PERIODID);
      if (ReferenceGuard.isOfDhis2(schema, reference)) {
        unused.keySet().removeAll(used);
      } else {
        ofOthers.put(reference, used);
      }
    }
    ofOthers.forEach((reference, used) -> block(plan, reference, used, unused));
    List<Long> ids = new ArrayList<>(unused.keySet());
    List<ForeignKey> unindexed =
        references.stream().filter(reference -> !usedKeys.isIndexed(reference)).toList();
    List<ForeignKey> large =
        unindexed.stream()
            .filter(reference -> ProbeIndexes.pay(usedKeys.estimatedRows(reference), ids.size()))
            .toList();
    Pruning pruning = new Pruning(unused, guard(references));
    return plan.step(STEP, ids.size(), Duration.ofMillis(1))
        .about(ids)
        .by(
            chunks -> {
              ProbeIndexes indexes = ProbeIndexes.on(references, large, chunks);
              try (indexes) {
                pruning.execute(chunks, ids);
              }
            });
  }

  private ReferenceGuard guard(List<ForeignKey> references) {
    List<ForeignKey> undeclared = undeclared();
    return new ReferenceGuard(
        PERIOD,
        PERIOD.PERIODID,
        references.stream()
            .filter(
                reference ->
                    undeclared.contains(reference) || !ReferenceGuard.isOfDhis2(schema, reference))
            .toList());
  }

  /**
   * Deletes periods.
   *
   * @param names what people call them, by key
   * @param guard looks for references that came after the plan
   */
  private record Pruning(Map<Long, String> names, ReferenceGuard guard) {
    void execute(Chunks chunks, List<Long> ids) {
      new KeyedRows(PERIOD, PERIOD.PERIODID)
          .change(chunks, STEP, ids, PERIODS_AT_ONCE, (ctx, some) -> delete(ctx, chunks, some));
    }

    private long delete(DSLContext ctx, Chunks chunks, List<Long> ids) {
      List<Long> free = new ArrayList<>(ids);
      List<Long> late = guard.referred(ctx, ids);
      late.forEach(id -> chunks.block(tooLate(id)));
      free.removeAll(late);
      return OneByOne.unlessReferenced(ctx)
          .change(free, some -> deletePeriods(ctx, some), id -> chunks.block(tooLate(id)));
    }

    private static int deletePeriods(DSLContext ctx, List<Long> ids) {
      return ctx.deleteFrom(PERIOD)
          .where(PERIOD.PERIODID.eq(DSL.any(BoundArray.of(ids.toArray(Long[]::new)))))
          .execute();
    }

    private Blocker tooLate(long id) {
      return blocker(id, names, "something that came after the plan", 1);
    }
  }

  private List<ForeignKey> references(DSLContext ctx) {
    return Stream.concat(new ForeignKeys(ctx).to(PERIOD).stream(), undeclared().stream())
        .distinct()
        .toList();
  }

  private List<ForeignKey> undeclared() {
    return Stream.of(EVENTCHART_PERIODS, EVENTREPORT_PERIODS)
        .filter(schema::hasTable)
        .map(
            table ->
                ForeignKey.undeclared(
                    schema.schemaName(),
                    schema.nameOf(table),
                    PERIOD.PERIODID.getName(),
                    PERIOD.PERIODID.getName()))
        .toList();
  }

  private static Map<Long, String> periods(DSLContext ctx) {
    Map<Long, String> periods = new LinkedHashMap<>();
    ctx.select(PERIOD.PERIODID, PERIODTYPE.NAME, PERIOD.STARTDATE)
        .from(PERIOD)
        .leftJoin(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
        .orderBy(PERIOD.PERIODID)
        .forEach((Record row) -> periods.put(row.get(PERIOD.PERIODID), nameOf(row)));
    return periods;
  }

  private static String nameOf(Record row) {
    String type = row.get(PERIODTYPE.NAME);
    return (type == null ? "no type" : type) + " " + row.get(PERIOD.STARTDATE);
  }

  private void block(Plan plan, ForeignKey reference, Set<Long> used, Map<Long, String> unused) {
    Set<Long> blocked = new HashSet<>(unused.keySet());
    blocked.retainAll(used);
    blocked.stream()
        .sorted()
        .forEach(id -> plan.block(blocker(id, unused, reference.label(schema.schemaName()), 1)));
    unused.keySet().removeAll(blocked);
  }

  private static Blocker blocker(long id, Map<Long, String> names, String referrer, long count) {
    return new Blocker(
        "period",
        Long.toString(id),
        names.getOrDefault(id, ""),
        "REFERENCED",
        "referred to by " + referrer,
        count);
  }
}
