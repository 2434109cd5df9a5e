package io.github.dhisadmin.bench.corpus;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table that a query reads, and the years of it.
 *
 * @param table its name
 * @param years the years of which the tables are named; empty to name that of all years
 * @param condition the condition by which rows of these years are asked for
 */
record Source(String table, List<Integer> years, Optional<String> condition) {
  private static final String DATA_VALUES = "analytics";

  Source {
    years = List.copyOf(years);
  }

  /** Data values: the tables of the years are named. */
  static Source dataValues(List<Integer> years) {
    return ofYears(DATA_VALUES, years);
  }

  /** A table with years, which are named. */
  static Source ofYears(String table, List<Integer> years) {
    String numbers = years.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new Source(table, years, Optional.of("ax.\"year\" in (" + numbers + ")"));
  }

  /** A table of events, of which the checks tell the years. */
  static Source ofEvents(String table, List<Integer> years) {
    String names = years.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
    return new Source(table, List.of(), Optional.of("ax.\"yearly\" in (" + names + ")"));
  }

  /** A table without years. */
  static Source whole(String table) {
    return new Source(table, List.of(), Optional.empty());
  }

  String in(TableSet tables) {
    return years.isEmpty() ? tables.all(table) : tables.years(table, years);
  }

  List<String> conditions() {
    return condition.stream().toList();
  }
}
