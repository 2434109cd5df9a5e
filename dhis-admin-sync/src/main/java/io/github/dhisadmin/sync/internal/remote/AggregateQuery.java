package io.github.dhisadmin.sync.internal.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which aggregates are asked for.
 *
 * @param items uids of data elements, perhaps with one of an option combination
 * @param periods ISO ids
 * @param organisationUnits a unit, perhaps with {@code ;LEVEL-4} for those below it
 * @param filter a category and one of its options, as in {@code uid:uid}
 */
public record AggregateQuery(
    List<String> items, List<String> periods, String organisationUnits, Optional<String> filter) {

  /** Copies the lists. */
  public AggregateQuery {
    items = List.copyOf(items);
    periods = List.copyOf(periods);
  }

  String path() {
    return "/api/analytics/dataValueSet.json?dimension="
        + encoded("dx:" + String.join(";", items))
        + "&dimension="
        + encoded("pe:" + String.join(";", periods))
        + "&dimension="
        + encoded("ou:" + organisationUnits)
        + filter.map(each -> "&filter=" + encoded(each)).orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
