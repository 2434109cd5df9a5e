package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the data value tables of one build are.
 *
 * @param schema the schema they are in
 */
public record TableSet(String schema) {
  /** The table over all years, as DHIS2 reads for raw data and outliers. */
  public String all() {
    return SqlText.identifier(schema, "analytics");
  }

  /** The tables of these years the way DHIS2 puts them in {@code from}: one alone, or a union. */
  public String years(List<Integer> years) {
    if (years.size() == 1) {
      return partition(years.get(0));
    }
    return years.stream()
        .map(year -> "select ap.* from " + partition(year) + " ap")
        .collect(Collectors.joining(" union all ", "(", ")"));
  }

  private String partition(int year) {
    return SqlText.identifier(schema, "analytics_" + year);
  }
}
