package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns and joins of the event and enrollment tables of one program as in DHIS2 2.42
 * (JdbcEventAnalyticsTableManager, JdbcEnrollmentAnalyticsTableManager), on a database without
 * PostGIS. Legends and names of units that are values are left out, which is in DHIS2's favour.
 *
 * @param columns in order
 * @param joins what the columns are selected from
 */
record TrackerLayout(List<TrackerColumn> columns, String joins) {
  private static final String EVENT_JOINS =
      """
      from event ev
      inner join enrollment en on ev.enrollmentid = en.enrollmentid
      inner join programstage ps on ev.programstageid = ps.programstageid
      inner join program pr on en.programid = pr.programid and en.deleted = false
      left join trackedentity te on en.trackedentityid = te.trackedentityid and te.deleted = false
      left join organisationunit registrationou
        on te.organisationunitid = registrationou.organisationunitid
      inner join organisationunit ou on ev.organisationunitid = ou.organisationunitid
      left join analytics_rs_dateperiodstructure dps on cast(%s as date) = dps.dateperiod
      left join analytics_rs_orgunitstructure ous on ev.organisationunitid = ous.organisationunitid
      left join analytics_rs_organisationunitgroupsetstructure ougs
        on ev.organisationunitid = ougs.organisationunitid
        and (ougs.startdate is null or ougs.startdate = dps.monthstartdate)
      left join organisationunit enrollmentou
        on en.organisationunitid = enrollmentou.organisationunitid
      inner join analytics_rs_categorystructure acs
        on ev.attributeoptioncomboid = acs.categoryoptioncomboid
      """
          .formatted(Dhis2TrackerProcedure.EVENT_DATE);

  private static final String ENROLLMENT_JOINS =
      """
      from enrollment en
      inner join program pr on en.programid = pr.programid
      left join trackedentity te on en.trackedentityid = te.trackedentityid and te.deleted = false
      left join organisationunit registrationou
        on te.organisationunitid = registrationou.organisationunitid
      inner join organisationunit ou on en.organisationunitid = ou.organisationunitid
      left join analytics_rs_dateperiodstructure dps
        on cast(en.enrollmentdate as date) = dps.dateperiod
      left join analytics_rs_orgunitstructure ous on en.organisationunitid = ous.organisationunitid
      left join analytics_rs_organisationunitgroupsetstructure ougs
        on en.organisationunitid = ougs.organisationunitid
        and (ougs.startdate is null or ougs.startdate = dps.monthstartdate)
      """;

  TrackerLayout {
    columns = List.copyOf(columns);
  }

  /** The table of events of a program. */
  static TrackerLayout ofEvents(Sessions sessions, PeerProgram program) {
    List<TrackerColumn> columns = new ArrayList<>();
    columns.add(uid("event", "ev.uid"));
    columns.add(uid("enrollment", "en.uid"));
    columns.add(uid("ps", "ps.uid"));
    columns.add(uid("ao", "acs.categoryoptioncombouid"));
    columns.add(TrackerColumn.time("enrollmentdate", "en.enrollmentdate"));
    columns.add(TrackerColumn.time("enrollmentoccurreddate", "en.occurreddate"));
    columns.add(TrackerColumn.time("occurreddate", "ev.occurreddate"));
    columns.add(TrackerColumn.time("scheduleddate", "ev.scheduleddate"));
    columns.add(TrackerColumn.time("completeddate", "ev.completeddate"));
    columns.add(TrackerColumn.time("created", "coalesce(ev.createdatclient, ev.created)"));
    columns.add(
        TrackerColumn.time("lastupdated", "coalesce(ev.lastupdatedatclient, ev.lastupdated)"));
    columns.add(TrackerColumn.of("storedby", "varchar(255)", "ev.storedby"));
    columns.add(TrackerColumn.of("eventstatus", "varchar(50)", "ev.status"));
    columns.add(TrackerColumn.of("enrollmentstatus", "varchar(50)", "en.status"));
    addUnit(columns);
    columns.add(uid("registrationou", "coalesce(registrationou.uid, ou.uid)"));
    columns.add(uid("enrollmentou", "coalesce(enrollmentou.uid, ou.uid)"));
    addUsers(columns, "ev");
    addDimensions(sessions, columns, true);
    sessions
        .query(
            """
            select distinct de.uid, de.valuetype, de.optionsetid is not null
            from programstage ps
            inner join programstagedataelement psde on psde.programstageid = ps.programstageid
            inner join dataelement de on de.dataelementid = psde.dataelementid
            where ps.programid = %d and not psde.skipanalytics order by de.uid
            """
                .formatted(program.id()),
            row ->
                TrackerColumn.item(
                    row.getString(1),
                    row.getString(2),
                    row.getBoolean(3),
                    "(ev.eventdatavalues #>> '{%s,value}')".formatted(row.getString(1))))
        .forEach(columns::add);
    return new TrackerLayout(columns, EVENT_JOINS + attributes(sessions, program, columns));
  }

  /** The table of enrollments in a program. */
  static TrackerLayout ofEnrollments(Sessions sessions, PeerProgram program) {
    List<TrackerColumn> columns = new ArrayList<>();
    columns.add(uid("enrollment", "en.uid"));
    columns.add(TrackerColumn.time("enrollmentdate", "en.enrollmentdate"));
    columns.add(TrackerColumn.time("occurreddate", "en.occurreddate"));
    columns.add(
        TrackerColumn.time(
            "completeddate", "case en.status when 'COMPLETED' then en.completeddate end"));
    columns.add(TrackerColumn.time("lastupdated", "en.lastupdated"));
    columns.add(TrackerColumn.of("storedby", "varchar(255)", "en.storedby"));
    columns.add(TrackerColumn.of("enrollmentstatus", "varchar(50)", "en.status"));
    addUnit(columns);
    columns.add(uid("registrationou", "coalesce(registrationou.uid, ou.uid)"));
    addUsers(columns, "en");
    addDimensions(sessions, columns, false);
    return new TrackerLayout(columns, ENROLLMENT_JOINS + attributes(sessions, program, columns));
  }

  /** Adds the columns of attributes, and gives a join for each of them. */
  private static String attributes(
      Sessions sessions, PeerProgram program, List<TrackerColumn> columns) {
    Map<String, Long> ids =
        sessions
            .query(
                """
                select tea.uid, tea.valuetype, tea.optionsetid is not null,
                  tea.trackedentityattributeid
                from program_attributes pa
                inner join trackedentityattribute tea
                  on tea.trackedentityattributeid = pa.trackedentityattributeid
                where pa.programid = %d and tea.confidential is not true order by tea.uid
                """
                    .formatted(program.id()),
                row -> {
                  String uid = row.getString(1);
                  columns.add(
                      TrackerColumn.item(
                          uid,
                          row.getString(2),
                          row.getBoolean(3),
                          SqlText.identifier(uid) + ".value"));
                  return Map.entry(uid, row.getLong(4));
                })
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (program.registration()) {
      columns.add(TrackerColumn.of("trackedentity", "char(11)", "te.uid"));
    }
    return ids.entrySet().stream()
        .map(
            each ->
                ("left join trackedentityattributevalue %1$s on %1$s.trackedentityid ="
                        + " en.trackedentityid and %1$s.trackedentityattributeid = %2$d\n")
                    .formatted(SqlText.identifier(each.getKey()), each.getValue()))
        .collect(Collectors.joining());
  }

  private static void addUnit(List<TrackerColumn> columns) {
    columns.add(uid("ou", "ou.uid"));
    columns.add(TrackerColumn.of("ouname", "text not null", "ou.name"));
    columns.add(TrackerColumn.of("oucode", "text", "ou.code"));
    columns.add(TrackerColumn.of("oulevel", "integer", "ous.level"));
  }

  private static void addUsers(List<TrackerColumn> columns, String source) {
    for (String role : List.of("createdby", "lastupdatedby")) {
      String info = source + '.' + role + "userinfo";
      columns.add(TrackerColumn.of(role + "username", "varchar(255)", info + " ->> 'username'"));
      columns.add(TrackerColumn.plain(role + "name", "varchar(255)", info + " ->> 'firstName'"));
      columns.add(TrackerColumn.plain(role + "lastname", "varchar(255)", info + " ->> 'surname'"));
      columns.add(
          TrackerColumn.plain(
              role + "displayname",
              "varchar(255)",
              ("trim(both from concat(%1$s ->> 'surname', ', ', %1$s ->> 'firstName', ' (',"
                      + " %1$s ->> 'username', ')'))")
                  .formatted(info)));
    }
  }

  private static void addDimensions(
      Sessions sessions, List<TrackerColumn> columns, boolean categories) {
    Layout.names(sessions, "analytics_rs_orgunitstructure", "attname like 'uidlevel%'")
        .forEach(level -> columns.add(TrackerColumn.of(level, "char(11)", "ous." + level)));
    String unitNames =
        String.join(
            ", ",
            Layout.names(sessions, "analytics_rs_orgunitstructure", "attname like 'namelevel%'"));
    columns.add(
        TrackerColumn.of(
            "ounamehierarchy", "text collate \"C\"", "concat_ws(' / ', " + unitNames + ')'));
    Layout.uids(sessions, "orgunitgroupset", "true")
        .forEach(uid -> columns.add(dimension(uid, "ougs")));
    if (categories) {
      Layout.uids(sessions, "categoryoptiongroupset", "datadimensiontype = 'ATTRIBUTE'")
          .forEach(uid -> columns.add(dimension(uid, "acs")));
    }
    // Every column after these three is one period type.
    Layout.names(
            sessions,
            "analytics_rs_dateperiodstructure",
            "attname not in ('dateperiod', 'year', 'monthstartdate')")
        .forEach(
            type -> columns.add(TrackerColumn.of(type, "text", "dps." + SqlText.identifier(type))));
  }

  private static TrackerColumn dimension(String uid, String alias) {
    return TrackerColumn.of(uid, "char(11)", alias + '.' + SqlText.identifier(uid));
  }

  private static TrackerColumn uid(String name, String expression) {
    return TrackerColumn.of(name, "char(11) not null", expression);
  }
}
