package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.bench.sql.Sessions;
import java.util.List;

/**
 * The data that was built from.
 *
 * @param dataValues rows of the data value table
 * @param dataElements data elements
 * @param organisationUnits organisation units
 * @param years the years with data
 */
public record DataSize(
    long dataValues, long dataElements, long organisationUnits, List<Integer> years) {
  /** Copies the years. */
  public DataSize {
    years = List.copyOf(years);
  }

  static DataSize of(Sessions sessions, List<Integer> years) {
    return new DataSize(
        sessions.number("select count(*) from datavalue"),
        sessions.number("select count(*) from dataelement"),
        sessions.number("select count(*) from organisationunit"),
        years);
  }
}
