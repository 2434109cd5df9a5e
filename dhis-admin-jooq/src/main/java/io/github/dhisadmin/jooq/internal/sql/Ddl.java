package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.analytics.TableStorage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** PostgreSQL's table statements that the typed DSL has no words for. */
public final class Ddl {
  private final DSLContext ctx;

  /** Works in the transaction of a context. */
  public Ddl(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * Creates a table from a query, which writes faster than an insert does. Vacuuming is off until
   * {@link #resetAutovacuum}, as nobody changes a table that is being built.
   *
   * @return number of rows
   */
  public int createTableAs(Name table, TableStorage storage, Select<?> rows) {
    return execute(
        storage == TableStorage.UNLOGGED
            ? "create unlogged table {0} with (autovacuum_enabled = false) as {1}"
            : "create table {0} with (autovacuum_enabled = false) as {1}",
        table,
        rows);
  }

  /** Creates an empty table with the columns of a query. */
  public void createEmptyTableAs(Name table, TableStorage storage, Select<?> rows) {
    execute(
        storage == TableStorage.UNLOGGED
            ? "create unlogged table {0} as {1} with no data"
            : "create table {0} as {1} with no data",
        table,
        rows);
  }

  /** Declares what is true of all rows; reads them once, however much is declared. */
  public void declare(Name table, List<Name> required, List<Condition> checks) {
    List<QueryPart> declarations = new ArrayList<>();
    for (Name column : required) {
      declarations.add(DSL.sql("alter column {0} set not null", column));
    }
    for (Condition check : checks) {
      declarations.add(DSL.sql("add check ({0})", check));
    }
    if (!declarations.isEmpty()) {
      execute("alter table {0} {1}", table, DSL.list(declarations));
    }
  }

  /** Makes a table stand on its own again. */
  public void disinherit(Name child, Name parent) {
    execute("alter table {0} no inherit {1}", child, parent);
  }

  /** Names of the tables that are children of a table. */
  public List<String> childrenOf(Name table) {
    return ctx.fetch(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = to_regclass({0})",
            DSL.val(ctx.render(table)))
        .getValues(0, String.class);
  }

  /** Creates an empty child with the columns of its parent, and what is required of them. */
  public void createChild(Name child, Name parent, TableStorage storage) {
    execute(
        storage == TableStorage.UNLOGGED
            ? "create unlogged table {0} () inherits ({1})"
            : "create table {0} () inherits ({1})",
        child,
        parent);
  }

  /** Makes a table a child of another one. */
  public void inherit(Name child, Name parent) {
    execute("alter table {0} inherit {1}", child, parent);
  }

  /**
   * A character column as key of a B-tree that is asked for equal values only. Comparing bytes
   * sorts faster than the rules of the database's collation do, but by such an index the planner
   * cannot know that rows lie in the order of the column.
   */
  public static Field<?> equalityKey(Field<String> column) {
    return DSL.field("{0} bpchar_pattern_ops", column.getDataType(), column);
  }

  /**
   * Creates one small index that knows, for a few neighbouring pages at a time, between which
   * values each of the columns lies. Of use where rows of one value lie together.
   */
  public int createBlockRangeIndex(Name index, Name table, List<Field<?>> columns) {
    return execute(
        "create index {0} on {1} using brin ({2}) with (pages_per_range = 16)",
        index, table, DSL.list(columns));
  }

  /** Creates an index of hashes, which finds equal values, however long they are. */
  public int createHashIndex(Name index, Name table, Field<?> column) {
    return execute("create index {0} on {1} using hash ({2})", index, table, column);
  }

  /** Creates an index of where shapes are. */
  public int createSpatialIndex(Name index, Name table, Field<?> column) {
    return execute("create index {0} on {1} using gist ({2})", index, table, column);
  }

  /** Ends a column; its values stay where they are, and nobody sees them. */
  public void dropColumn(Name table, Name column) {
    execute("alter table {0} drop column {1}", table, column);
  }

  /** Creates an index while others write; not within a transaction. */
  public void createIndexConcurrently(Name index, Name table, List<Name> columns) {
    execute("create index concurrently {0} on {1} ({2})", index, table, DSL.list(columns));
  }

  /** Drops an index if it is there, while others write; not within a transaction. */
  public void dropIndexConcurrently(Name index) {
    execute("drop index concurrently if exists {0}", index);
  }

  /** Which of these indexes, each named with its schema, are there, valid or not. */
  public List<Name> existingIndexes(Collection<Name> indexes) {
    return indexes.stream()
        .filter(
            index ->
                ctx.fetchSingle("select to_regclass({0}) is not null", DSL.val(ctx.render(index)))
                    .get(0, boolean.class))
        .toList();
  }

  /** Gives a table back to autovacuum. */
  public void resetAutovacuum(Name table) {
    execute("alter table {0} reset (autovacuum_enabled)", table);
  }

  /** Collects the statistics the planner and the index choice depend on. */
  public void analyze(Name table) {
    execute("analyze {0}", table);
  }

  /** A table without the rows of its children. */
  public Table<Record> only(Name table) {
    return DSL.table("only {0}", table);
  }

  /** Which of these tables changed since they were analysed, or never were. */
  public List<String> changedSinceAnalysis(Collection<String> tables) {
    return ctx.fetch(
            "select relname from pg_stat_user_tables where schemaname = current_schema()"
                + " and relname = any ({0}) and (n_mod_since_analyze > 0"
                + " or coalesce(last_analyze, last_autoanalyze) is null) order by 1",
            DSL.val(tables.toArray(String[]::new)))
        .getValues(0, String.class);
  }

  /** Waits for and takes the lock that no reader or writer can hold beside. */
  public void lockExclusively(Collection<Name> tables) {
    if (!tables.isEmpty()) {
      execute("lock table {0} in access exclusive mode", DSL.list(List.copyOf(tables)));
    }
  }

  /** Waits for and takes the lock that readers, but no writers can hold beside. */
  public void lockAgainstWriters(Name table) {
    execute("lock table {0} in share row exclusive mode", table);
  }

  /** Name, type and nullability of a table's columns, in order. */
  public List<String> columnsOf(Name table) {
    return ctx.fetch(
            "select format('%I %s %s', attname, format_type(atttypid, atttypmod), attnotnull)"
                + " from pg_attribute where attrelid = to_regclass({0})"
                + " and attnum > 0 and not attisdropped order by attnum",
            DSL.val(ctx.render(table)))
        .getValues(0, String.class);
  }

  /**
   * The number of a table of the current schema, which its successor does not have. A transaction
   * that sees a former moment still finds tables that were dropped since in the catalogue, but not
   * by their names.
   */
  public Optional<Long> numberOf(String table) {
    return ctx.fetchOptional(
            "select oid::bigint from pg_class where relnamespace = current_schema()::regnamespace"
                + " and relkind in ('r', 'p') and oid = to_regclass({0})",
            DSL.val(ctx.render(DSL.name(table))))
        .map(row -> row.get(0, Long.class));
  }

  /** Which of these names are tables of the current schema. */
  public List<String> existing(Collection<String> tables) {
    return ctx.fetch(
            "select relname from pg_class where relnamespace = current_schema()::regnamespace"
                + " and relkind in ('r', 'p') and relname = any ({0})",
            DSL.val(tables.toArray(String[]::new)))
        .getValues(0, String.class);
  }

  /**
   * Drops tables together, in an order that works for parents and children; fails if anything else
   * depends on them.
   */
  public void drop(Collection<Name> tables) {
    if (!tables.isEmpty()) {
      execute("drop table {0}", DSL.list(List.copyOf(tables)));
    }
  }

  /** Drops tables together; children that are not among them stay, and stand on their own. */
  public void dropApart(Collection<String> tables) {
    for (String table : tables) {
      childrenOf(DSL.name(table)).stream()
          .filter(child -> !tables.contains(child))
          .forEach(child -> disinherit(DSL.name(child), DSL.name(table)));
    }
    drop(tables.stream().map(DSL::name).toList());
  }

  /** Refreshes a materialised view; beside its readers if that can be. */
  public void refresh(Name view) {
    execute(
        refreshesBesideReaders(view)
            ? "refresh materialized view concurrently {0}"
            : "refresh materialized view {0}",
        view);
  }

  /** Whether a materialised view has what it takes to be refreshed while others read it. */
  public boolean refreshesBesideReaders(Name view) {
    boolean unique =
        !ctx.fetch(
                "select 1 from pg_index where indrelid = {0}::regclass and indisunique"
                    + " and indisvalid and indpred is null and indexprs is null",
                DSL.val(ctx.render(view)))
            .isEmpty();
    return unique && isPopulated(view);
  }

  /** Whether a materialised view has rows that can be read. */
  public boolean isPopulated(Name view) {
    return ctx.fetchSingle(
            "select relispopulated from pg_class where oid = {0}::regclass",
            DSL.val(ctx.render(view)))
        .get(0, Boolean.class);
  }

  /** Sleeps in the database, where a cancellation reaches it. */
  public void sleep(double seconds) {
    execute("select pg_sleep({0})", DSL.inline(seconds));
  }

  private int execute(String template, QueryPart... parts) {
    return ctx.execute(template, parts);
  }
}
