package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource table.
 *
 * @param name its name without what all of them begin with
 * @param columns its columns, each as in {@code create table}
 * @param key the columns of its primary key
 * @param indexes its other indexes, as what comes after {@code create} and {@code on the table}
 * @param filling what it is filled with
 */
record PeerTable(
    String name, List<String> columns, List<String> key, List<Index> indexes, Filling filling) {
  private static final String PREFIX = "analytics_rs_";

  PeerTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    indexes = List.copyOf(indexes);
  }

  /**
   * An index.
   *
   * @param unique whether no two rows are alike in it
   * @param columns what it is on
   */
  record Index(boolean unique, List<String> columns) {
    static Index on(String... columns) {
      return new Index(false, List.of(columns));
    }

    static Index unique(String column) {
      return new Index(true, List.of(column));
    }
  }

  /** Where rows come from. */
  sealed interface Filling {}

  /**
   * A query of the database.
   *
   * @param sql selects the columns in their order
   */
  record Selected(String sql) implements Filling {}

  /**
   * Rows that the server makes of objects.
   *
   * @param rows values of the columns in their order
   */
  record Made(List<List<@Nullable Object>> rows) implements Filling {
    Made {
      rows = List.copyOf(rows);
    }

    /** The insert of one row. */
    static String insert(String table, int columns) {
      return "insert into "
          + table
          + " values ("
          + String.join(", ", Collections.nCopies(columns, "?"))
          + ")";
    }
  }

  /** A table without indexes. */
  static PeerTable of(String name, List<String> columns, List<String> key, Filling filling) {
    return new PeerTable(name, columns, key, List.of(), filling);
  }

  PeerTable with(Index... more) {
    return new PeerTable(
        name, columns, key, Stream.concat(indexes.stream(), Stream.of(more)).toList(), filling);
  }

  /** The name under which it serves. */
  String servingName() {
    return PREFIX + name;
  }

  String create(String table) {
    return "create unlogged table "
        + table
        + " ("
        + String.join(", ", columns)
        + ", primary key ("
        + names(key)
        + "))";
  }

  List<String> createIndexes(String table) {
    return indexes.stream()
        .map(
            index ->
                (index.unique() ? "create unique index on " : "create index on ")
                    + table
                    + " ("
                    + names(index.columns())
                    + ")")
        .toList();
  }

  private static String names(List<String> columns) {
    return columns.stream().map(SqlText::identifier).collect(Collectors.joining(", "));
  }
}
