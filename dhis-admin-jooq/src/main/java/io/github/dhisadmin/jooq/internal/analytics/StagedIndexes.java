package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Index;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Kind;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.run.Warning;
import java.util.List;
import java.util.Optional;
import org.jooq.CreateIndexIncludeStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The indexes of a partition that has been filled and does not serve yet. */
final class StagedIndexes {
  /** PostgreSQL's state of a row that is larger than a third of a page of the index. */
  private static final Optional<String> TOO_LONG_FOR_TREE = Optional.of("54000");

  /** Bytes; longer ones fit only if they can be compressed. */
  private static final int LONGEST_IN_TREE = 2704;

  private final AnalyticsTableDefinition definition;
  private final String target;
  private final String staging;
  private final boolean resumed;

  /**
   * Of a partition.
   *
   * @param target the name under which it will serve
   * @param staging the name it has until then
   * @param resumed whether a run that did not end may have built some of them
   */
  StagedIndexes(
      AnalyticsTableDefinition definition, String target, String staging, boolean resumed) {
    this.definition = definition;
    this.target = target;
    this.staging = staging;
    this.resumed = resumed;
  }

  /** Whether a tree could not be built as texts are too long for it; hashes find equal ones. */
  static boolean isTooLong(Index index, StoreException trouble) {
    return trouble.sqlState().equals(TOO_LONG_FOR_TREE) && index.columns().size() == 1;
  }

  /** Builds one of them. Returns whether it was not there already. */
  boolean build(DSLContext ctx, Index index, WorkMemory memory) {
    memory.forIndex(new Session(ctx));
    Ddl ddl = new Ddl(ctx);
    Name name = DSL.name(nameOf(index, ctx));
    if (resumed && !ddl.existingIndexes(List.of(name)).isEmpty()) {
      return false;
    }
    List<Field<?>> columns = index.columns().stream().<Field<?>>map(StagedIndexes::column).toList();
    switch (index.kind()) {
      case TREE -> tree(ctx, name, index).execute();
      case TREE_WITHOUT_NULLS -> tree(ctx, name, index).where(columns.get(0).isNotNull()).execute();
      case TREE_LATEST_FIRST ->
          ctx.createIndex(name).on(rows(), columns.get(0).desc().nullsLast()).execute();
      case BLOCK_RANGES -> ddl.createBlockRangeIndex(name, DSL.name(staging), columns);
      case HASHES -> ddl.createHashIndex(name, DSL.name(staging), columns.get(0));
      case SHAPES -> ddl.createSpatialIndex(name, DSL.name(staging), columns.get(0));
    }
    return true;
  }

  /** Builds one of hashes instead of texts. Returns what is to be said about it. */
  Warning buildOfHashes(DSLContext ctx, Index index, WorkMemory memory) {
    build(ctx, new Index(index.columns(), Kind.HASHES), memory);
    String column = index.columns().get(0);
    return new Warning(
        "VALUE_TOO_LONG_FOR_INDEX",
        target,
        "Column " + column + " has an index that finds equal values only",
        ctx.fetchCount(
            rows(),
            DSL.octetLength(DSL.field(DSL.name(column), String.class)).gt(LONGEST_IN_TREE)));
  }

  private CreateIndexIncludeStep tree(DSLContext ctx, Name name, Index index) {
    List<Field<?>> keys = index.columns().stream().<Field<?>>map(this::key).toList();
    return ctx.createIndex(name).on(rows(), keys);
  }

  /**
   * No query asks for a range of uids, or for rows in their order. Rows are stored by the leading
   * columns, which the planner has to see: it would else think that each row lies elsewhere.
   */
  private Field<?> key(String column) {
    boolean bytes =
        definition.columns().stream()
            .filter(each -> each.name().equals(column))
            .anyMatch(
                each -> each.type() == AnalyticsColumn.UID && each.access() != Access.LEADING);
    return bytes
        ? Ddl.equalityKey(DSL.field(DSL.name(column), AnalyticsColumn.UID))
        : column(column);
  }

  private static Field<?> column(String name) {
    return DSL.field(DSL.name(name));
  }

  private Table<Record> rows() {
    return DSL.table(DSL.name(staging));
  }

  /**
   * Names of indexes are unique in a schema, and those of the serving table are there until the
   * swap; the table's own number tells them apart.
   */
  private String nameOf(Index index, DSLContext ctx) {
    Long number =
        ctx.select(
                DSL.function(DSL.name("to_regclass"), Object.class, DSL.val('"' + staging + '"'))
                    .cast(SQLDataType.BIGINT))
            .fetchSingle()
            .value1();
    String what = index.kind() == Kind.BLOCK_RANGES ? "blocks" : String.join("_", index.columns());
    return "in_" + what + "_" + Long.toString(number, 36);
  }
}
