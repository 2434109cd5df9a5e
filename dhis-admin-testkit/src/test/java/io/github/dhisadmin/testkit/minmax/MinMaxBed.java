package io.github.dhisadmin.testkit.minmax;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.spi.MinMaxValueStore;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.sql.TestSql;
import java.util.Arrays;
import java.util.List;

/** A country with two regions and a clinic, a data set, and the bounds that are stored. */
final class MinMaxBed {
  private final Dhis2Fixture dhis2;
  private final MinMaxValueStore store;
  private final TestSql sql;

  MinMaxBed(Dhis2Database database) {
    this.dhis2 = Dhis2Fixture.on(database.dataSource());
    this.store = JooqPersistence.of(database.dataSource()).minMaxValues();
    this.sql = new TestSql(database.dataSource());
    dhis2.organisationUnit("Country");
    dhis2.organisationUnit("North").parent("Country");
    dhis2.organisationUnit("Clinic").parent("North");
    dhis2.organisationUnit("South").parent("Country");
    dhis2.dataSet("Monthly");
  }

  Dhis2Fixture dhis2() {
    return dhis2;
  }

  MinMaxValueStore store() {
    return store;
  }

  TestSql sql() {
    return sql;
  }

  /** A data element of the data set. */
  void element(String name, String valueType) {
    dhis2.dataElement(name).valueType(valueType);
    dhis2.dataSet("Monthly").dataElements(name);
  }

  /** Values of the months of 2025, from January on. */
  void values(String element, String unit, String... values) {
    for (int month = 0; month < values.length; month++) {
      dhis2.dataValue(element, "2025%02d".formatted(month + 1), unit).value(values[month]);
    }
  }

  /** A bound of the default option combo. */
  void bound(String element, String unit, int minimum, int maximum, boolean generated) {
    sql.execute(
        "insert into minmaxdataelement (minmaxdataelementid, dataelementid, sourceid,"
            + " categoryoptioncomboid, minimumvalue, maximumvalue, generatedvalue)"
            + " values (nextval('hibernate_sequence'), ?, ?, ?, ?, ?, ?)",
        dhis2.dataElement(element).id(),
        dhis2.organisationUnit(unit).id(),
        dhis2.categoryOptionComboId("default"),
        minimum,
        maximum,
        generated);
  }

  /** Lets PostgreSQL remember so many values, which decides how those of few units are found. */
  void believeInValues(long count) {
    sql.execute(
        "update pg_class set reltuples = ? where oid = 'datavalue'::regclass", (double) count);
  }

  /** The data set for these units and those below. */
  MinMaxScope subtree(String... units) {
    return MinMaxScope.subtree(List.of(dhis2.dataSet("Monthly").uid()), uids(units));
  }

  /** The data set for these units alone. */
  MinMaxScope self(String... units) {
    return MinMaxScope.self(List.of(dhis2.dataSet("Monthly").uid()), uids(units));
  }

  /** All bounds, as element, unit, option combo, minimum, maximum and who made them. */
  List<String> bounds() {
    return sql.rows(
        "select e.name, o.name, c.name, m.minimumvalue || '..' || m.maximumvalue,"
            + " case when m.generatedvalue then 'generated' else 'manual' end"
            + " from minmaxdataelement m join dataelement e using (dataelementid)"
            + " join organisationunit o on o.organisationunitid = m.sourceid"
            + " join categoryoptioncombo c using (categoryoptioncomboid)"
            + " order by e.name, o.name, c.name");
  }

  private List<String> uids(String... units) {
    return Arrays.stream(units).map(unit -> dhis2.organisationUnit(unit).uid()).toList();
  }
}
