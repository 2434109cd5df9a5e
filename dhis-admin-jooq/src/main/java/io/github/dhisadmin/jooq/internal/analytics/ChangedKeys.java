package io.github.dhisadmin.jooq.internal.analytics;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The source rows that changed, as {@link WorkTable#LATEST_KEY} holds their keys and years. */
final class ChangedKeys {
  /** The column with the key. */
  static final String KEY = "key";

  /** The column with the year; null for what is of none. */
  static final String YEAR = "year";

  private static final Field<Integer> YEARS = DSL.field(DSL.name(YEAR), SQLDataType.INTEGER);

  private final DSLContext ctx;
  private final AnalyticsTableDefinition definition;
  private final Table<Record> keys;
  private final Field<String> key;

  /** Of a table, in the transaction of a context. */
  ChangedKeys(DSLContext ctx, AnalyticsTableDefinition definition, String adminSchema) {
    this.ctx = ctx;
    this.definition = definition;
    this.keys = DSL.table(WorkTable.LATEST_KEY.in(adminSchema));
    this.key = definition.key().orElseThrow();
  }

  /** Removes their rows. Returns which of the partitions had any. */
  List<String> removeFrom(List<String> partitions) {
    LatestPartition latest = new LatestPartition(definition);
    List<String> ofTheirYears =
        years().stream().map(year -> definition.tableName() + "_" + year).toList();
    Field<String> changed = DSL.field(DSL.name(KEY), key.getDataType());
    List<String> concerned = new ArrayList<>();
    for (String partition : partitions) {
      boolean mayHaveAny =
          definition.changesYears()
              || partition.equals(latest.name())
              || ofTheirYears.contains(partition);
      if (mayHaveAny
          && ctx.deleteFrom(DSL.table(DSL.name(partition)))
                  .where(key.in(DSL.select(changed).from(keys)))
                  .execute()
              > 0) {
        concerned.add(partition);
      }
    }
    return concerned;
  }

  /** Writes their rows, each as a partition of its year would have it. */
  void insertInto(LatestPartition latest, LocalDateTime since) {
    List<Field<Object>> columns =
        definition.columns().stream().map(column -> DSL.field(column.sqlName())).toList();
    for (int year : years()) {
      Select<?> rows = definition.rows(Partition.ofYear(year, 0).changedSince(since));
      ctx.insertInto(DSL.table(DSL.name(latest.name())), columns)
          .select(DSL.select(columns).from(rows.asTable("each")))
          .execute();
    }
  }

  private List<Integer> years() {
    return ctx.selectDistinct(YEARS)
        .from(keys)
        .where(YEARS.isNotNull())
        .orderBy(YEARS)
        .fetch(YEARS);
  }
}
