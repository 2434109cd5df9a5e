package io.github.dhisadmin.bench.peer;

/**
 * The statement with which DHIS2 2.42 (JdbcAnalyticsTableManager) fills the rows of one kind of
 * value into one year: nine inner joins to resource tables and, with outlier statistics, a left
 * join to a sub-query that computes them over all data values of all years.
 */
final class PopulateStatement {
  private static final String JOINS =
      """
      from datavalue dv
      inner join analytics_rs_periodstructure ps on dv.periodid = ps.periodid
      inner join analytics_rs_dataelementstructure des on dv.dataelementid = des.dataelementid
      inner join analytics_rs_dataelementgroupsetstructure degs
        on dv.dataelementid = degs.dataelementid
      inner join analytics_rs_orgunitstructure ous on dv.sourceid = ous.organisationunitid
      inner join analytics_rs_organisationunitgroupsetstructure ougs
        on dv.sourceid = ougs.organisationunitid
        and (ougs.startdate is null or ougs.startdate = ps.monthstartdate)
      inner join analytics_rs_categorystructure dcs
        on dv.categoryoptioncomboid = dcs.categoryoptioncomboid
      inner join analytics_rs_categorystructure acs
        on dv.attributeoptioncomboid = acs.categoryoptioncomboid
      inner join analytics_rs_categoryoptioncomboname aon
        on dv.attributeoptioncomboid = aon.categoryoptioncomboid
      inner join analytics_rs_categoryoptioncomboname con
        on dv.categoryoptioncomboid = con.categoryoptioncomboid
      """;

  private static final String NUMERIC = "~ '^[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?$'";

  // The first pass gives mean, median and deviation per series, the second the median of the
  // distances from that median.
  private static final String STATISTICS =
      """
      left join (
        select each.dataelementid, each.sourceid, each.categoryoptioncomboid,
          each.attributeoptioncomboid, series.mean, series.median, series.deviation,
          percentile_cont(0.5) within group
            (order by abs(each.value::double precision - series.median)) as mad
        from datavalue each
        inner join (
          select dataelementid, sourceid, categoryoptioncomboid, attributeoptioncomboid,
            avg(value::double precision) as mean,
            percentile_cont(0.5) within group (order by value::double precision) as median,
            stddev_pop(value::double precision) as deviation
          from datavalue
          where value %NUMERIC%
          group by dataelementid, sourceid, categoryoptioncomboid, attributeoptioncomboid
        ) series
          on each.dataelementid = series.dataelementid
          and each.sourceid = series.sourceid
          and each.categoryoptioncomboid = series.categoryoptioncomboid
          and each.attributeoptioncomboid = series.attributeoptioncomboid
        where each.value %NUMERIC%
        group by each.dataelementid, each.sourceid, each.categoryoptioncomboid,
          each.attributeoptioncomboid, series.mean, series.median, series.deviation
      ) stats
        on dv.dataelementid = stats.dataelementid
        and dv.sourceid = stats.sourceid
        and dv.categoryoptioncomboid = stats.categoryoptioncomboid
        and dv.attributeoptioncomboid = stats.attributeoptioncomboid
      """
          .replace("%NUMERIC%", NUMERIC);

  private final Layout layout;

  PopulateStatement(Layout layout) {
    this.layout = layout;
  }

  /**
   * What is inserted for one kind of value.
   *
   * @param startTime the start of the run as a timestamp literal; later changes are left out
   */
  StagedPart.Source source(int year, ValueKind kind, String startTime) {
    return new StagedPart.Source(
        layout.expressions(kind).toList(),
        JOINS
            + (layout.outliers() ? STATISTICS : "")
            + "where "
            + kind.condition()
            + "\nand ps.year = "
            + year
            + " and dv.lastupdated < "
            + startTime
            + " and dv.value is not null and dv.deleted = false and des.domaintype = 'AGGREGATE'");
  }
}
