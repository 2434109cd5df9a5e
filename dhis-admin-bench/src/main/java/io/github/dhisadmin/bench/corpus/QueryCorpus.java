package io.github.dhisadmin.bench.corpus;

import static io.github.dhisadmin.bench.corpus.AggregateSql.column;
import static io.github.dhisadmin.bench.corpus.AggregateSql.yearCondition;

import io.github.dhisadmin.bench.corpus.Selection.Dimension;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Thirty queries of the shapes DHIS2 2.42 sends to its data value tables, and two more for
 * outliers. Most name data elements, as nearly all real ones do; the last of the thirty are the
 * rare ones that do not.
 */
public final class QueryCorpus {
  private static final int LOOK_BACK_YEARS = 10;

  private final Selection selection;
  private final List<Integer> year;
  private final List<Integer> twoYears;
  private final List<AnalyticsQuery> queries = new ArrayList<>();

  private QueryCorpus(Selection selection) {
    this.selection = selection;
    // The last year may have just begun, so the one before serves where one year is asked for.
    int full = Math.max(0, selection.years().size() - 2);
    this.year = List.of(selection.years().get(full));
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
    corpus.lastValues();
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
    add("1_dx_quarters_by_level_4", byLevel(1, 4).by("quarterly", quarters()));
    add("20_dx_months_one_level_3_unit", inDistrict(20).by("monthly", months(year)));
    add("50_dx_year_by_level_2", byLevel(50, 2).by("yearly", yearly(year)));
    add("200_dx_year_by_level_2", byLevel(200, 2).by("yearly", yearly(year)));
    List<Integer> years = selection.years();
    add(
        "4_dx_all_years_by_level_2",
        AggregateSql.sum(years)
            .by("dx", selection.first(4))
            .by(level(2), selection.units().of(2))
            .by("yearly", yearly(years)));
    add(
        "50_dx_all_years_national",
        AggregateSql.sum(years)
            .by("dx", selection.first(50))
            .by(level(1), selection.units().of(1))
            .by("yearly", yearly(years)));
    add(
        "4_dx_months_of_two_years_by_level_2",
        AggregateSql.sum(twoYears)
            .by("dx", selection.first(4))
            .by(level(2), selection.units().of(2))
            .by("monthly", months(twoYears)));
  }

  private void facilities() {
    List<String> facility = List.of(selection.units().facility().uid());
    String facilityLevel = "uidlevel" + selection.units().facility().level();
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
        inDistrict(20).by("co", operands).by("quarterly", quarters()));
    add(
        "4_dx_with_co_and_ao_months_national",
        byLevel(4, 1)
            .by("co", operands)
            .by("ao", List.of(selection.combos().attribute()))
            .by("monthly", months(year)));
    add("4_dx_by_disaggregation_year", byLevel(4, 1).by("co").by("yearly", yearly(year)));
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
                year)
            .where("dx", two)
            .by(level(3), selection.units().of(3))
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
                  byLevel(20, 2).by(options.column(), options.items()).by("yearly", yearly(year)));
              add(
                  "20_dx_months_of_one_category_option",
                  byLevel(20, 1)
                      .where(options.column(), firstOf(options))
                      .by("monthly", months(year)));
            });
  }

  private void otherAggregations() {
    add("4_dx_average_by_level_2", measured("avg(ax.\"value\")", 4));
    add(
        "4_dx_average_sum_by_level_2",
        measured("sum(ax.\"daysxvalue\") / greatest(sum(ax.\"daysno\"), 1)", 4));
  }

  private void lastValues() {
    add("1_dx_last_value_by_level_3", tables -> lastValue(tables, 1, 3));
    add("20_dx_last_value_by_level_2", tables -> lastValue(tables, 20, 2));
  }

  // The newest value of each series counts, wherever in the look-back it is.
  private String lastValue(TableSet tables, int dataElements, int level) {
    int lastYear = selection.years().get(selection.years().size() - 1);
    int firstYear = lastYear - LOOK_BACK_YEARS;
    List<Integer> years = selection.years().stream().filter(each -> each >= firstYear).toList();
    return """
        select ax."dx", ax."%1$s", sum(ax."value") as "value"
        from (
          select "dx", "%1$s", "value", rank() over (
            partition by "dx", "ou", "co", "ao" order by "peenddate" desc, "pestartdate" desc
          ) as "pe_rank"
          from %2$s as ax
          where "dx" in (%3$s) and "%1$s" in (%4$s)
            and "pestartdate" >= '%5$d-01-01' and "peenddate" <= '%6$d-12-31'
            and "value" is not null and %7$s
        ) ax
        where ax."pe_rank" = 1
        group by ax."dx", ax."%1$s"
        """
        .formatted(
            level(level),
            tables.years(years),
            SqlText.literals(selection.first(dataElements)),
            SqlText.literals(selection.units().of(level)),
            firstYear,
            lastYear,
            yearCondition(years));
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
                    tables.all(),
                    SqlText.literals(selection.first(20)),
                    selection.units().district().level(),
                    SqlText.literal(selection.units().district().uid()),
                    year.get(0),
                    yearCondition(year)));
  }

  private void withoutDataElements() {
    List<String> district = List.of(selection.units().district().uid());
    add(
        "all_dx_months_one_level_3_unit",
        AggregateSql.sum(year)
            .by("uidlevel" + selection.units().district().level(), district)
            .by("monthly", months(year)));
    add(
        "all_dx_year_one_facility",
        AggregateSql.sum(year)
            .by("dx")
            .by("ou", List.of(selection.units().facility().uid()))
            .by("yearly", yearly(year)));
    selection
        .dimensions()
        .organisationUnitGroups()
        .ifPresent(
            groups ->
                add(
                    "all_dx_months_by_unit_group",
                    AggregateSql.sum(year)
                        .by(groups.column(), groups.items())
                        .by("monthly", months(year))));
    selection
        .dimensions()
        .dataElementGroups()
        .ifPresent(
            groups ->
                add(
                    "one_group_of_dx_months_by_level_2",
                    AggregateSql.sum(year)
                        .by(groups.column(), firstOf(groups))
                        .by(level(2), selection.units().of(2))
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
            tables.all(),
            SqlText.literals(selection.first(20)),
            SqlText.literal(selection.units().district().path() + "%"),
            year.get(0));
  }

  private AggregateSql measured(String measure, int dataElements) {
    return AggregateSql.of(measure, year)
        .by("dx", selection.first(dataElements))
        .by(level(2), selection.units().of(2))
        .by("quarterly", quarters());
  }

  private AggregateSql sum(int dataElements) {
    return AggregateSql.sum(year).by("dx", selection.first(dataElements));
  }

  private AggregateSql byLevel(int dataElements, int level) {
    return sum(dataElements).by(level(level), selection.units().of(level));
  }

  private AggregateSql inDistrict(int dataElements) {
    return sum(dataElements)
        .by(
            "uidlevel" + selection.units().district().level(),
            List.of(selection.units().district().uid()));
  }

  private String level(int wanted) {
    return "uidlevel" + selection.units().level(wanted);
  }

  private List<String> quarters() {
    return IntStream.rangeClosed(1, 4).mapToObj(quarter -> year.get(0) + "Q" + quarter).toList();
  }

  private static List<String> months(List<Integer> years) {
    return years.stream()
        .flatMap(
            each ->
                IntStream.rangeClosed(1, 12)
                    .mapToObj(month -> String.format(Locale.ROOT, "%d%02d", each, month)))
        .toList();
  }

  private static List<String> yearly(List<Integer> years) {
    return years.stream().map(String::valueOf).toList();
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
