package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Generates two programs with registration and one without: half of the events are of each kind.
 * Four events belong to an enrollment, and a person has one enrollment.
 */
final class TrackerDemo {
  private static final int EVENTS_PER_ENROLLMENT = 4;
  private static final List<String> VALUE_TYPES =
      List.of(
          "INTEGER",
          "NUMBER",
          "TEXT",
          "BOOLEAN",
          "DATE",
          "TRUE_ONLY",
          "PERCENTAGE",
          "ORGANISATION_UNIT");
  private static final List<String> ATTRIBUTES =
      List.of("First name", "National id", "Date of birth", "Weight", "Village");

  private final Dhis2Fixture fixture;
  private final DemoSql sql;
  private final DemoPlan plan;

  TrackerDemo(Dhis2Fixture fixture, DemoSql sql, DemoPlan plan) {
    this.fixture = fixture;
    this.sql = sql;
    this.plan = plan;
  }

  void generate() {
    fixture.optionSet("Outcome").options("RECOVERED", "REFERRED", "DIED");
    fixture.optionSet("Blood group").options("A", "B", "AB", "0");
    registrationProgram("Child programme", "Birth", "Postnatal visit");
    registrationProgram("TB programme", "Diagnosis", "Treatment");
    fixture.program("Inpatient register").stage("Inpatient stay", elements("Inpatient stay"));
    sql.execute(
        "insert into program_organisationunits (programid, organisationunitid) select programid,"
            + " organisationunitid from program cross join organisationunit where hierarchylevel ="
            + " 4");
    people();
    new BulkTable(sql, "event")
        .fill(
            () -> {
              long half = plan.scale().events() / 2;
              events("Child programme", "Birth", 0, half / 4);
              events("Child programme", "Postnatal visit", 1, half / 4);
              events("TB programme", "Diagnosis", 0, half / 4);
              events("TB programme", "Treatment", 1, half / 4);
              singleEvents(plan.scale().events() - half / 4 * 4);
            });
  }

  private void registrationProgram(String program, String... stages) {
    fixture
        .program(program)
        .withRegistration("Person")
        .attributes(
            IntStream.range(0, plan.attributes())
                .mapToObj(i -> i < ATTRIBUTES.size() ? ATTRIBUTES.get(i) : "Attribute " + (i + 1))
                .toArray(String[]::new));
    for (String stage : stages) {
      fixture.program(program).stage(stage, elements(stage));
    }
  }

  private String[] elements(String stage) {
    for (int i = 0; i < plan.elementsOfStage(); i++) {
      fixture
          .dataElement(element(stage, i))
          .valueType(valueType(i))
          .aggregationType(i % VALUE_TYPES.size() < 2 ? "SUM" : "NONE")
          .tracker();
    }
    fixture.dataElement(element(stage, 2)).optionSet("Outcome");
    return IntStream.range(0, plan.elementsOfStage())
        .mapToObj(i -> element(stage, i))
        .toArray(String[]::new);
  }

  private static String valueType(int index) {
    return VALUE_TYPES.get(index % VALUE_TYPES.size());
  }

  private static String element(String stage, int index) {
    String type = valueType(index).toLowerCase(Locale.ROOT);
    return stage + ": " + type + (index < VALUE_TYPES.size() ? "" : " " + (index + 1));
  }

  private void people() {
    // the planner takes a generated series of parameters for a thousand rows and would loop over
    // the facilities for each
    sql.execute("set local enable_nestloop = off");
    long count = Math.max(2, plan.scale().events() / 2 / EVENTS_PER_ENROLLMENT);
    sql.execute(
        """
        create temporary table demo_facility as
        select row_number() over (order by organisationunitid) - 1 as number, organisationunitid, uid
        from organisationunit where hierarchylevel = 4
        """);
    sql.execute("analyze demo_facility");
    Map<String, Object> parameters =
        Map.of(
            "count", count,
            "base", sql.reserveIds(count),
            "facilities", plan.scale().facilities(),
            "first", plan.firstYear(),
            "days", plan.scale().years() * 365 - 60,
            "child", fixture.program("Child programme").id(),
            "tb", fixture.program("TB programme").id());
    sql.execute(
        """
        create temporary table demo_person as
        select n, :base + n as id, f.organisationunitid, case when n % 2 = 1 then :child else :tb end as programid,
          make_date(:first, 1, 1) + (h / 1000 % :days)::int as day, h
        from (select n, pg_temp.h(n + 7000000000) as h from generate_series(1, :count) n) person
        join demo_facility f on f.number = h % :facilities
        """,
        parameters);
    sql.execute("analyze demo_person");
    sql.execute(
        """
        insert into trackedentity (trackedentityid, uid, created, lastupdated, inactive, deleted, lastsynchronized,
          organisationunitid, trackedentitytypeid, storedby, potentialduplicate)
        select id, 'T' || substr(md5('te' || n), 1, 3) || lpad(to_hex(n), 7, '0'), day, day, false, n % 100 = 99,
          '1970-01-01', organisationunitid, (select trackedentitytypeid from trackedentitytype), 'user1', false
        from demo_person order by n
        """);
    sql.execute(
        """
        insert into enrollment (enrollmentid, uid, created, lastupdated, occurreddate, enrollmentdate, completeddate,
          followup, deleted, storedby, status, trackedentityid, programid, organisationunitid, createdbyuserinfo)
        select id, 'N' || substr(md5('en' || n), 1, 3) || lpad(to_hex(n), 7, '0'), day, day, day, day,
          case when n % 3 = 0 then day + 90 end, false, n % 100 = 98, 'user1',
          case when n % 3 = 0 then 'COMPLETED' else 'ACTIVE' end, id, programid, organisationunitid,
          '{"id": 1, "uid": "abcdefghijk", "username": "user1", "firstName": "Ann", "surname": "Nurse"}'
        from demo_person order by n
        """);
    new BulkTable(sql, "trackedentityattributevalue").fill(this::attributeValues);
    sql.execute(
        """
        insert into trackedentityprogramowner (trackedentityprogramownerid, trackedentityid, programid, created,
          lastupdated, organisationunitid, createdby)
        select id, id, programid, day, day, organisationunitid, 'user1' from demo_person order by n
        """);
    sql.execute(
        """
        insert into programownershiphistory (programownershiphistoryid, programid, trackedentityid, startdate, enddate,
          createdby, organisationunitid)
        select p.id, p.programid, p.id, p.day, p.day + 45, 'user1', f.organisationunitid
        from demo_person p join demo_facility f on f.number = p.h / 1000 % :facilities
        where p.n % 20 = 0 order by p.n
        """,
        Map.of("facilities", plan.scale().facilities()));
  }

  private void attributeValues() {
    sql.execute(
        """
        insert into trackedentityattributevalue (trackedentityid, trackedentityattributeid, created, lastupdated, value,
          storedby)
        select p.id, a.trackedentityattributeid, p.day, p.day,
          case a.name
            when 'First name' then (array['Anna', 'Jean', 'Иван', 'فاطمة', 'O''Neil'])[1 + p.h % 5]
            when 'National id' then 'ID' || p.n
            when 'Date of birth' then (p.day - (p.h / 100 % 20000)::int)::text
            when 'Weight' then (2 + p.h / 100 % 80)::text
            else 'Village ' || p.h / 100 % 500 end,
          'user1'
        from demo_person p cross join trackedentityattribute a
        where (p.h / 10 + a.trackedentityattributeid) % 10 > 0
        order by p.n, a.trackedentityattributeid
        """);
  }

  private void events(String program, String stage, int visit, long count) {
    long programId = fixture.program(program).id();
    long people =
        sql.number(
            "select count(*) from demo_person where programid = :program",
            Map.of("program", programId));
    insert(
        stage,
        count,
        """
        select e.n, p.id as enrollmentid, p.organisationunitid, p.day + (e.n % 60)::int * :visit as day
        from generate_series(1, :count) e(n)
        join (select id, organisationunitid, day, row_number() over (order by n) as number
              from demo_person where programid = :program) p on p.number = 1 + e.n % :people
        """,
        Map.of("program", programId, "visit", visit, "count", count, "people", people));
  }

  private void singleEvents(long count) {
    // before 2.43 all events of a program without registration hang on one enrollment of nobody
    long enrollment = sql.reserveIds(1) + 1;
    long program = fixture.program("Inpatient register").id();
    sql.execute(
        """
        insert into enrollment (enrollmentid, uid, created, lastupdated, enrollmentdate, occurreddate, deleted, status,
          programid, organisationunitid)
        select :id, 'NobodyEnr01', '2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01', false, 'ACTIVE', :program,
          min(organisationunitid)
        from organisationunit where hierarchylevel = 1
        """,
        Map.of("id", enrollment, "program", program));
    insert(
        "Inpatient stay",
        count,
        """
        select n, :enrollment::bigint as enrollmentid, f.organisationunitid,
          make_date(:first, 1, 1) + (pg_temp.h(n + 9000000000) / 100000 % :days)::int as day
        from generate_series(1, :count) n
        join demo_facility f on f.number = pg_temp.h(n + 8000000000) % :facilities
        """,
        Map.of(
            "enrollment",
            enrollment,
            "first",
            plan.firstYear(),
            "days",
            plan.scale().years() * 365,
            "count",
            count,
            "facilities",
            plan.scale().facilities()));
  }

  private void insert(String stage, long count, String source, Map<String, ?> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("base", sql.reserveIds(count));
    all.put("stage", stage);
    all.put("facilities", plan.scale().facilities());
    sql.execute(
        """
        insert into event (eventid, uid, created, lastupdated, lastsynchronized, enrollmentid, programstageid,
          attributeoptioncomboid, deleted, storedby, scheduleddate, occurreddate, organisationunitid, status,
          completedby, completeddate, eventdatavalues, createdbyuserinfo)
        select :base + e.n, 'V' || substr(md5(:stage || e.n), 1, 2) || lpad(to_hex(:base + e.n), 8, '0'), e.day, e.day,
          '1970-01-01', e.enrollmentid, s.programstageid, c.categoryoptioncomboid, h % 100 = 0, 'user' || h % 20,
          e.day, case when h / 100 % 20 = 0 then null else e.day end, e.organisationunitid,
          case when h / 100 % 20 = 0 then 'SCHEDULE' when h / 100 % 20 < 4 then 'ACTIVE' else 'COMPLETED' end,
          case when h / 100 % 20 >= 4 then 'user' || h % 20 end, case when h / 100 % 20 >= 4 then e.day end,
          (%s)::jsonb,
          '{"id": 1, "uid": "abcdefghijk", "username": "user1", "firstName": "Ann", "surname": "Nurse"}'
        from (select e.*, pg_temp.h(e.n * 64 + length(:stage)) as h from (%s) e offset 0) e
        join demo_facility f on f.number = h %% :facilities
        join programstage s on s.name = :stage
        join categoryoptioncombo c on c.name = 'default'
        order by e.n
        """
            .replace("%s)::jsonb", values(stage) + ")::jsonb")
            .replace("(%s) e offset", "(" + source + ") e offset")
            .replace("%%", "%"),
        all);
  }

  /** An expression for the data values of an event as JSON text; one in ten values is missing. */
  private String values(String stage) {
    return IntStream.range(0, plan.elementsOfStage())
        .mapToObj(i -> value(fixture.dataElement(element(stage, i)).uid(), i))
        .collect(Collectors.joining(" || ", "'{' || ltrim(", ", ',') || '}'"));
  }

  private static String value(String uid, int index) {
    // a number of nineteen digits is not enough for more than some values
    String digits =
        index < VALUE_TYPES.size()
            ? "h / " + (long) Math.pow(10, index + 2)
            : "pg_temp.h(h - " + index + ")";
    String value =
        switch (valueType(index)) {
          case "INTEGER" ->
              "case when "
                  + digits
                  + " % 500 = 0 then '12.5' else ("
                  + digits
                  + " % 100)::text end";
          case "NUMBER" -> "round((" + digits + " % 1000) / 10.0, 1)";
          case "TEXT" -> "(array['RECOVERED', 'REFERRED', 'DIED'])[1 + " + digits + " % 3]";
          case "BOOLEAN" -> "case when " + digits + " % 2 = 0 then 'true' else 'false' end";
          case "DATE" ->
              "case when "
                  + digits
                  + " % 900 = 0 then '2021-13-45' else (e.day - ("
                  + digits
                  + " % 900)::int)::text end";
          case "ORGANISATION_UNIT" -> "f.uid";
          case "PERCENTAGE" -> "(" + digits + " % 101)::text";
          default -> "'true'";
        };
    return "case when "
        + digits
        + " % 10 > 0 then ', \""
        + uid
        + "\": {\"value\": \"' || "
        + value
        + " || '\", \"created\": \"' || e.day || 'T08:00:00.000\", \"storedBy\": \"user1\","
        + " \"lastUpdated\": \"' || e.day || 'T08:00:00.000\", \"providedElsewhere\": false}' else"
        + " '' end";
  }
}
