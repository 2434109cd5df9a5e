package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITLEVEL;

import io.github.dhisadmin.jooq.internal.organisationunit.ParentTree;
import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Corrects paths and levels by walking down from the roots once, and writes only what differs
 * (2.42, HibernateOrganisationUnitStore#forceUpdatePaths, which loads every unit). Units of a cycle
 * and units below a parent that is missing have no path; they are reported, not guessed.
 */
final class OrganisationUnitPaths implements DatabaseOperation<NoParameters> {
  private static final String STEP = "organisationUnits";
  private static final int UNITS_AT_ONCE = 1_000;

  /** Length of the column: 21 levels. */
  private static final int MAX_LENGTH = 255;

  private static final Field<String> RIGHT_PATH = column("path", String.class);

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return MaintenanceOperations.UPDATE_ORGANISATION_UNIT_PATHS;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(
        ORGANISATIONUNIT.PATH,
        ORGANISATIONUNIT.HIERARCHYLEVEL,
        ORGANISATIONUNIT.PARENTID,
        ORGUNITLEVEL);
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return Set.of(CacheRegion.ORGANISATION_UNITS);
  }

  /** A unit as it is and as it should be. */
  private record Unit(
      long id,
      @Nullable Long parent,
      String name,
      @Nullable String path,
      @Nullable Integer level,
      String rightPath,
      int rightLevel) {
    Unit withoutPath() {
      return new Unit(id, parent, name, null, level, rightPath, rightLevel);
    }
  }

  @Override
  public Plan plan(DSLContext ctx, NoParameters parameters) {
    Plan plan = new Plan();
    Map<Long, Unit> wrong = new LinkedHashMap<>();
    for (Unit unit : differing(ctx)) {
      if (unit.rightPath().length() > MAX_LENGTH) {
        plan.block(blocker(unit.id(), unit.name(), "TOO_DEEP", "at level " + unit.rightLevel()));
      } else {
        wrong.put(unit.id(), unit);
      }
    }
    unreached(ctx, plan);
    int unnamed = unnamedLevels(ctx);
    if (unnamed > 0) {
      plan.warn(
          new Warning(
              "LEVEL_WITHOUT_NAME", "orgunitlevel", "levels of units have no row", unnamed));
    }
    return plan.step(STEP, wrong.size(), Duration.ofNanos(50_000))
        .about(wrong.keySet())
        .by(chunks -> correct(chunks, wrong));
  }

  private static List<Unit> differing(DSLContext ctx) {
    return ctx.withRecursive(ParentTree.NODES)
        .select(
            ORGANISATIONUNIT.ORGANISATIONUNITID,
            ORGANISATIONUNIT.PARENTID,
            ORGANISATIONUNIT.NAME,
            ORGANISATIONUNIT.PATH,
            ORGANISATIONUNIT.HIERARCHYLEVEL,
            ParentTree.PATH,
            ParentTree.LEVEL)
        .from(ParentTree.TABLE)
        .join(ORGANISATIONUNIT)
        .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(ParentTree.ID))
        .where(
            ORGANISATIONUNIT
                .PATH
                .isDistinctFrom(ParentTree.PATH)
                .or(ORGANISATIONUNIT.HIERARCHYLEVEL.isDistinctFrom(ParentTree.LEVEL)))
        .orderBy(ParentTree.LEVEL, ParentTree.ID)
        .fetch(
            row ->
                new Unit(
                    row.value1(),
                    row.value2(),
                    row.value3(),
                    row.value4(),
                    row.value5(),
                    row.value6(),
                    row.value7()));
  }

  private static void unreached(DSLContext ctx, Plan plan) {
    Map<Long, Record> units = new LinkedHashMap<>();
    ctx.withRecursive(ParentTree.NODES)
        .select(
            ORGANISATIONUNIT.ORGANISATIONUNITID, ORGANISATIONUNIT.PARENTID, ORGANISATIONUNIT.NAME)
        .from(ORGANISATIONUNIT)
        .where(
            DSL.notExists(
                DSL.selectOne()
                    .from(ParentTree.TABLE)
                    .where(ParentTree.ID.eq(ORGANISATIONUNIT.ORGANISATIONUNITID))))
        .orderBy(ORGANISATIONUNIT.ORGANISATIONUNITID)
        .forEach((Record row) -> units.put(row.get(ORGANISATIONUNIT.ORGANISATIONUNITID), row));
    units.forEach(
        (id, row) -> {
          boolean orphan = endsNowhere(id, units);
          plan.block(
              blocker(
                  id,
                  row.get(ORGANISATIONUNIT.NAME),
                  orphan ? "ORPHAN" : "CYCLE",
                  orphan
                      ? "it or a unit above it has a parent that does not exist"
                      : "it is part of a cycle of parents, or below one"));
        });
  }

  /** Whether the way up ends at a parent that does not exist, and not in a circle. */
  private static boolean endsNowhere(long start, Map<Long, Record> units) {
    Set<Long> seen = new HashSet<>();
    Record unit = units.get(start);
    while (unit != null && seen.add(unit.get(ORGANISATIONUNIT.ORGANISATIONUNITID))) {
      unit = units.get(unit.get(ORGANISATIONUNIT.PARENTID));
    }
    return unit == null;
  }

  private static int unnamedLevels(DSLContext ctx) {
    return ctx.withRecursive(ParentTree.NODES)
        .select(DSL.countDistinct(ParentTree.LEVEL))
        .from(ParentTree.TABLE)
        .where(
            DSL.notExists(
                DSL.selectOne().from(ORGUNITLEVEL).where(ORGUNITLEVEL.LEVEL.eq(ParentTree.LEVEL))))
        .fetchSingle()
        .value1();
  }

  /** A path may still belong to a unit that is corrected as well, so some need a second try. */
  private static void correct(Chunks chunks, Map<Long, Unit> wrong) {
    KeyedRows rows = new KeyedRows(ORGANISATIONUNIT, ORGANISATIONUNIT.ORGANISATIONUNITID);
    Map<Long, Unit> taken = new HashMap<>();
    rows.change(
        chunks,
        STEP,
        List.copyOf(wrong.keySet()),
        UNITS_AT_ONCE,
        (ctx, ids) -> write(ctx, ids.stream().map(wrong::get).toList(), taken));
    Map<Long, Unit> left = Map.copyOf(taken);
    List<PathExchange.Wish> wishes =
        left.values().stream()
            .sorted(Comparator.comparing(Unit::id))
            .map(unit -> new PathExchange.Wish(unit.id(), unit.path(), unit.rightPath()))
            .toList();
    rows.change(
        chunks,
        STEP,
        new PathExchange(UNITS_AT_ONCE).parts(wishes),
        (ctx, ids) -> exchange(ctx, chunks, ids.stream().map(left::get).toList()));
  }

  /** Units that have each other's paths give them up first. */
  private static long exchange(DSLContext ctx, Chunks chunks, List<Unit> units) {
    List<Unit> free = new ArrayList<>(units);
    // Who cannot have its path keeps the one it has, which may be that of yet another.
    for (List<Unit> stuck = stuck(ctx, free); !stuck.isEmpty(); stuck = stuck(ctx, free)) {
      stuck.forEach(unit -> chunks.block(taken(unit)));
      free.removeAll(stuck);
    }
    return OneByOne.unlessTaken(ctx)
        .change(
            free,
            some -> {
              update(ctx, some, DSL.inline(null, ORGANISATIONUNIT.PATH));
              return update(ctx, some.stream().map(Unit::withoutPath).toList(), RIGHT_PATH);
            },
            unit -> chunks.block(taken(unit)));
  }

  /** Those whose path belongs to a unit that is not one of them. */
  private static List<Unit> stuck(DSLContext ctx, List<Unit> units) {
    Set<String> held =
        ctx.select(ORGANISATIONUNIT.PATH)
            .from(ORGANISATIONUNIT)
            .where(
                ORGANISATIONUNIT.PATH.eq(
                    DSL.any(units.stream().map(Unit::rightPath).toArray(String[]::new))))
            .and(
                ORGANISATIONUNIT.ORGANISATIONUNITID.ne(
                    DSL.all(units.stream().map(Unit::id).toArray(Long[]::new))))
            .fetchSet(ORGANISATIONUNIT.PATH);
    return units.stream().filter(unit -> held.contains(unit.rightPath())).toList();
  }

  private static Blocker taken(Unit unit) {
    return blocker(
        unit.id(), unit.name(), "PATH_TAKEN", "another unit has path " + unit.rightPath());
  }

  private static long write(DSLContext ctx, List<Unit> units, Map<Long, Unit> taken) {
    return OneByOne.unlessTaken(ctx)
        .change(units, some -> update(ctx, some, RIGHT_PATH), unit -> taken.put(unit.id(), unit));
  }

  /** Writes only over what was there when it was planned: who moved a unit since knows better. */
  private static int update(DSLContext ctx, List<Unit> units, Field<String> path) {
    Table<Record> right =
        ArrayRows.of(
            "planned",
            List.of(
                array(units, Unit::id, new Long[0]),
                array(units, Unit::rightPath, new String[0]),
                array(units, Unit::rightLevel, new Integer[0]),
                array(units, Unit::path, new String[0]),
                array(units, Unit::level, new Integer[0]),
                array(units, Unit::parent, new Long[0])),
            "id",
            "path",
            "level",
            "old_path",
            "old_level",
            "parent");
    return ctx.update(ORGANISATIONUNIT)
        .set(ORGANISATIONUNIT.PATH, path)
        .set(
            ORGANISATIONUNIT.HIERARCHYLEVEL,
            DSL.when(path.isNull(), ORGANISATIONUNIT.HIERARCHYLEVEL)
                .otherwise(column("level", Integer.class)))
        .from(right)
        .where(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(column("id", Long.class)))
        .and(ORGANISATIONUNIT.PATH.isNotDistinctFrom(column("old_path", String.class)))
        .and(ORGANISATIONUNIT.HIERARCHYLEVEL.isNotDistinctFrom(column("old_level", Integer.class)))
        .and(ORGANISATIONUNIT.PARENTID.isNotDistinctFrom(column("parent", Long.class)))
        .execute();
  }

  private static <T> Field<T[]> array(
      List<Unit> units, Function<Unit, ? extends @Nullable T> value, T[] empty) {
    List<@Nullable T> values = new ArrayList<>();
    units.forEach(unit -> values.add(value.apply(unit)));
    return DSL.val(values.toArray(empty));
  }

  private static <T> Field<T> column(String name, Class<T> type) {
    return DSL.field(DSL.name("planned", name), type);
  }

  private static Blocker blocker(long id, String name, String reason, String detail) {
    return new Blocker("organisationUnit", Long.toString(id), name, reason, detail, 1);
  }
}
