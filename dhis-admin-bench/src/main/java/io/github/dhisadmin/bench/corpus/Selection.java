package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the queries ask for: real uids, picked from source data and resource tables in an order that
 * depends on the data alone, so that the same data gives the same queries.
 *
 * @param years the years with data, ascending
 * @param dataElements numeric data elements, those with most values first
 * @param units organisation units
 * @param combos category option combinations
 * @param dimensions dimensions that differ between databases
 */
public record Selection(
    List<Integer> years,
    List<String> dataElements,
    Units units,
    Combos combos,
    Dimensions dimensions) {

  private static final String NUMERIC =
      "('INTEGER', 'INTEGER_POSITIVE', 'INTEGER_NEGATIVE', 'INTEGER_ZERO_OR_POSITIVE', 'NUMBER',"
          + " 'UNIT_INTERVAL', 'PERCENTAGE')";

  /**
   * One organisation unit.
   *
   * @param uid its uid
   * @param level its level
   * @param path its path from the root
   */
  public record Unit(String uid, int level, String path) {
    /** The column of units of its level. */
    String column() {
      return "uidlevel" + level;
    }
  }

  /**
   * Organisation units.
   *
   * @param levels the units of each level, level 1 first
   * @param district the unit of level 3 with most values
   * @param facility the unit with most values
   */
  public record Units(List<List<String>> levels, Unit district, Unit facility) {
    /** The column of the units of the level, or of the deepest one when there are fewer. */
    String column(int wanted) {
      return "uidlevel" + level(wanted);
    }

    /** The units of the level, or of the deepest one when there are fewer. */
    List<String> of(int wanted) {
      return levels.get(level(wanted) - 1);
    }

    private int level(int wanted) {
      return Math.min(wanted, levels.size());
    }
  }

  /**
   * Category option combinations.
   *
   * @param operands those of the first data elements with most values
   * @param attribute the one that most values of the first data elements are attributed to
   */
  public record Combos(List<String> operands, String attribute) {}

  /**
   * Of each kind the dimension with most items, if there is any.
   *
   * @param organisationUnitGroups a group set of organisation units
   * @param dataElementGroups a group set of data elements
   * @param category a disaggregation category of the first data elements, with the options they use
   */
  public record Dimensions(
      Optional<Dimension> organisationUnitGroups,
      Optional<Dimension> dataElementGroups,
      Optional<Dimension> category) {}

  /**
   * A dynamic dimension.
   *
   * @param column the column, which is the uid of the group set or category
   * @param items the uids of the items, ascending
   */
  public record Dimension(String column, List<String> items) {}

  /** Picks from the database; the resource tables must be there. */
  public static Selection from(Sessions sessions) {
    Reader reader = new Reader(sessions);
    List<String> dataElements = reader.dataElements();
    int depth = (int) sessions.number("select max(level) from analytics_rs_orgunitstructure");
    List<String> combos = reader.combos(dataElements.subList(0, Math.min(20, dataElements.size())));
    return new Selection(
        reader.years(),
        dataElements,
        new Units(
            reader.units(depth),
            reader.unit("ous.idlevel" + Math.min(3, depth)),
            reader.unit("ous.organisationunitid")),
        new Combos(
            combos.subList(0, Math.min(4, combos.size())), reader.attributeCombo(dataElements)),
        new Dimensions(
            reader.dimension(
                "orgunitgroupset", "true", "organisationunitgroupsetstructure", "true"),
            reader.dimension("dataelementgroupset", "true", "dataelementgroupsetstructure", "true"),
            reader.dimension(
                "category",
                "datadimensiontype = 'DISAGGREGATION'",
                "categorystructure",
                "categoryoptioncombouid in (" + SqlText.literals(combos) + ")")));
  }

  /** The last year may have just begun, so the one before serves where one year is asked for. */
  int fullYear() {
    return years.get(Math.max(0, years.size() - 2));
  }

  /** The first data elements, as many as there are up to the number. */
  List<String> first(int number) {
    return dataElements.subList(0, Math.min(number, dataElements.size()));
  }

  private record Reader(Sessions sessions) {
    List<Integer> years() {
      return sessions.query(
          """
          select distinct ps.year
          from datavalue dv
          inner join analytics_rs_periodstructure ps on dv.periodid = ps.periodid
          order by ps.year
          """,
          row -> row.getInt(1));
    }

    List<String> dataElements() {
      List<String> uids =
          sessions.texts(
              """
              select des.dataelementuid
              from (select dataelementid, count(*) as number from datavalue group by dataelementid) dv
              inner join analytics_rs_dataelementstructure des on dv.dataelementid = des.dataelementid
              where des.domaintype = 'AGGREGATE' and des.valuetype in %s
              order by dv.number desc, des.dataelementuid
              """
                  .formatted(NUMERIC));
      if (uids.isEmpty()) {
        throw new BenchmarkException("there are no numeric data values to query", null);
      }
      return uids;
    }

    List<List<String>> units(int depth) {
      return IntStream.rangeClosed(1, depth)
          .mapToObj(
              level ->
                  sessions.texts(
                      "select organisationunituid from analytics_rs_orgunitstructure where level = "
                          + level
                          + " order by organisationunituid"))
          .toList();
    }

    Unit unit(String groupedBy) {
      return sessions
          .query(
              """
              select top.organisationunituid, top.level, top.path
              from (
                select %s as unitid, sum(dv.number) as number
                from (select sourceid, count(*) as number from datavalue group by sourceid) dv
                inner join analytics_rs_orgunitstructure ous on dv.sourceid = ous.organisationunitid
                group by %s
              ) most
              inner join analytics_rs_orgunitstructure top on top.organisationunitid = most.unitid
              order by most.number desc, top.organisationunituid
              limit 1
              """
                  .formatted(groupedBy, groupedBy),
              row -> new Unit(row.getString(1), row.getInt(2), row.getString(3)))
          .get(0);
    }

    List<String> combos(List<String> dataElements) {
      return sessions.texts(
          """
          select cs.categoryoptioncombouid
          from (
            select dv.categoryoptioncomboid, count(*) as number
            from datavalue dv
            inner join analytics_rs_dataelementstructure des on dv.dataelementid = des.dataelementid
            where des.dataelementuid in (%s)
            group by dv.categoryoptioncomboid
          ) used
          inner join analytics_rs_categorystructure cs
            on cs.categoryoptioncomboid = used.categoryoptioncomboid
          order by used.number desc, cs.categoryoptioncombouid
          """
              .formatted(SqlText.literals(dataElements)));
    }

    String attributeCombo(List<String> dataElements) {
      return sessions
          .texts(
              """
              select cs.categoryoptioncombouid
              from (
                select dv.attributeoptioncomboid, count(*) as number
                from datavalue dv
                inner join analytics_rs_dataelementstructure des
                  on dv.dataelementid = des.dataelementid
                where des.dataelementuid in (%s)
                group by dv.attributeoptioncomboid
              ) used
              inner join analytics_rs_categorystructure cs
                on cs.categoryoptioncomboid = used.attributeoptioncomboid
              order by used.number desc, cs.categoryoptioncombouid
              limit 1
              """
                  .formatted(
                      SqlText.literals(dataElements.subList(0, Math.min(4, dataElements.size())))))
          .get(0);
    }

    Optional<Dimension> dimension(String table, String condition, String structure, String inUse) {
      return sessions
          .texts(
              "select uid from "
                  + table
                  + " where datadimension and "
                  + condition
                  + " order by uid")
          .stream()
          .map(uid -> new Dimension(uid, items(uid, structure, inUse)))
          .filter(dimension -> !dimension.items().isEmpty())
          .reduce((most, next) -> next.items().size() > most.items().size() ? next : most);
    }

    private List<String> items(String uid, String structure, String inUse) {
      String column = SqlText.identifier(uid);
      return sessions.texts(
          "select distinct %s from analytics_rs_%s where %s is not null and %s order by 1"
              .formatted(column, structure, column, inUse));
    }
  }
}
