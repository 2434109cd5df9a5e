package io.github.dhisadmin.bench.corpus;

import static io.github.dhisadmin.bench.corpus.AggregateSql.column;
import static io.github.dhisadmin.bench.corpus.PeriodNames.months;
import static io.github.dhisadmin.bench.corpus.PeriodNames.quarters;
import static io.github.dhisadmin.bench.corpus.PeriodNames.years;

import io.github.dhisadmin.bench.corpus.Selection.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * Nine queries of the shapes DHIS2 2.42 sends for reporting rates: counts of registrations, of
 * those in time, and sums of targets, which are numbers per period; and of organisation units by
 * group.
 */
public final class CompletenessCorpus {
  private static final String REGISTRATIONS = "analytics_completeness";
  private static final String TARGETS = "analytics_completenesstarget";
  private static final String UNIT_TARGETS = "analytics_orgunittarget";

  private final Selection selection;
  private final Units units;
  private final List<String> dataSets;
  private final List<Integer> year;
  private final List<AnalyticsQuery> queries = new ArrayList<>();

  private CompletenessCorpus(Selection selection, List<String> dataSets) {
    this.selection = selection;
    this.units = selection.units();
    this.dataSets = List.copyOf(dataSets);
    this.year = List.of(selection.fullYear());
  }

  /**
   * The queries for this data.
   *
   * @param dataSets uids of data sets, those with most registrations first
   */
  public static List<AnalyticsQuery> of(Selection selection, List<String> dataSets) {
    CompletenessCorpus corpus = new CompletenessCorpus(selection, dataSets);
    corpus.registrations();
    corpus.targets();
    return List.copyOf(corpus.queries);
  }

  private void registrations() {
    add(
        "reports_months_by_level_2",
        reports(dataSets, year).by(units.column(2), units.of(2)).by("monthly", months(year)));
    add(
        "reports_in_time_months_by_level_2",
        reports(dataSets, year)
            .where(column("timely") + " = true")
            .by(units.column(2), units.of(2))
            .by("monthly", months(year)));
    add(
        "reports_of_one_data_set_quarters_by_level_3",
        reports(dataSets.subList(0, 1), year)
            .by(units.column(3), units.of(3))
            .by("quarterly", quarters(year.get(0))));
    List<Integer> all = selection.years();
    add(
        "reports_all_years_national",
        reports(dataSets, all).by(units.column(1), units.of(1)).by("yearly", years(all)));
    add(
        "reports_months_one_level_3_unit",
        reports(dataSets, year)
            .by(units.district().column(), List.of(units.district().uid()))
            .by("monthly", months(year)));
    selection
        .dimensions()
        .organisationUnitGroups()
        .ifPresent(
            groups ->
                add(
                    "reports_months_by_unit_group",
                    reports(dataSets, year)
                        .by(units.column(1), units.of(1))
                        .by(groups.column(), groups.items())
                        .by("monthly", months(year))));
  }

  private void targets() {
    String open =
        "(%1$s is null or %1$s <= '%3$d-12-31') and (%2$s is null or %2$s >= '%3$d-01-01')"
            .formatted(column("ouopeningdate"), column("oucloseddate"), year.get(0));
    AggregateSql targets =
        AggregateSql.of("sum(ax.\"value\")", Source.whole(TARGETS)).by("dx", dataSets).where(open);
    add("targets_by_level_2", targets.by(units.column(2), units.of(2)));
    add("targets_by_level_3", targets.by(units.column(3), units.of(3)));
    add(
        "units_of_groups_by_level_2",
        AggregateSql.of("sum(ax.\"value\")", Source.whole(UNIT_TARGETS))
            .by("oug")
            .by(units.column(2), units.of(2)));
  }

  private static AggregateSql reports(List<String> dataSets, List<Integer> years) {
    return AggregateSql.of("count(ax.\"value\")", Source.ofYears(REGISTRATIONS, years))
        .by("dx", dataSets);
  }

  private void add(String name, AggregateSql sql) {
    queries.add(new AnalyticsQuery(name, sql::on));
  }
}
