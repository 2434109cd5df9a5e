package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Set;

/**
 * {@code GET /api/dataValueSets}. The server knows no data sets and no hierarchy: all its values
 * are in every data set and below every unit. Data elements and periods are looked at; of a span of
 * days, by the first day of a period.
 */
final class ValueExport {
  private final RemoteStore store;

  ValueExport(RemoteStore store) {
    this.store = store;
  }

  HttpReply get(RemoteRequest request) {
    LocalDate from = LocalDate.parse(request.query("startDate", "0001-01-01"));
    LocalDate to = LocalDate.parse(request.query("endDate", "9999-12-31"));
    Set<String> elements = names(request, "dataElement");
    Set<String> periods = names(request, "period");
    ObjectNode document = Json.object();
    ArrayNode values = document.putArray("dataValues");
    for (StoredObject value : store.all(StoredKind.DATA_VALUE)) {
      String period = String.valueOf(value.fields().get("period"));
      LocalDate day = firstDay(period);
      boolean named =
          isNamed(elements, String.valueOf(value.fields().get("dataElement")))
              && isNamed(periods, period);
      if (!value.deleted() && named && !day.isBefore(from) && !day.isAfter(to)) {
        ObjectNode row = values.addObject();
        value.fields().forEach((name, content) -> row.put(name, String.valueOf(content)));
      }
    }
    return HttpReply.of(200, HttpReply.JSON, document.toString());
  }

  private static Set<String> names(RemoteRequest request, String parameter) {
    String names = request.query(parameter, "");
    return names.isEmpty() ? Set.of() : Set.of(names.split(",", -1));
  }

  /** Whoever names none means all. */
  private static boolean isNamed(Set<String> names, String name) {
    return names.isEmpty() || names.contains(name);
  }

  /** Of a month or a day; of anything else that of its year. */
  private static LocalDate firstDay(String period) {
    int year = Integer.parseInt(period.substring(0, 4));
    int month = period.matches("[0-9]{6}|[0-9]{8}") ? Integer.parseInt(period.substring(4, 6)) : 1;
    int day = period.matches("[0-9]{8}") ? Integer.parseInt(period.substring(6)) : 1;
    return LocalDate.of(year, month, day);
  }
}
