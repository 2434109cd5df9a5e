package io.github.dhisadmin.testkit.demo;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is generated.
 *
 * @param scale the size
 * @param lastYear the last year with data
 * @param seed the seed of the values
 * @param wideEvents whether events and people have many values
 */
record DemoPlan(Scale scale, int lastYear, long seed, boolean wideEvents) {
  /** How many data elements a program stage has. */
  int elementsOfStage() {
    return wideEvents ? 30 : 8;
  }

  /** How many attributes a person has. */
  int attributes() {
    return wideEvents ? 10 : 5;
  }

  int firstYear() {
    return lastYear - scale.years() + 1;
  }

  List<Integer> years() {
    List<Integer> years = new ArrayList<>();
    for (int year = firstYear(); year <= lastYear; year++) {
      years.add(year);
    }
    return years;
  }

  /** ISO identifiers of the periods of a frequency, oldest first. */
  List<String> periods(Frequency frequency) {
    List<String> periods = new ArrayList<>();
    for (int year : years()) {
      switch (frequency) {
        case MONTHLY -> add(periods, year, 12, "%d%02d");
        case QUARTERLY -> add(periods, year, 4, "%dQ%d");
        case YEARLY -> periods.add(String.valueOf(year));
        case FINANCIAL_JULY -> {
          // the one that begins in the last year ends after it
          if (year < lastYear) {
            periods.add(year + "July");
          }
        }
        case WEEKLY -> add(periods, year, weeks(year), "%dW%d");
      }
    }
    return periods;
  }

  private static void add(List<String> periods, int year, int count, String format) {
    for (int number = 1; number <= count; number++) {
      periods.add(String.format(Locale.ROOT, format, year, number));
    }
  }

  private static int weeks(int year) {
    // the 28th of December is always in the last week of its year
    return LocalDate.of(year, 12, 28).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }
}
