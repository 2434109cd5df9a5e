package io.github.dhisadmin.testkit.demo;

import java.util.Map;

/** Generates registrations of data sets as complete: seven of ten, most of them in time. */
final class CompletenessDemo {
  private final DemoSql sql;
  private final DemoPlan plan;

  CompletenessDemo(DemoSql sql, DemoPlan plan) {
    this.sql = sql;
    this.plan = plan;
  }

  void generate() {
    new BulkTable(sql, "completedatasetregistration").fill(this::fill);
  }

  private void fill() {
    sql.execute(
        """
        insert into completedatasetregistration (datasetid, periodid, sourceid, attributeoptioncomboid, date, storedby,
          lastupdatedby, lastupdated, completed)
        select datasetid, periodid, sourceid, categoryoptioncomboid, enddate + 1 + (h / 100 % 25)::int,
          'user' || h % 20, 'user' || h % 20, enddate + 1 + (h / 100 % 25)::int, h / 10000 % 50 <> 0
        from (
          select ds.datasetid, p.periodid, s.sourceid, co.categoryoptioncomboid, p.enddate,
            pg_temp.h(((ds.datasetid * 100000 + p.periodid) * 100000 + s.sourceid) * 100 + co.categoryoptioncomboid % 100)
              as h, combo.size
          from dataset ds
          join datasetsource s using (datasetid)
          join period p using (periodtypeid)
          join categorycombos_optioncombos co using (categorycomboid)
          join (select categorycomboid, count(*) as size from categorycombos_optioncombos group by categorycomboid) combo
            using (categorycomboid)
          where p.startdate >= make_date(:year, 1, 1)
          offset 0) target
        where h % 100 < 70 / size
        order by periodid, sourceid, datasetid, categoryoptioncomboid
        """,
        Map.of("year", plan.firstYear()));
  }
}
