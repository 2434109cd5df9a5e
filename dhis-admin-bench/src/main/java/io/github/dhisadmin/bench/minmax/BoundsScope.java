package io.github.dhisadmin.bench.minmax;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What bounds are generated for: a data set of the benchmark's own, and the unit with most units
 * below.
 *
 * @param dataSet uid of the data set
 * @param organisationUnit uid of the unit
 * @param path the unit's path, with which those of all units below begin
 * @param elements the data elements
 */
record BoundsScope(
    String dataSet, String organisationUnit, String path, List<NumericElement> elements) {
  private static final String DATA_SET = "benchMinMax";

  /**
   * A data element with its option combos, which a server has in memory.
   *
   * @param id its key
   * @param valueType its value type
   * @param optionCombos keys of its option combos
   */
  record NumericElement(long id, String valueType, List<Long> optionCombos) {}

  BoundsScope {
    elements = List.copyOf(elements);
  }

  /**
   * Makes the data set, in place of one that an earlier run left, of elements that DHIS2 can compute
   * bounds for: it fails at the first value that is no number.
   */
  static BoundsScope make(Sessions sessions, int atMost) {
    sessions.execute(
        """
        delete from datasetelement where datasetid = (select datasetid from dataset where uid = '%1$s');
        delete from dataset where uid = '%1$s';
        insert into dataset (datasetid, uid, created, lastupdated, name, shortname, periodtypeid, categorycomboid, mobile)
        select nextval('hibernate_sequence'), '%1$s', now(), now(), 'Benchmark of bounds', 'Benchmark of bounds',
          (select periodtypeid from periodtype where name = 'Monthly'),
          (select categorycomboid from categorycombo where name = 'default'), false;
        insert into datasetelement (datasetelementid, datasetid, dataelementid)
        select nextval('hibernate_sequence')::integer, (select datasetid from dataset where uid = '%1$s'), dataelementid
        from (
          select dataelementid from dataelement
          where domaintype = 'AGGREGATE' and valuetype in ('INTEGER', 'INTEGER_POSITIVE',
            'INTEGER_NEGATIVE', 'INTEGER_ZERO_OR_POSITIVE', 'NUMBER', 'UNIT_INTERVAL', 'PERCENTAGE')
            and dataelementid not in (select dataelementid from datavalue
              where value !~ '^[-+]?[0-9]+([.][0-9]+)?$' and dataelementid is not null)
          order by dataelementid limit %2$d) as numeric_elements
        """
            .formatted(DATA_SET, atMost));
    List<String[]> units =
        sessions.query(
            "select uid, path from organisationunit where parentid is null order by uid limit 1",
            row -> new String[] {row.getString(1), row.getString(2)});
    List<NumericElement> elements = elements(sessions);
    if (units.isEmpty() || elements.isEmpty()) {
      throw new BenchmarkException("there are no organisation units or numeric elements", null);
    }
    return new BoundsScope(DATA_SET, units.get(0)[0], units.get(0)[1], elements);
  }

  private static List<NumericElement> elements(Sessions sessions) {
    Map<Long, NumericElement> elements = new LinkedHashMap<>();
    sessions
        .query(
            """
            select distinct e.dataelementid, e.valuetype, o.categoryoptioncomboid
            from datasetelement s
            join dataset d using (datasetid)
            join dataelement e on e.dataelementid = s.dataelementid
            join datasetelement every on every.dataelementid = e.dataelementid
            join categorycombos_optioncombos o
              on o.categorycomboid in (e.categorycomboid, every.categorycomboid)
            where d.uid = %s
            order by e.dataelementid, o.categoryoptioncomboid
            """
                .formatted(SqlText.literal(DATA_SET)),
            row -> new NumericElement(row.getLong(1), row.getString(2), List.of(row.getLong(3))))
        .forEach(each -> elements.merge(each.id(), each, BoundsScope::together));
    return List.copyOf(elements.values());
  }

  private static NumericElement together(NumericElement one, NumericElement other) {
    List<Long> optionCombos = new ArrayList<>(one.optionCombos());
    optionCombos.addAll(other.optionCombos());
    return new NumericElement(one.id(), one.valueType(), optionCombos);
  }
}
