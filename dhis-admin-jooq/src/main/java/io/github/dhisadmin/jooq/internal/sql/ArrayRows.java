package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Rows that a program knows, as a table for a statement; one bind value for each column. */
public final class ArrayRows {
  private ArrayRows() {}

  /**
   * A table of these columns.
   *
   * @param alias the table's name
   * @param columns the values of each column, all of the same length
   * @param names the columns' names
   */
  public static Table<Record> of(String alias, List<Field<?>> columns, String... names) {
    String places =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "{" + i + "}")
            .collect(Collectors.joining(", "));
    return DSL.table("unnest(" + places + ")", columns.toArray(QueryPart[]::new)).as(alias, names);
  }
}
