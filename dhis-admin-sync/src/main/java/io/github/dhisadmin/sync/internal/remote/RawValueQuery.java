package io.github.dhisadmin.sync.internal.remote;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which values are asked for, as they were entered.
 *
 * @param dataElements uids
 * @param periods ISO ids
 * @param organisationUnit uid of a unit, with all units below it
 */
public record RawValueQuery(
    List<String> dataElements, List<String> periods, String organisationUnit) {

  /** Copies the lists. */
  public RawValueQuery {
    dataElements = List.copyOf(dataElements);
    periods = List.copyOf(periods);
  }

  String path() {
    return "/api/dataValueSets?"
        + Stream.of(
                dataElements.stream().map(each -> "dataElement=" + each),
                periods.stream().map(each -> "period=" + each),
                Stream.of("orgUnit=" + organisationUnit, "children=true"))
            .flatMap(each -> each)
            .collect(Collectors.joining("&"));
  }
}
