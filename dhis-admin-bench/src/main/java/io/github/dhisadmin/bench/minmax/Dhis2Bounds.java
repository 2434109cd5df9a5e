package io.github.dhisadmin.bench.minmax;

import io.github.dhisadmin.bench.minmax.BoundsScope.NumericElement;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.minmax.MinMaxScope.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Generates bounds as DHIS2 does: deletes those of the subtree, asks for mean and deviation of one
 * data element after the other, and inserts what it computes of them. It computes for a subtree as
 * 2.36 did, and for one unit as 2.42 does.
 */
final class Dhis2Bounds {
  private static final double FACTOR = 2.0;
  private static final int ROWS_PER_INSERT = 500;
  private static final Set<String> NOT_NEGATIVE =
      Set.of("INTEGER_POSITIVE", "INTEGER_ZERO_OR_POSITIVE");

  private final Sessions sessions;
  private final BoundsScope scope;

  Dhis2Bounds(Sessions sessions, BoundsScope scope) {
    this.sessions = sessions;
    this.scope = scope;
  }

  void generate() {
    sessions.execute(
        "delete from minmaxdataelement m using organisationunit o where o.organisationunitid = m.sourceid and m.dataelementid in (%s) and %s"
            .formatted(
                numbers(scope.elements().stream().map(NumericElement::id).toList()), isInScope()));
    List<String> rows = new ArrayList<>();
    for (NumericElement element : scope.elements()) {
      rows.addAll(bounds(element));
    }
    for (int from = 0; from < rows.size(); from += ROWS_PER_INSERT) {
      sessions.execute(
          "insert into minmaxdataelement (sourceid, dataelementid, categoryoptioncomboid, minimumvalue, maximumvalue, generatedvalue) values "
              + String.join(
                  ", ", rows.subList(from, Math.min(rows.size(), from + ROWS_PER_INSERT))));
    }
  }

  private List<String> bounds(NumericElement element) {
    return sessions
        .query(
            """
            select v.sourceid, v.categoryoptioncomboid, avg(cast(v.value as double precision)),
              stddev_pop(cast(v.value as double precision))
            from datavalue v
            join period p on p.periodid = v.periodid
            join organisationunit o on o.organisationunitid = v.sourceid
            where v.dataelementid = %d and v.categoryoptioncomboid in (%s)
              and p.startdate >= '0001-01-01' and %s and v.deleted is false
            group by v.sourceid, v.categoryoptioncomboid
            """
                .formatted(element.id(), numbers(element.optionCombos()), isInScope()),
            row ->
                bound(element, row.getLong(1), row.getLong(2), row.getDouble(3), row.getDouble(4)))
        .stream()
        .filter(row -> !row.isEmpty())
        .toList();
  }

  /** A row to insert; empty if values do not differ. */
  private static String bound(
      NumericElement element, long unit, long optionCombo, double mean, double deviation) {
    if (deviation == 0) {
      return "";
    }
    int minimum = (int) Math.round(mean - FACTOR * deviation);
    int maximum = (int) Math.round(mean + FACTOR * deviation);
    if (NOT_NEGATIVE.contains(element.valueType())) {
      minimum = Math.max(0, minimum);
    }
    if (element.valueType().equals("INTEGER_NEGATIVE")) {
      maximum = Math.min(0, maximum);
    }
    return "(%d, %d, %d, %d, %d, true)"
        .formatted(unit, element.id(), optionCombo, minimum, maximum);
  }

  private String isInScope() {
    return scope.depth() == Depth.SELF
        ? "o.organisationunitid = " + scope.unit().id()
        : "o.path like " + SqlText.literal(scope.unit().path() + "%");
  }

  private static String numbers(List<Long> keys) {
    return keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
