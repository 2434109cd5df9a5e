package io.github.dhisadmin.bench.corpus;

import static io.github.dhisadmin.bench.corpus.AggregateSql.column;
import static io.github.dhisadmin.bench.corpus.PeriodNames.months;
import static io.github.dhisadmin.bench.corpus.PeriodNames.quarters;
import static io.github.dhisadmin.bench.corpus.PeriodNames.years;

import io.github.dhisadmin.bench.corpus.Selection.Dimension;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Thirty-four queries of the shapes DHIS2 2.42 sends to its data value tables, and two more for
 * outliers. Most name data elements, as nearly all real ones do; the last of the thirty-four are
 * the rare ones that do not.
 */
public final class QueryCorpus {
  private static final String DATA_VALUES = "analytics";
  private static final int LOOK_BACK_YEARS = 10;
  private static final String SUM = "sum(ax.\"value\")";
  private static final String AVG = "avg(ax.\"value\")";
  private static final String LAST = "\"peenddate\" desc, \"pestartdate\" desc";
  private static final String FIRST = "\"pestartdate\" asc, \"peenddate\" asc";

  private final Selection selection;
  private final List<Integer> year;
  private final List<Integer> twoYears;
  private final List<AnalyticsQuery> queries = new ArrayList<>();

  private QueryCorpus(Selection selection) {
    this.selection = selection;
    this.year = List.of(selection.fullYear());
    int full = selection.years().indexOf(selection.fullYear());
    this.twoYears = selection.years().subList(full, selection.years().size());
  }

  /** The queries for this data; those about dimensions the data does not have are left out. */
  public static List<AnalyticsQuery> of(Selection selection, boolean outliers) {
    QueryCorpus corpus = new QueryCorpus(selection);
    corpus.unitsAndPeriods();
    corpus.facilities();
    corpus.operands();
    corpus.dimensions();
    corpus.otherAggregations();
    corpus.firstAndLastValues();
    corpus.rawData();
    corpus.withoutDataElements();
    if (outliers) {
      corpus.outliers();
    }
    return List.copyOf(corpus.queries);
  }

  private void unitsAndPeriods() {
    add("4_dx_months_by_level_2", byLevel(4, 2).by("monthly", months(year)));
    add("4_dx_months_national", byLevel(4, 1).by("monthly", months(year)));
    add("1_dx_quarters_by_level_4", byLevel(1, 4).by("quarterly", quarters(year.get(0))));
    add("20_dx_months_one_level_3_unit", inDistrict(20).by("monthly", months(year)));
    add("50_dx_year_by_level_2", byLevel(50, 2).by("yearly", years(year)));
    add("200_dx_year_by_level_2", byLevel(200, 2).by("yearly", years(year)));
    List<Integer> years = selection.years();
    add(
        "4_dx_all_years_by_level_2",
        sum(years)
            .by("dx", selection.first(4))
            .by(selection.units().column(2), selection.units().of(2))
            .by("yearly", years(years)));
    add(
        "50_dx_all_years_national",
        sum(years)
            .by("dx", selection.first(50))
            .by(selection.units().column(1), selection.units().of(1))
            .by("yearly", years(years)));
    add(
        "4_dx_months_of_two_years_by_level_2",
        sum(twoYears)
            .by("dx", selection.first(4))
            .by(selection.units().column(2), selection.units().of(2))
            .by("monthly", months(twoYears)));
  }

  private void facilities() {
    List<String> facility = List.of(selection.units().facility().uid());
    String facilityLevel = selection.units().facility().column();
    add(
        "20_dx_months_one_facility",
        sum(20).by(facilityLevel, facility).by("monthly", months(year)));
    add("1_dx_months_one_facility", sum(1).by(facilityLevel, facility).by("monthly", months(year)));
    add(
        "20_dx_months_of_own_data_of_one_unit",
        sum(20).by("ou", facility).by("monthly", months(year)));
  }

  private void operands() {
    List<String> operands = selection.combos().operands();
    add(
        "4_dx_with_co_months_by_level_2",
        byLevel(4, 2).by("co", operands).by("monthly", months(year)));
    add(
        "20_dx_with_co_quarters_one_level_3_unit",
        inDistrict(20).by("co", operands).by("quarterly", quarters(year.get(0))));
    add(
        "4_dx_with_co_and_ao_months_national",
        byLevel(4, 1)
            .by("co", operands)
            .by("ao", List.of(selection.combos().attribute()))
            .by("monthly", months(year)));
    add("4_dx_by_disaggregation_year", byLevel(4, 1).by("co").by("yearly", years(year)));
    List<String> two = selection.first(2);
    add(
        "sub_expression_of_two_dx_by_level_3",
        AggregateSql.of(
                "sum(case when %s = %s then %s end) - coalesce(sum(case when %s = %s then %s end), 0)"
                    .formatted(
                        column("dx"),
                        SqlText.literal(two.get(0)),
                        column("value"),
                        column("dx"),
                        SqlText.literal(two.get(two.size() - 1)),
                        column("value")),
                Source.dataValues(year))
            .where("dx", two)
            .by(selection.units().column(3), selection.units().of(3))
            .by("monthly", months(year)));
  }

  private void dimensions() {
    selection
        .dimensions()
        .organisationUnitGroups()
        .ifPresent(
            groups -> {
              add(
                  "4_dx_months_by_unit_group",
                  byLevel(4, 1).by(groups.column(), groups.items()).by("monthly", months(year)));
              add(
                  "4_dx_months_by_level_2_in_one_unit_group",
                  byLevel(4, 2)
                      .where(groups.column(), firstOf(groups))
                      .by("monthly", months(year)));
            });
    selection
        .dimensions()
        .category()
        .ifPresent(
            options -> {
              add(
                  "20_dx_year_by_category_option",
                  byLevel(20, 2).by(options.column(), options.items()).by("yearly", years(year)));
              add(
                  "20_dx_months_of_one_category_option",
                  byLevel(20, 1)
                      .where(options.column(), firstOf(options))
                      .by("monthly", months(year)));
            });
  }

  private void otherAggregations() {
    add("4_dx_average_by_level_2", measured(AVG, 4));
    add("4_dx_maximum_by_level_2", measured("max(ax.\"value\")", 4));
    add(
        "4_dx_average_sum_by_level_2",
        measured("sum(ax.\"daysxvalue\") / greatest(sum(ax.\"daysno\"), 1)", 4));
  }

  private void firstAndLastValues() {
    List<Integer> all = selection.years();
    int last = all.get(all.size() - 1);
    Span lookBack = new Span((last - LOOK_BACK_YEARS) + "-01-01", last + "-12-31", all);
    add("1_dx_last_value_by_level_3", tables -> ranked(tables, LAST, SUM, 1, 3, lookBack));
    add("20_dx_last_value_by_level_2", tables -> ranked(tables, LAST, SUM, 20, 2, lookBack));
    add("4_dx_first_value_by_level_3", tables -> ranked(tables, FIRST, SUM, 4, 3, lookBack));
    add(
        "20_dx_last_value_average_by_level_2",
        tables -> ranked(tables, LAST, AVG, 20, 2, lookBack));
    Span quarter = new Span(year.get(0) + "-04-01", year.get(0) + "-06-30", year);
    add(
        "20_dx_last_value_in_a_quarter_by_level_2",
        tables -> ranked(tables, LAST, SUM, 20, 2, quarter));
  }

  /** From when to when, and in which tables. */
  private record Span(String from, String to, List<Integer> years) {}

  // One value of each series counts: the newest or oldest, wherever in the span it is.
  private String ranked(
      TableSet tables, String order, String measure, int dataElements, int level, Span span) {
    Source source =
        Source.dataValues(
            span.years().stream()
                .filter(each -> (each + "-12-31").compareTo(span.from()) >= 0)
                .toList());
    return """
        select ax."dx", ax."%1$s", %2$s as "value"
        from (
          select "dx", "%1$s", "value", rank() over (
            partition by "dx", "ou", "co", "ao" order by %3$s
          ) as "pe_rank"
          from %4$s as ax
          where "dx" in (%5$s) and "%1$s" in (%6$s)
            and "pestartdate" >= '%7$s' and "peenddate" <= '%8$s'
            and "value" is not null and %9$s
        ) ax
        where ax."pe_rank" = 1
        group by ax."dx", ax."%1$s"
        """
        .formatted(
            selection.units().column(level),
            measure,
            order,
            source.in(tables),
            SqlText.literals(selection.first(dataElements)),
            SqlText.literals(selection.units().of(level)),
            span.from(),
            span.to(),
            String.join(" and ", source.conditions()));
  }

  private void rawData() {
    add(
        "20_dx_raw_data_one_level_3_unit",
        tables ->
            """
            select ax."dx", ax."pe", ax."ou", ax."co", ax."ao", ou."name", ps."startdate",
              ps."enddate", ax."value"
            from %s ax
            inner join organisationunit ou on ax."ou" = ou."uid"
            inner join analytics_rs_orgunitstructure ous
              on ax."ou" = ous."organisationunituid"
            inner join analytics_rs_periodstructure ps on ax."pe" = ps."iso"
            where ax."dx" in (%s) and ous."uidlevel%d" in (%s)
              and ps."startdate" >= '%5$d-01-01' and ps."enddate" <= '%5$d-12-31' and %6$s
            """
                .formatted(
                    tables.all(DATA_VALUES),
                    SqlText.literals(selection.first(20)),
                    selection.units().district().level(),
                    SqlText.literal(selection.units().district().uid()),
                    year.get(0),
                    Source.dataValues(year).conditions().get(0)));
  }

  private void withoutDataElements() {
    List<String> district = List.of(selection.units().district().uid());
    add(
        "all_dx_months_one_level_3_unit",
        sum(year).by(selection.units().district().column(), district).by("monthly", months(year)));
    add(
        "all_dx_year_one_facility",
        sum(year)
            .by("dx")
            .by("ou", List.of(selection.units().facility().uid()))
            .by("yearly", years(year)));
    selection
        .dimensions()
        .organisationUnitGroups()
        .ifPresent(
            groups ->
                add(
                    "all_dx_months_by_unit_group",
                    sum(year).by(groups.column(), groups.items()).by("monthly", months(year))));
    selection
        .dimensions()
        .dataElementGroups()
        .ifPresent(
            groups ->
                add(
                    "one_group_of_dx_months_by_level_2",
                    sum(year)
                        .by(groups.column(), firstOf(groups))
                        .by(selection.units().column(2), selection.units().of(2))
                        .by("monthly", months(year))));
  }

  private void outliers() {
    add("20_dx_outliers_by_z_score", tables -> outliers(tables, "avg_middle_value", "std_dev"));
    add(
        "20_dx_outliers_by_modified_z_score",
        tables -> outliers(tables, "percentile_middle_value", "mad"));
  }

  private String outliers(TableSet tables, String middle, String spread) {
    return """
        select ax."dx", ax."pe", ax."ou", ax."co", ax."ao", ax."value", ax."%1$s", ax."%2$s",
          abs(ax."value" - ax."%1$s") / ax."%2$s" as "score"
        from %3$s ax
        where ax."dataelementid" in (select dataelementid from dataelement where uid in (%4$s))
          and ax."path" like %5$s
          and ax."pestartdate" >= '%6$d-01-01' and ax."peenddate" <= '%6$d-12-31'
          and ax."%2$s" > 0 and abs(ax."value" - ax."%1$s") > 2.5 * ax."%2$s"
        """
        .formatted(
            middle,
            spread,
            tables.all(DATA_VALUES),
            SqlText.literals(selection.first(20)),
            SqlText.literal(selection.units().district().path() + "%"),
            year.get(0));
  }

  private AggregateSql measured(String measure, int dataElements) {
    return AggregateSql.of(measure, Source.dataValues(year))
        .by("dx", selection.first(dataElements))
        .by(selection.units().column(2), selection.units().of(2))
        .by("quarterly", quarters(year.get(0)));
  }

  private static AggregateSql sum(List<Integer> years) {
    return AggregateSql.of(SUM, Source.dataValues(years));
  }

  private AggregateSql sum(int dataElements) {
    return sum(year).by("dx", selection.first(dataElements));
  }

  private AggregateSql byLevel(int dataElements, int level) {
    return sum(dataElements).by(selection.units().column(level), selection.units().of(level));
  }

  private AggregateSql inDistrict(int dataElements) {
    return sum(dataElements)
        .by(selection.units().district().column(), List.of(selection.units().district().uid()));
  }

  private static List<String> firstOf(Dimension dimension) {
    return dimension.items().subList(0, 1);
  }

  private void add(String name, AggregateSql sql) {
    add(name, sql::on);
  }

  private void add(String name, Function<TableSet, String> sql) {
    queries.add(new AnalyticsQuery(name, sql));
  }
}
