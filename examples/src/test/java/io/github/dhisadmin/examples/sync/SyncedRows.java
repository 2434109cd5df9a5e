package io.github.dhisadmin.examples.sync;

import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.StoredKind;
import io.github.dhisadmin.testkit.remote.StoredObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind that change at random here, and what a server holds of them. Content is compared
 * as text; what was deleted is on neither side.
 *
 * @param kind what they are
 * @param rows what number of them there is
 * @param begin sets all rows to a state: number, moment
 * @param change changes one row: content, whether deleted, moment, number
 * @param local key, unit, content of each row that is not deleted
 * @param stored under which kind a server keeps them
 * @param content the content of what a server keeps
 */
record SyncedRows(
    SyncKind kind,
    int rows,
    String begin,
    String change,
    String local,
    StoredKind stored,
    Function<StoredObject, String> content) {
  private static final Pattern VALUE = Pattern.compile("value=([^,}]*)");
  private static final LocalDateTime OLD = LocalDateTime.of(2020, 1, 1, 0, 0);

  /** A row as it is here. */
  record Local(String unit, String content) {}

  /** All kinds, after what they are made of was made. */
  static Map<SyncKind, SyncedRows> in(DataSource dataSource) {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(dataSource);
    dhis2.dataElement("Cases");
    dhis2.dataElement("Fever").tracker();
    dhis2.program("Malaria").stage("Case", "Fever");
    dhis2.program("Care").withRegistration("Person").stage("Visit", "Fever");
    dhis2.trackedEntityAttribute("Name", "TEXT");
    dhis2.trackedEntityTypeAttribute("Person", "Name");
    dhis2.dataSet("Monthly");
    for (int number = 0; number < 120; number++) {
      String period = "%d%02d".formatted(2015 + number / 12, 1 + number % 12);
      dhis2.dataValue("Cases", period, unit(number)).value("0").lastUpdated(OLD);
      if (number < 60) {
        dhis2.completeRegistration("Monthly", period, unit(number), OLD);
      }
      if (number < 12) {
        String name = "p" + number;
        dhis2.singleEvent("e" + number, "Malaria", "Case", unit(number)).dataValue("Fever", "0");
        dhis2.trackedEntity(name, "Person", unit(number)).attribute("Name", "0");
        dhis2.enrollment(name, name, "Care", unit(number));
        dhis2.event("visit" + number, "Visit", name, unit(number)).dataValue("Fever", "0");
      }
    }
    return Map.of(
        SyncKind.DATA_VALUES, values(),
        SyncKind.REGISTRATIONS, registrations(),
        SyncKind.EVENT_PROGRAMS, events(),
        SyncKind.TRACKER_PROGRAMS, trackedEntities());
  }

  /** A few rows belong to a unit that servers are made to forget. */
  static String unit(int number) {
    return number % 10 == 3 ? "Lost" : "Clinic";
  }

  private static SyncedRows values() {
    String numbered =
        "(select dataelementid, periodid, sourceid, row_number() over (order by periodid) - 1 n"
            + " from datavalue) k";
    String same =
        " where k.dataelementid = d.dataelementid and k.periodid = d.periodid and k.sourceid ="
            + " d.sourceid";
    return new SyncedRows(
        SyncKind.DATA_VALUES,
        120,
        "update datavalue set value = ?, deleted = false, lastupdated = ?",
        "update datavalue d set value = ?, deleted = ?, lastupdated = ? from "
            + numbered
            + same
            + " and k.n = ?",
        "select de.uid || '.' || to_char(p.startdate, 'YYYYMM') || '.' || u.uid || '.' || c.uid ||"
            + " '.' || a.uid, u.uid, d.value from datavalue d join dataelement de using"
            + " (dataelementid) join period p using (periodid) join organisationunit u on"
            + " u.organisationunitid = d.sourceid join categoryoptioncombo c using"
            + " (categoryoptioncomboid) join categoryoptioncombo a on a.categoryoptioncomboid ="
            + " d.attributeoptioncomboid where not d.deleted",
        StoredKind.DATA_VALUE,
        stored -> String.valueOf(stored.fields().get("value")));
  }

  /** One that is taken back stays a row, here and there. */
  private static SyncedRows registrations() {
    return new SyncedRows(
        SyncKind.REGISTRATIONS,
        60,
        "update completedatasetregistration set storedby = ?, completed = true, lastupdated = ?",
        "update completedatasetregistration d set storedby = ?, completed = not ?, lastupdated = ?"
            + " from (select periodid, row_number() over (order by periodid) - 1 n from"
            + " completedatasetregistration) k where k.periodid = d.periodid and k.n = ?",
        "select s.uid || '.' || to_char(p.startdate, 'YYYYMM') || '.' || u.uid || '.' || a.uid,"
            + " u.uid, d.completed::text || d.storedby from completedatasetregistration d join"
            + " dataset s using (datasetid) join period p using (periodid) join organisationunit u"
            + " on u.organisationunitid = d.sourceid join categoryoptioncombo a on"
            + " a.categoryoptioncomboid = d.attributeoptioncomboid",
        StoredKind.REGISTRATION,
        stored ->
            String.valueOf(stored.fields().get("completed")) + stored.fields().get("storedBy"));
  }

  private static SyncedRows events() {
    String ofProgram =
        " where e.programstageid = (select programstageid from programstage where name = 'Case')";
    return new SyncedRows(
        SyncKind.EVENT_PROGRAMS,
        12,
        "update event e set eventdatavalues = jsonb_build_object((select uid from dataelement where"
            + " name = 'Fever'), jsonb_build_object('value', ?::text)), deleted = false, lastupdated"
            + " = ?"
            + ofProgram,
        // A server takes nothing for an event that was deleted once.
        "update event e set eventdatavalues = jsonb_build_object((select uid from dataelement where"
            + " name = 'Fever'), jsonb_build_object('value', ?::text)), deleted = deleted or ?,"
            + " lastupdated = ? from (select eventid, row_number() over (order by eventid) - 1 n"
            + " from event e"
            + ofProgram
            + ") k where k.eventid = e.eventid and k.n = ?",
        "select e.uid, u.uid, v.value->>'value' from event e join organisationunit u using"
            + " (organisationunitid) cross join jsonb_each(e.eventdatavalues) v"
            + ofProgram
            + " and not e.deleted",
        StoredKind.EVENT,
        stored -> valueOf(stored.fields().get("dataValues")));
  }

  private static SyncedRows trackedEntities() {
    return new SyncedRows(
        SyncKind.TRACKER_PROGRAMS,
        12,
        "with v as (update trackedentityattributevalue set value = ?) update trackedentity set"
            + " deleted = false, lastupdated = ?",
        "with k as (select trackedentityid, row_number() over (order by trackedentityid) - 1 n from"
            + " trackedentity), c as (select ?::text as value, ? as gone, ?::timestamp as at, ? as"
            + " n), v as (update trackedentityattributevalue a set value = c.value, lastupdated ="
            + " c.at from k, c where k.n = c.n and k.trackedentityid = a.trackedentityid) update"
            + " trackedentity t set deleted = deleted or c.gone, lastupdated = case when c.gone"
            + " then c.at else lastupdated end from k, c where k.n = c.n and k.trackedentityid ="
            + " t.trackedentityid",
        "select t.uid, u.uid, a.value from trackedentity t join organisationunit u using"
            + " (organisationunitid) join trackedentityattributevalue a using (trackedentityid)"
            + " where not t.deleted",
        StoredKind.TRACKED_ENTITY,
        stored -> valueOf(stored.fields().get("attributes")));
  }

  private static String valueOf(@Nullable Object list) {
    Matcher value = VALUE.matcher(String.valueOf(list));
    return value.find() ? value.group(1) : "";
  }

  void begin(DataSource dataSource, LocalDateTime at) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(begin)) {
      statement.setString(1, "0");
      statement.setObject(2, at);
      statement.executeUpdate();
    }
  }

  /** Changes some rows, at this moment or a little later, some of them at the very same. */
  void change(DataSource dataSource, Random random, LocalDateTime at) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(change)) {
      for (int left = random.nextInt(rows / 2); left > 0; left--) {
        statement.setString(1, String.valueOf(random.nextInt(1_000)));
        statement.setBoolean(2, random.nextInt(6) == 0);
        statement.setObject(3, at.plusSeconds(random.nextInt(3)));
        statement.setInt(4, random.nextInt(rows));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Rows as they are here, by their keys. */
  Map<String, Local> local(DataSource dataSource) throws SQLException {
    Map<String, Local> found = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(local);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.put(row.getString(1), new Local(row.getString(2), row.getString(3)));
      }
    }
    return found;
  }

  /** The content of what a server holds, by its keys. */
  Map<String, String> remote(FakeDhis2 server) {
    Map<String, String> held = new TreeMap<>();
    for (StoredObject each : server.stored(stored)) {
      if (!each.deleted()) {
        held.put(each.key(), content.apply(each));
      }
    }
    return held;
  }
}
