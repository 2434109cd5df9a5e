package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITLEVEL;

import io.github.dhisadmin.jooq.internal.organisationunit.ParentTree;
import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
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

  private static final Field<Long> UNNAMED =
      DSL.field(DSL.name("levels", "unnamed"), SQLDataType.BIGINT);
  private static final Field<Long> ID = found(ORGANISATIONUNIT.ORGANISATIONUNITID);
  private static final Field<Long> PARENT = found(ORGANISATIONUNIT.PARENTID);
  private static final Field<String> NAME = found(ORGANISATIONUNIT.NAME);
  private static final Field<String> PATH = found(ORGANISATIONUNIT.PATH);
  private static final Field<Integer> LEVEL = found(ORGANISATIONUNIT.HIERARCHYLEVEL);
  private static final Field<Long> TREE_ID =
      DSL.field(DSL.name("units", "tree_id"), SQLDataType.BIGINT);
  private static final Field<String> TREE_PATH =
      DSL.field(DSL.name("units", "tree_path"), SQLDataType.CLOB);
  private static final Field<Integer> TREE_LEVEL =
      DSL.field(DSL.name("units", "tree_level"), SQLDataType.INTEGER);

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
    Map<Long, Record> unreached = new LinkedHashMap<>();
    Result<? extends Record> found = find(ctx);
    for (Record row : found) {
      Long id = row.get(ID);
      if (id != null && row.get(TREE_ID) == null) {
        unreached.put(id, row);
      } else if (id != null) {
        Unit unit = unit(id, row);
        if (unit.rightPath().length() > MAX_LENGTH) {
          plan.block(blocker(id, unit.name(), "TOO_DEEP", "at level " + unit.rightLevel()));
        } else {
          wrong.put(id, unit);
        }
      }
    }
    unreached.forEach((id, row) -> plan.block(unreached(id, row, unreached)));
    long unnamed = found.get(0).get(UNNAMED);
    if (unnamed > 0) {
      plan.warn(
          new Warning(
              "LEVEL_WITHOUT_NAME", "orgunitlevel", "levels of units have no row", unnamed));
    }
    return plan.step(STEP, wrong.size(), Duration.ofNanos(50_000))
        .about(wrong.keySet())
        .by(chunks -> correct(chunks, wrong));
  }

  /**
   * Units that are not as the tree says, those of no tree last; one row without a unit if there are
   * none. Each row tells the number of levels without a name as well, as to walk down the tree
   * takes longer than all the rest.
   */
  private static Result<? extends Record> find(DSLContext ctx) {
    Table<?> levels =
        DSL.select(
                DSL.countDistinct(ParentTree.LEVEL)
                    .coerce(SQLDataType.BIGINT)
                    .as(UNNAMED.getUnqualifiedName()))
            .from(ParentTree.TABLE)
            .where(
                DSL.notExists(
                    DSL.selectOne()
                        .from(ORGUNITLEVEL)
                        .where(ORGUNITLEVEL.LEVEL.eq(ParentTree.LEVEL))))
            .asTable("levels");
    Table<?> units =
        DSL.select(
                ORGANISATIONUNIT.ORGANISATIONUNITID,
                ORGANISATIONUNIT.PARENTID,
                ORGANISATIONUNIT.NAME,
                ORGANISATIONUNIT.PATH,
                ORGANISATIONUNIT.HIERARCHYLEVEL,
                ParentTree.ID.as(TREE_ID.getUnqualifiedName()),
                ParentTree.PATH.as(TREE_PATH.getUnqualifiedName()),
                ParentTree.LEVEL.as(TREE_LEVEL.getUnqualifiedName()))
            .from(ORGANISATIONUNIT)
            .leftJoin(ParentTree.TABLE)
            .on(ParentTree.ID.eq(ORGANISATIONUNIT.ORGANISATIONUNITID))
            .where(ParentTree.ID.isNull())
            .or(ORGANISATIONUNIT.PATH.isDistinctFrom(ParentTree.PATH))
            .or(ORGANISATIONUNIT.HIERARCHYLEVEL.isDistinctFrom(ParentTree.LEVEL))
            .asTable("units");
    return ctx.withRecursive(ParentTree.NODES)
        .select(UNNAMED)
        .select(ID, PARENT, NAME, PATH, LEVEL, TREE_ID, TREE_PATH, TREE_LEVEL)
        .from(levels)
        .leftJoin(units)
        .on(DSL.trueCondition())
        .orderBy(TREE_LEVEL.asc().nullsLast(), ID)
        .fetch();
  }

  private static Unit unit(long id, Record row) {
    return new Unit(
        id,
        row.get(PARENT),
        row.get(NAME),
        row.get(PATH),
        row.get(LEVEL),
        row.get(TREE_PATH),
        row.get(TREE_LEVEL));
  }

  private static Blocker unreached(long id, Record row, Map<Long, Record> units) {
    boolean orphan = endsNowhere(id, units);
    return blocker(
        id,
        row.get(NAME),
        orphan ? "ORPHAN" : "CYCLE",
        orphan
            ? "it or a unit above it has a parent that does not exist"
            : "it is part of a cycle of parents, or below one");
  }

  /** Whether the way up ends at a parent that does not exist, and not in a circle. */
  private static boolean endsNowhere(long start, Map<Long, Record> units) {
    Set<Long> seen = new HashSet<>();
    Record unit = units.get(start);
    while (unit != null && seen.add(unit.get(ID))) {
      unit = units.get(unit.get(PARENT));
    }
    return unit == null;
  }

  /**
   * First the units whose path nobody has, several at once; then those that wait for the path of
   * another one, which may wait for theirs.
   */
  private static void correct(Chunks chunks, Map<Long, Unit> wrong) {
    KeyedRows rows = new KeyedRows(ORGANISATIONUNIT, ORGANISATIONUNIT.ORGANISATIONUNITID);
    Map<Long, Unit> waiting = new ConcurrentHashMap<>(waiting(wrong.values()));
    rows.change(
        chunks,
        STEP,
        wrong.keySet().stream().filter(id -> !waiting.containsKey(id)).toList(),
        UNITS_AT_ONCE,
        (ctx, ids) -> write(ctx, ids.stream().map(wrong::get).toList(), waiting));
    List<PathExchange.Wish> wishes =
        waiting.values().stream()
            .sorted(Comparator.comparing(Unit::id))
            .map(unit -> new PathExchange.Wish(unit.id(), unit.path(), unit.rightPath()))
            .toList();
    rows.change(
        chunks,
        STEP,
        new PathExchange(UNITS_AT_ONCE).parts(wishes),
        (ctx, ids) -> exchange(ctx, chunks, ids.stream().map(waiting::get).toList()));
  }

  /** Units whose path is that of another one which is to be corrected as well. */
  private static Map<Long, Unit> waiting(Collection<Unit> units) {
    Map<String, Unit> holders = new HashMap<>();
    for (Unit unit : units) {
      if (unit.path() != null) {
        holders.put(unit.path(), unit);
      }
    }
    Map<Long, Unit> waiting = new HashMap<>();
    for (Unit unit : units) {
      Unit holder = holders.get(unit.rightPath());
      if (holder != null && holder.id() != unit.id()) {
        waiting.put(unit.id(), unit);
      }
    }
    return waiting;
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
                    DSL.any(
                        BoundArray.of(units.stream().map(Unit::rightPath).toArray(String[]::new)))))
            .and(
                ORGANISATIONUNIT.ORGANISATIONUNITID.ne(
                    DSL.all(BoundArray.of(units.stream().map(Unit::id).toArray(Long[]::new)))))
            .fetchSet(ORGANISATIONUNIT.PATH);
    return units.stream().filter(unit -> held.contains(unit.rightPath())).toList();
  }

  private static Blocker taken(Unit unit) {
    return blocker(
        unit.id(), unit.name(), "PATH_TAKEN", "another unit has path " + unit.rightPath());
  }

  private static long write(DSLContext ctx, List<Unit> units, Map<Long, Unit> waiting) {
    return OneByOne.unlessTaken(ctx)
        .change(units, some -> update(ctx, some, RIGHT_PATH), unit -> waiting.put(unit.id(), unit));
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

  private static <T> Field<T> found(Field<T> column) {
    return DSL.field(DSL.name("units", column.getName()), column.getDataType());
  }

  private static <T> Field<T> column(String name, Class<T> type) {
    return DSL.field(DSL.name("planned", name), type);
  }

  private static Blocker blocker(long id, String name, String reason, String detail) {
    return new Blocker("organisationUnit", Long.toString(id), name, reason, detail, 1);
  }
}
