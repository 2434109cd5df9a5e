package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.sql.TableLayout;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Everything that a resource table is.
 *
 * @param columns in their order
 * @param rows a query of exactly these columns
 * @param primaryKey columns of the primary key; empty if there is none
 * @param indexes other indexes
 * @param warnings broken metadata that the rows step over
 */
record TableContent(
    List<Column> columns,
    Select<?> rows,
    List<String> primaryKey,
    List<Index> indexes,
    List<Warning> warnings) {

  TableContent {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
    warnings = List.copyOf(warnings);
  }

  static TableContent of(List<Column> columns, Select<?> rows) {
    return new TableContent(columns, rows, List.of(), List.of(), List.of());
  }

  TableContent keyedBy(String... key) {
    return new TableContent(columns, rows, List.of(key), indexes, warnings);
  }

  TableContent uniqueIndex(String... indexed) {
    return with(new Index(List.of(indexed), true));
  }

  TableContent index(String... indexed) {
    return with(new Index(List.of(indexed), false));
  }

  TableContent warnings(List<Warning> found) {
    return new TableContent(columns, rows, primaryKey, indexes, joined(warnings, found));
  }

  /** Names of the columns that hold no nulls. */
  List<Name> required() {
    return columns.stream()
        .filter(Column::required)
        .map(column -> DSL.name(column.name()))
        .toList();
  }

  /** What the table is apart from its rows, if it is kept like this. */
  TableLayout layout(TableStorage storage) {
    Set<String> traits = new HashSet<>();
    traits.add(TableLayout.kept(storage));
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean required = column.required() || primaryKey.contains(column.name());
      traits.add(TableLayout.column(i + 1, column.name(), column.type(), required));
    }
    if (!primaryKey.isEmpty()) {
      traits.add(TableLayout.index(true, true, primaryKey));
    }
    for (Index index : indexes) {
      traits.add(TableLayout.index(index.unique(), false, index.columns()));
    }
    return new TableLayout(traits);
  }

  private TableContent with(Index added) {
    return new TableContent(columns, rows, primaryKey, joined(indexes, List.of(added)), warnings);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /**
   * An index beside the primary key.
   *
   * @param columns names of its columns
   * @param unique whether it forbids duplicates
   */
  record Index(List<String> columns, boolean unique) {}
}
