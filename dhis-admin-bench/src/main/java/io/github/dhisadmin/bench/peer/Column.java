package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One column of an analytics table.
 *
 * @param name the name in the table
 * @param type the type with its not-null constraint, as in {@code create table}
 * @param expression what is selected into it
 * @param indexes what each of its indexes is on; none for a fact
 */
record Column(String name, String type, String expression, List<String> indexes) {
  Column {
    indexes = List.copyOf(indexes);
  }

  /** A column with an index of its own. */
  static Column dimension(String name, String type, String expression) {
    return dimension(name, type, expression, name);
  }

  /** A column with an index on these columns. */
  static Column dimension(String name, String type, String expression, String... indexed) {
    String on = Arrays.stream(indexed).map(SqlText::identifier).collect(Collectors.joining(", "));
    return new Column(name, type, expression, List.of(on));
  }

  /** A column of uids, which is named as in the table with this alias. */
  static Column uid(String alias, String name) {
    return dimension(name, "char(11)", alias + '.' + SqlText.identifier(name));
  }

  /** A column that is not indexed. */
  static Column fact(String name, String type, String expression) {
    return new Column(name, type, expression, List.of());
  }
}
