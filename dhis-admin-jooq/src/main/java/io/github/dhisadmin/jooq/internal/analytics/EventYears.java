package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.run.Warning;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.SQLDataType;

/**
 * The years of events that get a partition, as far as the date resource table reaches; the current
 * one if there are none, as the server expects a table.
 *
 * @param partitions a part for each year
 * @param findings events of other years
 */
record EventYears(List<Partition> partitions, List<Warning> findings) {

  /**
   * Chooses the years.
   *
   * @param events how many there are of each year
   * @param table the table they are for
   */
  static EventYears of(
      DSLContext ctx, BuildInput input, SortedMap<Integer, Long> events, String table) {
    Field<Integer> year = column("day", "year", SQLDataType.INTEGER);
    Record2<Integer, Integer> known =
        ctx.select(min(year), max(year))
            .from(input.resources().table(ResourceTable.DATE_PERIOD_STRUCTURE, "day"))
            .fetchSingle();
    if (known.value1() == null) {
      return new EventYears(withoutEvents(input), List.of());
    }
    SortedMap<Integer, Long> years =
        new TreeMap<>(events.subMap(known.value1(), known.value2() + 1));
    long outside = sum(events) - sum(years);
    years = years.tailMap(input.settings().firstYear());
    return new EventYears(
        years.isEmpty()
            ? withoutEvents(input)
            : years.entrySet().stream()
                .map(entry -> Partition.ofYear(entry.getKey(), entry.getValue()))
                .toList(),
        outside == 0
            ? List.of()
            : List.of(
                new Warning(
                    "EVENT_OUT_OF_YEARS",
                    table,
                    "Events before "
                        + known.value1()
                        + " or after "
                        + known.value2()
                        + " are in no partition",
                    outside)));
  }

  private static List<Partition> withoutEvents(BuildInput input) {
    return List.of(Partition.ofYear(input.settings().currentYear(), 0));
  }

  private static long sum(SortedMap<Integer, Long> events) {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }
}
