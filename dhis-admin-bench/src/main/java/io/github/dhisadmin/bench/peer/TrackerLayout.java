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
 * PostGIS. Legends of attributes are left out.
 *
 * @param columns in order
 * @param joins what the columns are selected from
 */
record TrackerLayout(List<Column> columns, String joins) {
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

  private static final String ELEMENTS =
      """
      programstage ps
      inner join programstagedataelement psde on psde.programstageid = ps.programstageid
      inner join dataelement de on de.dataelementid = psde.dataelementid
      """;

  TrackerLayout {
    columns = List.copyOf(columns);
  }

  /** The table of events of a program. */
  static TrackerLayout ofEvents(Sessions sessions, PeerProgram program) {
    List<Column> columns = new ArrayList<>();
    columns.add(uid("event", "ev.uid"));
    columns.add(uid("enrollment", "en.uid"));
    columns.add(uid("ps", "ps.uid"));
    columns.add(uid("ao", "acs.categoryoptioncombouid"));
    columns.add(TrackerColumns.time("enrollmentdate", "en.enrollmentdate"));
    columns.add(TrackerColumns.time("enrollmentoccurreddate", "en.occurreddate"));
    columns.add(TrackerColumns.time("occurreddate", "ev.occurreddate"));
    columns.add(TrackerColumns.time("scheduleddate", "ev.scheduleddate"));
    columns.add(TrackerColumns.time("completeddate", "ev.completeddate"));
    columns.add(TrackerColumns.time("created", "coalesce(ev.createdatclient, ev.created)"));
    columns.add(
        TrackerColumns.time("lastupdated", "coalesce(ev.lastupdatedatclient, ev.lastupdated)"));
    columns.add(Column.dimension("storedby", "varchar(255)", "ev.storedby"));
    columns.add(Column.dimension("eventstatus", "varchar(50)", "ev.status"));
    columns.add(Column.dimension("enrollmentstatus", "varchar(50)", "en.status"));
    addUnit(columns);
    columns.add(uid("registrationou", "coalesce(registrationou.uid, ou.uid)"));
    columns.add(uid("enrollmentou", "coalesce(enrollmentou.uid, ou.uid)"));
    addUsers(columns, "ev");
    addDimensions(sessions, columns, true);
    columns.addAll(elements(sessions, program));
    columns.addAll(legends(sessions, program));
    return new TrackerLayout(columns, EVENT_JOINS + attributes(sessions, program, columns));
  }

  private static List<Column> elements(Sessions sessions, PeerProgram program) {
    List<Column> columns = new ArrayList<>();
    sessions
        .query(
            """
            select distinct de.uid, de.valuetype, de.optionsetid is not null
            from %s
            where ps.programid = %d and not psde.skipanalytics order by de.uid
            """
                .formatted(ELEMENTS, program.id()),
            row ->
                TrackerColumns.item(
                    row.getString(1),
                    row.getString(2),
                    row.getBoolean(3),
                    TrackerColumns.valueOf("ev", row.getString(1))))
        .forEach(columns::add);
    sessions
        .texts(
            """
            select distinct de.uid from %s
            where ps.programid = %d and not psde.skipanalytics
              and de.valuetype = 'ORGANISATION_UNIT' order by de.uid
            """
                .formatted(ELEMENTS, program.id()))
        .forEach(uid -> columns.add(TrackerColumns.unitName(uid)));
    return columns;
  }

  private static List<Column> legends(Sessions sessions, PeerProgram program) {
    return sessions.query(
        """
        select distinct de.uid, ls.uid, ls.maplegendsetid
        from %s
        inner join dataelementlegendsets dels on dels.dataelementid = de.dataelementid
        inner join maplegendset ls on ls.maplegendsetid = dels.legendsetid
        where ps.programid = %d and not psde.skipanalytics order by de.uid, ls.uid
        """
            .formatted(ELEMENTS, program.id()),
        row -> TrackerColumns.legend(row.getString(1), row.getString(2), row.getLong(3)));
  }

  /** The table of enrollments in a program. */
  static TrackerLayout ofEnrollments(Sessions sessions, PeerProgram program) {
    List<Column> columns = new ArrayList<>();
    columns.add(uid("enrollment", "en.uid"));
    columns.add(TrackerColumns.time("enrollmentdate", "en.enrollmentdate"));
    columns.add(TrackerColumns.time("occurreddate", "en.occurreddate"));
    columns.add(
        TrackerColumns.time(
            "completeddate", "case en.status when 'COMPLETED' then en.completeddate end"));
    columns.add(TrackerColumns.time("lastupdated", "en.lastupdated"));
    columns.add(Column.dimension("storedby", "varchar(255)", "en.storedby"));
    columns.add(Column.dimension("enrollmentstatus", "varchar(50)", "en.status"));
    addUnit(columns);
    columns.add(uid("registrationou", "coalesce(registrationou.uid, ou.uid)"));
    addUsers(columns, "en");
    addDimensions(sessions, columns, false);
    return new TrackerLayout(columns, ENROLLMENT_JOINS + attributes(sessions, program, columns));
  }

  /** Adds the columns of attributes, and gives a join for each of them. */
  private static String attributes(Sessions sessions, PeerProgram program, List<Column> columns) {
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
                      TrackerColumns.item(
                          uid,
                          row.getString(2),
                          row.getBoolean(3),
                          SqlText.identifier(uid) + ".value"));
                  return Map.entry(uid, row.getLong(4));
                })
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (program.registration()) {
      columns.add(Column.dimension("trackedentity", "char(11)", "te.uid"));
    }
    return ids.entrySet().stream()
        .map(
            each ->
                ("left join trackedentityattributevalue %1$s on %1$s.trackedentityid ="
                        + " en.trackedentityid and %1$s.trackedentityattributeid = %2$d\n")
                    .formatted(SqlText.identifier(each.getKey()), each.getValue()))
        .collect(Collectors.joining());
  }

  private static void addUnit(List<Column> columns) {
    columns.add(uid("ou", "ou.uid"));
    columns.add(Column.dimension("ouname", "text not null", "ou.name"));
    columns.add(Column.dimension("oucode", "text", "ou.code"));
    columns.add(Column.dimension("oulevel", "integer", "ous.level"));
  }

  private static void addUsers(List<Column> columns, String source) {
    for (String role : List.of("createdby", "lastupdatedby")) {
      String info = source + '.' + role + "userinfo";
      columns.add(Column.dimension(role + "username", "varchar(255)", info + " ->> 'username'"));
      columns.add(Column.fact(role + "name", "varchar(255)", info + " ->> 'firstName'"));
      columns.add(Column.fact(role + "lastname", "varchar(255)", info + " ->> 'surname'"));
      columns.add(
          Column.fact(
              role + "displayname",
              "varchar(255)",
              ("trim(both from concat(%1$s ->> 'surname', ', ', %1$s ->> 'firstName', ' (',"
                      + " %1$s ->> 'username', ')'))")
                  .formatted(info)));
    }
  }

  private static void addDimensions(Sessions sessions, List<Column> columns, boolean categories) {
    columns.addAll(Layout.levelColumns(sessions));
    String unitNames =
        String.join(
            ", ",
            Layout.names(sessions, "analytics_rs_orgunitstructure", "attname like 'namelevel%'"));
    columns.add(
        Column.dimension(
            "ounamehierarchy", "text collate \"C\"", "concat_ws(' / ', " + unitNames + ')'));
    Layout.uids(sessions, "orgunitgroupset", "true")
        .forEach(uid -> columns.add(Column.uid("ougs", uid)));
    if (categories) {
      Layout.uids(sessions, "categoryoptiongroupset", "datadimensiontype = 'ATTRIBUTE'")
          .forEach(uid -> columns.add(Column.uid("acs", uid)));
    }
    // Every column after these three is one period type.
    Layout.names(
            sessions,
            "analytics_rs_dateperiodstructure",
            "attname not in ('dateperiod', 'year', 'monthstartdate')")
        .forEach(
            type -> columns.add(Column.dimension(type, "text", "dps." + SqlText.identifier(type))));
  }

  private static Column uid(String name, String expression) {
    return Column.dimension(name, "char(11) not null", expression);
  }
}
