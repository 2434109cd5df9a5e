package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.run.Warning;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What one analytics table is: its columns, its partitions and the rows of each. */
interface AnalyticsTableDefinition {
  /**
   * The name of a column after all others of {@link #rows}, if {@link #countsRejected}; it ends
   * before the table serves.
   */
  String REJECTED = "rejected";

  AnalyticsTableType type();

  /** Its name, or that of the parent of its partitions. */
  default String tableName() {
    return type().tableName();
  }

  /** The same without a limit on years. */
  default AnalyticsTableDefinition ofAllYears() {
    return this;
  }

  /** The columns in order; all partitions share them. */
  List<AnalyticsColumn> columns();

  /**
   * Makes what the queries for rows join, once per run; what it creates, the run drops.
   *
   * @return the definition itself
   */
  default AnalyticsTableDefinition prepare(DSLContext ctx) {
    return this;
  }

  /**
   * Work that completes what {@link #prepare} made, in pieces that may run side by side; each says
   * how many rows it wrote.
   */
  default List<Function<DSLContext, Integer>> fillings(int sessions) {
    return List.of();
  }

  /** Conditions that every row of a partition meets, declared so that queries skip the others. */
  default List<Condition> checks(Partition partition) {
    return List.of();
  }

  /** Of rows that serve, those of a year or a later one. */
  default Condition servesFrom(int year) {
    return DSL.field(DSL.name("year"), SQLDataType.INTEGER).ge(DSL.inline(year));
  }

  /**
   * The column of rows that serve that tells the source row of each; none in types without a
   * partition of latest values.
   */
  default Optional<Field<String>> key() {
    return Optional.empty();
  }

  /** Whether a source row may come to be of another year. */
  default boolean changesYears() {
    return false;
  }

  /**
   * Which source rows changed, and of which year they are now, whether they still count or not: the
   * columns {@link ChangedKeys#KEY} and {@link ChangedKeys#YEAR}. None in types that are not kept
   * fresh.
   */
  default Optional<Select<?>> changedSince(LocalDateTime moment) {
    return Optional.empty();
  }

  /**
   * The keys of the source rows of a part, whether they count or not, in the column {@link
   * ChangedKeys#KEY}. None in types of which rows are not found by who wrote their source rows.
   */
  default Optional<Select<?>> keys(Partition part) {
    return Optional.empty();
  }

  /** The parts that have source rows; empty means there is nothing to build from. */
  List<Partition> partitions(DSLContext ctx);

  /** The rows of a part, with exactly the columns, and {@link #REJECTED} if there is one. */
  Select<?> rows(Partition partition);

  /** How many rows a part has. */
  default int rowCount(DSLContext ctx, Partition partition) {
    return ctx.fetchCount(rows(partition));
  }

  /**
   * The only rows of the largest source table that a part is built from, if that is more than one
   * can see from the query; a part without it may have other rows whenever the table has.
   */
  default Optional<SourceSplit> split(Partition partition) {
    return Optional.empty();
  }

  /** Settings of a session that reads the rows. */
  default void tune(WorkMemory memory, Session session) {
    memory.forJoins(session);
  }

  /** Settings of a session that collects statistics of a part that has been filled. */
  default void tuneStatistics(Session session) {}

  /** Whether each row comes with the number of its values that became null; null for none. */
  default boolean countsRejected() {
    return false;
  }

  /**
   * What became null in a part that has just been filled.
   *
   * @param staging the filled table, which still has its column of rejected values
   */
  default List<Warning> rejected(DSLContext ctx, Partition partition, Name staging) {
    return List.of();
  }

  /** What was left out of the rows because it could not be one; read from the run's snapshot. */
  default List<Warning> findings(DSLContext ctx) {
    return List.of();
  }
}
