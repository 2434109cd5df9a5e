package io.github.dhisadmin.jooq.internal.analytics;

import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Ranges of numbers with a name each. A number in two of them has none: DHIS2 gives up the table
 * over it.
 *
 * @param uid its uid
 * @param legends its ranges
 */
record LegendSet(String uid, List<Legend> legends) {
  /**
   * One of the ranges.
   *
   * @param uid its uid
   * @param start the least number in it
   * @param end the least number beyond it
   */
  record Legend(String uid, double start, double end) {
    private boolean covers(double from) {
      return start <= from && from < end;
    }
  }

  /** Numbers that are in the same legends. */
  private record Span(double start, double end, List<Legend> legends) {
    private Condition has(Field<Double> value) {
      return value.ge(inline(start)).and(value.lt(inline(end)));
    }
  }

  /** Keeps its own copy. */
  LegendSet {
    legends = List.copyOf(legends);
  }

  /** The uid of the only legend that a number is in. */
  Field<String> uidOf(Field<Double> value) {
    CaseConditionStep<String> cases = null;
    for (Span span : spans()) {
      if (span.legends().size() == 1) {
        Field<String> legend = inline(span.legends().get(0).uid()).cast(AnalyticsColumn.UID);
        cases = cases == null ? when(span.has(value), legend) : cases.when(span.has(value), legend);
      }
    }
    return cases == null ? castNull(AnalyticsColumn.UID) : cases;
  }

  /** Whether a number is in several legends; empty if none can be. */
  Optional<Condition> ambiguous(Field<Double> value) {
    return spans().stream()
        .filter(span -> span.legends().size() > 1)
        .map(span -> span.has(value))
        .reduce(Condition::or);
  }

  private List<Span> spans() {
    List<Double> bounds =
        legends.stream()
            .flatMap(legend -> Stream.of(legend.start(), legend.end()))
            .distinct()
            .sorted()
            .toList();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      double start = bounds.get(i);
      List<Legend> covering = legends.stream().filter(legend -> legend.covers(start)).toList();
      if (!covering.isEmpty()) {
        spans.add(new Span(start, bounds.get(i + 1), covering));
      }
    }
    return spans;
  }
}
