package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.util.List;
import java.util.Map;

/**
 * Generates data values. A series is what one facility reports for one data element and option
 * combo; a fixed share of all possible series exists, and each has a value in about six of ten
 * periods. Values are stored period by period and facility by facility, as imports leave them.
 */
final class DataValueDemo {
  private static final int REPORTED_PERCENT = 63;
  private static final long PARTS = 1_000_000_000L;

  private final Dhis2Fixture fixture;
  private final DemoSql sql;
  private final DemoPlan plan;

  DataValueDemo(Dhis2Fixture fixture, DemoSql sql, DemoPlan plan) {
    this.fixture = fixture;
    this.sql = sql;
    this.plan = plan;
  }

  void generate() {
    new BulkTable(sql, "datavalue").fill(this::fill);
  }

  private void fill() {
    // a table emptied in the same transaction is filled without write-ahead log where wal_level
    // allows
    sql.execute("truncate datavalue");
    long left = plan.scale().dataValues();
    for (Frequency frequency : Frequency.values()) {
      long wanted =
          frequency == Frequency.MONTHLY
              ? left
              : Math.round(plan.scale().dataValues() * frequency.valueShare());
      left -= frequency(frequency, wanted);
    }
  }

  private long frequency(Frequency frequency, long wanted) {
    List<String> periods = plan.periods(frequency);
    series(frequency, wanted, periods.size());
    long written = 0;
    for (int i = 0; i < periods.size(); i++) {
      written += period(fixture.period(periods.get(i)), i);
    }
    return written;
  }

  private void series(Frequency frequency, long wanted, int periods) {
    sql.execute("drop table if exists demo_pair, demo_series");
    sql.execute(
        """
        create temporary table demo_pair as
        select row_number() over (order by e.dataelementid, co.categoryoptioncomboid) as pair, e.dataelementid,
          co.categoryoptioncomboid,
          case
            when e.valuetype in ('NUMBER', 'UNIT_INTERVAL') then 'DECIMAL'
            when e.valuetype like 'INTEGER%' then 'INTEGER' else e.valuetype end as kind,
          (select array_agg(a.categoryoptioncomboid order by a.categoryoptioncomboid)
           from categorycombos_optioncombos a where a.categorycomboid = ds.categorycomboid) as attributes
        from dataset ds
        join periodtype t on t.periodtypeid = ds.periodtypeid
        join datasetelement dse on dse.datasetid = ds.datasetid
        join dataelement e on e.dataelementid = dse.dataelementid
        join categorycombos_optioncombos co on co.categorycomboid = e.categorycomboid
        where t.name = :type
        """,
        Map.of("type", frequency.periodType()));
    long possible =
        sql.number("select count(*) from demo_pair")
            * plan.scale().facilities()
            * Math.max(1, periods);
    long share =
        Math.min(
            PARTS, Math.round(PARTS * (wanted * 100.0 / REPORTED_PERCENT) / Math.max(1, possible)));
    sql.execute(
        """
        create temporary table demo_series as
        select row_number() over (order by sourceid, pair) as series, dataelementid, sourceid, categoryoptioncomboid,
          attributes[1 + h / 1000000000 % cardinality(attributes)] as attributeoptioncomboid, kind,
          (h / 7 % 90)::int as base
        from (
          select p.*, o.organisationunitid as sourceid, pg_temp.h(o.organisationunitid * 100000 + p.pair) as h
          from organisationunit o cross join demo_pair p
          where o.hierarchylevel = 4
          offset 0) candidate
        where h % 1000000000 < :share
        order by sourceid, pair
        """,
        Map.of("share", share));
    sql.execute("analyze demo_series");
  }

  // Digits of one hash decide independent things: the last two whether there is a value, the next
  // ones which
  private long period(long periodId, int number) {
    return sql.execute(
        """
        insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid, value,
          storedby, created, lastupdated, comment, followup, deleted)
        select dataelementid, :period, sourceid, categoryoptioncomboid, attributeoptioncomboid,
          case
            when h / 100 % 500 = 0 then null
            when kind = 'INTEGER' then
              case
                when h / 100 % 100 between 1 and 4 then '0'
                when h / 100 % 500 = 5 then (array['12,5', 'n/a', '1 200', '', '1e3'])[1 + h / 1000000 % 5]
                when h / 1000000 % 2000 = 0 then (base * 40 + 1000)::text
                else (1 + base + h / 1000000 % (base + 10))::text end
            when kind = 'DECIMAL' then
              case
                when h / 100 % 100 = 1 then '0'
                when h / 100 % 100 = 2 then '0.0'
                when h / 100 % 500 = 5 then (array['1,5', '.5', '-', '1.', 'NaN'])[1 + h / 1000000 % 5]
                else (base + h / 1000000 % 20) || '.' || h / 100000000 % 100 end
            when kind = 'PERCENTAGE' then (h / 1000000 % 101)::text
            when kind = 'BOOLEAN' then case when h / 1000000 % 3 = 0 then 'false' else 'true' end
            when kind = 'TRUE_ONLY' then 'true'
            when kind = 'DATE' then (date '2020-01-01' + (h / 1000000 % 2000)::int)::text
            when kind = 'COORDINATE' then '[30.' || h / 1000000 % 1000 || ',-1.' || h / 100000000 % 1000 || ']'
            else 'Remark "' || h / 1000000 % 50 || '"' end,
          'user' || h / 10000 % 20, reported,
          case when h / 10000 % 20 = 0 then least(reported + interval '1 day' * (h / 1000000 % 300), last) else reported end,
          case when h / 10000 % 100 = 1 then 'Checked' end, h / 10000 % 200 = 3, h / 10000 % 100 = 7
        from (
          select s.*, pg_temp.h(s.series * 4096 + :number) as h,
            p.enddate + 1 + interval '1 hour' * (s.series % 900) as reported,
            greatest(p.enddate + 40, make_date(:year, 12, 31))::timestamp as last
          from demo_series s join period p on p.periodid = :period
          offset 0) v
        where h % 100 < :percent
        """,
        Map.of(
            "period",
            periodId,
            "number",
            number,
            "year",
            plan.lastYear(),
            "percent",
            REPORTED_PERCENT));
  }
}
