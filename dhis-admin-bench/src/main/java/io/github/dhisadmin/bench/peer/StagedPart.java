package io.github.dhisadmin.bench.peer;

import java.util.List;

/**
 * A table that is filled by itself: all of a type's table, or a year of it.
 *
 * @param parent the table of the type
 * @param name its own name, that of the parent if that has no years
 * @param columns its columns
 * @param checks what its rows meet
 * @param sources what is selected from, one insert after the other, with the columns of each
 */
record StagedPart(
    String parent,
    String name,
    List<Column> columns,
    List<String> checks,
    List<StagedPart.Source> sources) {
  StagedPart {
    columns = List.copyOf(columns);
    checks = List.copyOf(checks);
    sources = List.copyOf(sources);
  }

  /**
   * What one statement inserts.
   *
   * @param expressions what is selected, in the order of the columns
   * @param from the rest of the query, from its {@code from} on
   */
  record Source(List<String> expressions, String from) {
    Source {
      expressions = List.copyOf(expressions);
    }
  }

  /** A part that one statement fills with the expressions of its columns. */
  static StagedPart of(
      String parent, String name, List<Column> columns, List<String> checks, String from) {
    List<String> expressions = columns.stream().map(Column::expression).toList();
    return new StagedPart(parent, name, columns, checks, List.of(new Source(expressions, from)));
  }

  /** Whether it inherits from its parent. */
  boolean inherits() {
    return !name.equals(parent);
  }
}
