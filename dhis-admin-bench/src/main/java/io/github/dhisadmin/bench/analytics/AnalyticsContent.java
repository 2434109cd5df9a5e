package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The data that analytics tables are built from: a generated country with wide events, in which one
 * number of each program stage has legends and options of attribute categories are linked to units.
 */
final class AnalyticsContent {
  private final Scale scale;

  AnalyticsContent(Scale scale) {
    this.scale = scale;
  }

  /** The name of the database with it. */
  String name() {
    return "bench_analytics_" + scale.name().toLowerCase(Locale.ROOT);
  }

  /** What has about a tenth of the rows; nothing has less than the smallest. */
  Optional<AnalyticsContent> tenth() {
    List<Scale> scales = List.of(Scale.values());
    int position = scales.indexOf(scale);
    return position == 0
        ? Optional.empty()
        : Optional.of(new AnalyticsContent(scales.get(position - 1)));
  }

  /** Fills an empty database. */
  void loadInto(DataSource dataSource) {
    DemoData.scale(scale).wideEvents().loadInto(dataSource);
    plantInto(dataSource);
  }

  /** Adds the legends and links to generated data. */
  static void plantInto(DataSource dataSource) {
    try (Sessions sessions = Sessions.of(dataSource)) {
      sessions.execute(
          """
          with planted as (
            insert into maplegendset (maplegendsetid, uid, name, created, lastupdated)
            values (nextval('hibernate_sequence'), 'BenchRange1', 'Bench range', now(), now())
            returning maplegendsetid
          ), legends as (
            insert into maplegend (maplegendid, uid, name, created, lastupdated, startvalue,
              endvalue, maplegendsetid)
            select nextval('hibernate_sequence'), 'BenchLegen' || n, 'From ' || n * 25, now(),
              now(), n * 25, n * 25 + 25, maplegendsetid
            from planted cross join generate_series(0, 3) n
          )
          insert into dataelementlegendsets (dataelementid, sort_order, legendsetid)
          select de.dataelementid, 0, maplegendsetid from planted
          cross join dataelement de
          where de.domaintype = 'TRACKER' and de.name like '%: number'
          """);
      sessions.execute(
          """
          insert into categoryoption_organisationunits (organisationunitid, categoryoptionid)
          select distinct ou.organisationunitid, cco.categoryoptionid
          from categories_categoryoptions cco
          inner join category c on c.categoryid = cco.categoryid
          cross join organisationunit ou
          where c.datadimensiontype = 'ATTRIBUTE' and c.datadimension and c.name <> 'default'
            and ou.hierarchylevel = (select max(hierarchylevel) from organisationunit)
            and (ou.organisationunitid + cco.categoryoptionid) % 3 > 0
          on conflict do nothing
          """);
      sessions.execute("analyze");
    }
  }
}
