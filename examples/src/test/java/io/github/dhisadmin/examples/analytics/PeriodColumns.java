package io.github.dhisadmin.examples.analytics;

import java.util.List;

/** The columns of periods that a table has with default settings, in their order. */
final class PeriodColumns {
  static final List<String> NAMES =
      List.of(
          "daily",
          "weekly",
          "weeklywednesday",
          "weeklythursday",
          "weeklysaturday",
          "weeklysunday",
          "biweekly",
          "monthly",
          "bimonthly",
          "quarterly",
          "quarterlynov",
          "sixmonthly",
          "sixmonthlyapril",
          "sixmonthlynov",
          "yearly",
          "financialapril",
          "financialjuly",
          "financialsep",
          "financialoct",
          "financialnov");

  private PeriodColumns() {}
}
