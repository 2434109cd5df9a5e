package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The periods of one type that lie wholly within others. */
final class PeriodsWithin {
  private PeriodsWithin() {}

  static List<Period> of(List<Period> asked, PeriodType type) {
    TreeSet<Period> found = new TreeSet<>(Comparator.comparing(Period::startDate));
    for (Period outer : asked) {
      Period inner = type.periodContaining(outer.startDate());
      if (inner.startDate().isBefore(outer.startDate())) {
        inner = inner.next();
      }
      while (!inner.endDate().isAfter(outer.endDate())) {
        found.add(inner);
        inner = inner.next();
      }
    }
    return List.copyOf(found);
  }
}
