package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the analytics tables of one build are.
 *
 * @param schema the schema they are in
 */
public record TableSet(String schema) {
  /** A table with all its years, as DHIS2 reads of raw data, outliers, targets and events. */
  public String all(String table) {
    return SqlText.identifier(schema, table);
  }

  /** The tables of these years the way DHIS2 puts them in {@code from}: one alone, or a union. */
  public String years(String table, List<Integer> years) {
    if (years.size() == 1) {
      return partition(table, years.get(0));
    }
    return years.stream()
        .map(year -> "select ap.* from " + partition(table, year) + " ap")
        .collect(Collectors.joining(" union all ", "(", ")"));
  }

  private String partition(String table, int year) {
    return SqlText.identifier(schema, table + '_' + year);
  }
}
