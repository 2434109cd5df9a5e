package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns and joins of the tables of data set registrations, of what should be registered and
 * of organisation unit groups as in DHIS2 2.42 (JdbcCompletenessTableManager,
 * JdbcCompletenessTargetTableManager, JdbcOrgUnitTargetTableManager).
 *
 * @param columns in order
 * @param joins what the columns are selected from
 */
record CompletenessLayout(List<Column> columns, String joins) {
  private static final String REGISTRATION_JOINS =
      """
      from completedatasetregistration cdr
      inner join dataset ds on cdr.datasetid = ds.datasetid
      inner join analytics_rs_periodstructure ps on cdr.periodid = ps.periodid
      inner join analytics_rs_organisationunitgroupsetstructure ougs
        on cdr.sourceid = ougs.organisationunitid
        and (ougs.startdate is null or ougs.startdate = ps.monthstartdate)
      left join analytics_rs_orgunitstructure ous on cdr.sourceid = ous.organisationunitid
      inner join analytics_rs_categorystructure acs
        on cdr.attributeoptioncomboid = acs.categoryoptioncomboid
      """;

  private static final String TARGET_JOINS =
      """
      from analytics_rs_datasetorganisationunitcategory doc
      inner join dataset ds on doc.datasetid = ds.datasetid
      inner join organisationunit ou on doc.organisationunitid = ou.organisationunitid
      left join analytics_rs_orgunitstructure ous on doc.organisationunitid = ous.organisationunitid
      left join analytics_rs_organisationunitgroupsetstructure ougs
        on doc.organisationunitid = ougs.organisationunitid
      left join analytics_rs_categorystructure acs
        on doc.attributeoptioncomboid = acs.categoryoptioncomboid
      """;

  private static final String UNIT_TARGET_JOINS =
      """
      from orgunitgroupmembers ougm
      inner join orgunitgroup oug on ougm.orgunitgroupid = oug.orgunitgroupid
      left join analytics_rs_orgunitstructure ous
        on ougm.organisationunitid = ous.organisationunitid
      """;

  CompletenessLayout {
    columns = List.copyOf(columns);
  }

  /** One row per registration that counts. */
  static CompletenessLayout ofRegistrations(Sessions sessions) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.dimension("dx", "char(11) not null", "ds.uid"));
    columns.add(Column.dimension("year", "integer not null", "ps.year"));
    columns.add(
        Column.dimension(
            "id",
            "text",
            "concat(ds.uid, '-', ps.iso, '-', ous.organisationunituid, '-',"
                + " acs.categoryoptioncombouid)"));
    groupSets(sessions).forEach(columns::add);
    columns.addAll(Layout.levelColumns(sessions));
    attributes(sessions).forEach(columns::add);
    columns.addAll(Layout.periodTypes(sessions));
    columns.add(
        Column.dimension(
            "timely",
            "boolean",
            "extract(epoch from (cdr.date - cast(ps.enddate as timestamp))) / 86400"
                + " <= ds.timelydays + 1"));
    columns.add(Column.fact("value", "timestamp", "cdr.date"));
    return new CompletenessLayout(columns, REGISTRATION_JOINS);
  }

  /** One row per registration that there should be for each period. */
  static CompletenessLayout ofTargets(Sessions sessions) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.dimension("dx", "char(11) not null", "ds.uid"));
    columns.add(Column.dimension("ao", "char(11) not null", "acs.categoryoptioncombouid"));
    columns.add(Column.dimension("ouopeningdate", "date", "ou.openingdate"));
    columns.add(Column.dimension("oucloseddate", "date", "ou.closeddate"));
    columns.add(Column.dimension("costartdate", "date", "doc.costartdate"));
    columns.add(Column.dimension("coenddate", "date", "doc.coenddate"));
    groupSets(sessions).forEach(columns::add);
    columns.addAll(Layout.levelColumns(sessions));
    attributes(sessions).forEach(columns::add);
    columns.add(Column.fact("value", "double precision", "1"));
    return new CompletenessLayout(columns, TARGET_JOINS);
  }

  /** One row per membership in an organisation unit group. */
  static CompletenessLayout ofUnitTargets(Sessions sessions) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.dimension("oug", "char(11) not null", "oug.uid"));
    columns.addAll(Layout.levelColumns(sessions));
    columns.add(Column.fact("value", "double precision", "1"));
    return new CompletenessLayout(columns, UNIT_TARGET_JOINS);
  }

  private static Stream<Column> groupSets(Sessions sessions) {
    return Layout.uids(sessions, "orgunitgroupset", "true").stream()
        .map(uid -> Column.uid("ougs", uid));
  }

  private static Stream<Column> attributes(Sessions sessions) {
    return Stream.of("categoryoptiongroupset", "category")
        .flatMap(table -> Layout.uids(sessions, table, "datadimensiontype = 'ATTRIBUTE'").stream())
        .map(uid -> Column.uid("acs", uid));
  }
}
