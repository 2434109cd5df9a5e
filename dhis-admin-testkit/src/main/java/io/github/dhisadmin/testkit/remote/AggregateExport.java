package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code GET /api/analytics/dataValueSet.json}, in the shape that 2.42 answers. The server knows no
 * hierarchy: values are summed up for the unit they belong to, whatever units are asked for. Nor
 * does it know categories: a filter keeps values whose attribute option combination has the uid of
 * the option. What is no number is left out, as in analytics tables.
 */
final class AggregateExport {
  private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?";

  private final RemoteStore store;

  /** What values are summed up for. */
  private record Cell(String item, String period, String unit) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      return toString().compareTo(other.toString());
    }
  }

  AggregateExport(RemoteStore store) {
    this.store = store;
  }

  HttpReply get(RemoteRequest request) {
    List<String> dimensions = List.of(request.query("dimension", "").split(",", -1));
    List<String> items = members(dimensions, "dx");
    List<String> periods = members(dimensions, "pe");
    if (items.isEmpty() || periods.isEmpty() || members(dimensions, "ou").isEmpty()) {
      return WebMessages.error(409, "Dimension is present in query without any valid options");
    }
    String filter = request.query("filter", "");
    String attribute = filter.substring(filter.indexOf(':') + 1);
    Map<Cell, BigDecimal> sums = new TreeMap<>();
    for (StoredObject value : store.all(StoredKind.DATA_VALUE)) {
      boolean wanted =
          !value.deleted()
              && periods.contains(text(value, "period"))
              && text(value, "value").matches(NUMBER)
              && (attribute.isEmpty() || attribute.equals(text(value, "attributeOptionCombo")));
      if (wanted) {
        items.stream()
            .filter(item -> names(value).anyMatch(item::equals))
            .forEach(
                item ->
                    sums.merge(
                        new Cell(item, text(value, "period"), text(value, "orgUnit")),
                        new BigDecimal(text(value, "value")),
                        BigDecimal::add));
      }
    }
    return HttpReply.of(200, HttpReply.JSON, document(sums).toString());
  }

  private static ObjectNode document(Map<Cell, BigDecimal> sums) {
    ObjectNode document = Json.object();
    ArrayNode rows = document.putArray("dataValues");
    sums.forEach(
        (cell, sum) -> {
          String[] item = cell.item().split("\\.", -1);
          ObjectNode row =
              rows.addObject()
                  .put("dataElement", item[0])
                  .put("period", cell.period())
                  .put("orgUnit", cell.unit());
          if (item.length > 1) {
            row.put("categoryOptionCombo", item[1]);
          }
          row.put("value", sum.toPlainString())
              .put("created", "2026-11-22")
              .put("lastUpdated", "2026-11-22")
              .put("comment", "[aggregated]")
              .put("followup", false);
        });
    return document;
  }

  /** A value counts for its data element, and for that with its option combination. */
  private static Stream<String> names(StoredObject value) {
    String element = text(value, "dataElement");
    return Stream.of(element, element + "." + text(value, "categoryOptionCombo"));
  }

  private static List<String> members(List<String> dimensions, String dimension) {
    return dimensions.stream()
        .filter(each -> each.startsWith(dimension + ":"))
        .flatMap(each -> Arrays.stream(each.substring(dimension.length() + 1).split(";", -1)))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static String text(StoredObject value, String field) {
    return String.valueOf(value.fields().getOrDefault(field, ""));
  }
}
