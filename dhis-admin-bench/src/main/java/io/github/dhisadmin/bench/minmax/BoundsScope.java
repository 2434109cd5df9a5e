package io.github.dhisadmin.bench.minmax;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.MinMaxScope.Depth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What bounds are generated for.
 *
 * @param dataSet uid of a data set of the benchmark's own
 * @param unit the organisation unit
 * @param depth whether units below it belong to it
 * @param elements the data elements of the data set
 */
record BoundsScope(String dataSet, Unit unit, Depth depth, List<NumericElement> elements) {
  private static final String DATA_SET = "benchMinMax";

  /**
   * An organisation unit.
   *
   * @param id its key
   * @param uid its uid
   * @param path its path, with which those of all units below begin
   */
  record Unit(long id, String uid, String path) {}

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
   * A whole hierarchy. Makes the data set, in place of one that an earlier run left, and turns the
   * values of its elements into numbers that are none: DHIS2 fails at the first of these.
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
          order by dataelementid limit %2$d) as numeric_elements;
        update datavalue set value = '1'
        where value !~ '^[-+]?[0-9]+([.][0-9]+)?$' and dataelementid in (
          select dataelementid from datasetelement join dataset using (datasetid) where uid = '%1$s')
        """
            .formatted(DATA_SET, atMost));
    List<Unit> roots = units(sessions, "parentid is null order by uid");
    List<NumericElement> elements = elements(sessions);
    if (roots.isEmpty() || elements.isEmpty()) {
      throw new BenchmarkException("there are no organisation units or numeric elements", null);
    }
    return new BoundsScope(DATA_SET, roots.get(0), Depth.SUBTREE, elements);
  }

  /** The unit alone that has most values of the first data element. */
  BoundsScope oneUnit(Sessions sessions) {
    Unit busiest =
        units(
                sessions,
                """
                organisationunitid = (
                  select sourceid from datavalue where dataelementid = %d
                  group by sourceid order by count(*) desc, sourceid limit 1)"""
                    .formatted(elements.get(0).id()))
            .get(0);
    return new BoundsScope(dataSet, busiest, Depth.SELF, elements);
  }

  MinMaxScope ofLibrary() {
    return new MinMaxScope(Set.of(dataSet), Set.of(unit.uid()), depth);
  }

  private static List<Unit> units(Sessions sessions, String which) {
    return sessions.query(
        "select organisationunitid, uid, path from organisationunit where " + which + " limit 1",
        row -> new Unit(row.getLong(1), row.getString(2), row.getString(3)));
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
