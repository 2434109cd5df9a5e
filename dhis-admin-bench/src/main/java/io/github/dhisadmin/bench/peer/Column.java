package io.github.dhisadmin.bench.peer;

import java.util.List;

/**
 * One column of the data value tables.
 *
 * @param name the name in the table
 * @param type the type with its not-null constraint, as in {@code create table}
 * @param expression what is selected into it
 * @param indexed the columns of its index, empty for a fact, which has none
 */
record Column(String name, String type, String expression, List<String> indexed) {
  Column {
    indexed = List.copyOf(indexed);
  }

  /** A column with an index of its own. */
  static Column dimension(String name, String type, String expression) {
    return new Column(name, type, expression, List.of(name));
  }

  /** A column that is not indexed. */
  static Column fact(String name, String type, String expression) {
    return new Column(name, type, expression, List.of());
  }
}
