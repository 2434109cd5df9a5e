package io.github.dhisadmin.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReshapedRowsIT {
  @RegisterExtension
  static Dhis2DatabaseExtension db = Dhis2DatabaseExtension.v242().freshForEachTest();

  private Connection connection;
  private Rows rows;

  @BeforeEach
  void write_a_row_of_each_kind_that_moves() throws SQLException {
    connection = db.dataSource().getConnection();
    rows = new Rows(connection);
    rows.insert("categorycombo", "categorycomboid=1, uid=bjDvmb4bfuf, name=default");
    rows.insert("categoryoptioncombo", "categoryoptioncomboid=1, uid=HllvX50cXC0, name=default");
    rows.insert(
        "organisationunit",
        "organisationunitid=1, attributevalues={\"attrUid0001\":{\"value\":\"x\"}}");
    rows.insert("trackedentitytype", "trackedentitytypeid=1, allowauditlog=true");
    rows.insert("trackedentity", "trackedentityid=1, organisationunitid=1, trackedentitytypeid=1");
    rows.insert("program", "programid=1, type=WITH_REGISTRATION, categorycomboid=1");
    rows.insert("program", "programid=2, type=WITHOUT_REGISTRATION, categorycomboid=1");
    rows.insert("programstage", "programstageid=1, programid=1");
    rows.insert("programstage", "programstageid=2, programid=2");
    rows.insert(
        "enrollment",
        "enrollmentid=1, programid=1, organisationunitid=1, trackedentityid=1, occurreddate=2024-02-03");
    rows.insert("enrollment", "enrollmentid=2, programid=2, organisationunitid=1");
    String where = ", organisationunitid=1, attributeoptioncomboid=1";
    rows.insert(
        "event", "eventid=1, programstageid=1, enrollmentid=1, occurreddate=2024-02-04" + where);
    rows.insert(
        "event", "eventid=2, programstageid=2, enrollmentid=2, scheduleddate=2024-02-05" + where);
    rows.insert("note", "noteid=1, notetext=first");
    rows.insert("note", "noteid=2, notetext=second");
    rows.insert("event_notes", "eventid=1, sort_order=1, noteid=1");
    rows.insert("event_notes", "eventid=2, sort_order=1, noteid=2");
    rows.insert("relationshipitem", "relationshipitemid=1, eventid=1");
    rows.insert("relationshipitem", "relationshipitemid=2, eventid=2");
    rows.insert("dataelement", "dataelementid=1, categorycomboid=1");
    rows.insert(
        "eventchangelog", "eventid=1, dataelementid=1, previousvalue=old, changelogtype=UPDATE");
    rows.insert(
        "eventchangelog", "eventid=2, dataelementid=1, currentvalue=new, changelogtype=CREATE");
    rows.insert("systemsetting", "systemsettingid=1, name=applicationTitle, value=My system");
    rows.insert("systemsetting", "systemsettingid=2, name=keyCacheSize, value=500");
    rows.insert("periodtype", "periodtypeid=1, name=Monthly");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void events_of_2_43_are_told_apart_by_the_registration_of_their_program()
      throws IOException, SQLException {
    rows.reshape("2.43");

    assertThat(rows.query("select eventid, enrollmentid, occurreddate::date from trackerevent"))
        .containsExactly("1 1 2024-02-04");
    assertThat(rows.query("select eventid, occurreddate::date from singleevent"))
        .containsExactly("2 2024-02-05");
    assertThat(rows.query("select eventid, noteid from trackerevent_notes")).containsExactly("1 1");
    assertThat(rows.query("select eventid, noteid from singleevent_notes")).containsExactly("2 2");
    assertThat(
            rows.query("select trackereventid, singleeventid from relationshipitem order by 1, 2"))
        .containsExactly("1 null", "null 2");
    assertThat(rows.query("select eventid, previousvalue from trackereventchangelog"))
        .containsExactly("1 old");
    assertThat(rows.query("select eventid, currentvalue from singleeventchangelog"))
        .containsExactly("2 new");
  }

  @Test
  void enrollments_of_2_43_have_an_attribute_option_combo_and_a_tracked_entity()
      throws IOException, SQLException {
    rows.reshape("2.43");

    assertThat(
            rows.query(
                "select enrollmentid, trackedentityid, attributeoptioncomboid from enrollment"))
        .containsExactly("1 1 1");
    assertThat(rows.query("select programid, enrollmentcategorycomboid from program order by 1"))
        .containsExactly("1 1", "2 1");
  }

  @Test
  void periods_of_2_43_carry_their_iso_identifier() throws IOException, SQLException {
    Map<String, List<String>> expected = new TreeMap<>();
    expected.put("Daily", List.of("2024-02-29 20240229"));
    expected.put("Weekly", List.of("2020-12-28 2020W53", "2024-12-30 2025W1"));
    expected.put("WeeklyWednesday", List.of("2024-01-03 2024WedW1"));
    expected.put("WeeklyThursday", List.of("2023-12-28 2023ThuW53"));
    expected.put("WeeklySaturday", List.of("2023-12-30 2024SatW1"));
    expected.put("WeeklySunday", List.of("2023-12-31 2024SunW1"));
    expected.put("BiWeekly", List.of("2024-01-01 2024BiW1", "2024-12-16 2024BiW26"));
    expected.put("Monthly", List.of("2024-03-01 202403"));
    expected.put("BiMonthly", List.of("2024-11-01 202406B"));
    expected.put("Quarterly", List.of("2024-10-01 2024Q4"));
    expected.put("QuarterlyNov", List.of("2023-11-01 2024NovQ1", "2024-08-01 2024NovQ4"));
    expected.put("SixMonthly", List.of("2024-07-01 2024S2"));
    expected.put("SixMonthlyApril", List.of("2024-04-01 2024AprilS1", "2024-10-01 2024AprilS2"));
    expected.put("SixMonthlyNov", List.of("2023-11-01 2024NovS1", "2024-05-01 2024NovS2"));
    expected.put("Yearly", List.of("2024-01-01 2024"));
    expected.put("FinancialApril", List.of("2024-04-01 2024April"));
    expected.put("FinancialJuly", List.of("2024-07-01 2024July"));
    expected.put("FinancialSep", List.of("2024-09-01 2024Sep"));
    expected.put("FinancialOct", List.of("2024-10-01 2024Oct"));
    expected.put("FinancialNov", List.of("2023-11-01 2024Nov"));
    rows.execute("delete from periodtype");
    int periodType = 0;
    int period = 0;
    for (Map.Entry<String, List<String>> type : expected.entrySet()) {
      rows.insert("periodtype", "periodtypeid=" + ++periodType + ", name=" + type.getKey());
      for (String startAndIso : type.getValue()) {
        rows.insert(
            "period",
            "periodid=%d, periodtypeid=%d, startdate=%s"
                .formatted(++period, periodType, startAndIso.substring(0, 10)));
      }
    }

    rows.reshape("2.43");

    for (Map.Entry<String, List<String>> type : expected.entrySet()) {
      assertThat(
              rows.query(
                  "select p.startdate, p.iso from period p join periodtype using (periodtypeid)"
                      + " where name = '%s' order by 1".formatted(type.getKey())))
          .as(type.getKey())
          .isEqualTo(type.getValue());
    }
    assertThat(rows.query("select name from periodtype"))
        .contains("WeeklyFriday", "FinancialFeb", "FinancialAug");
  }

  @Test
  void data_values_of_2_43_need_a_user_and_are_audited() throws IOException, SQLException {
    rows.insert("period", "periodid=1, periodtypeid=1, startdate=2024-03-01, enddate=2024-03-31");
    rows.reshape("2.43");
    String insert =
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, deleted) values (1, 1, 1, 1, 1, '7', false)";

    assertThatThrownBy(() -> rows.execute(insert)).hasMessageContaining("dhis2.user");
    rows.execute("select set_config('dhis2.user', 'nurse', false)");
    rows.execute(insert);
    rows.execute("update datavalue set value = '8'");
    rows.execute("update datavalue set deleted = true");

    assertThat(
            rows.query(
                "select audittype, value, modifiedby from datavalueaudit order by datavalueauditid"))
        .containsExactly("CREATE 7 nurse", "UPDATE 8 nurse", "DELETE 8 nurse");
  }

  @Test
  void tracker_rows_of_2_40_are_found_under_the_old_names() throws IOException, SQLException {
    rows.reshape("2.40");

    assertThat(
            rows.query(
                "select programinstanceid, trackedentityinstanceid, incidentdate::date"
                    + " from programinstance where programid = 1"))
        .containsExactly("1 1 2024-02-03");
    assertThat(
            rows.query(
                "select programstageinstanceid, executiondate::date, duedate::date"
                    + " from programstageinstance order by 1"))
        .containsExactly("1 2024-02-04 null", "2 null 2024-02-05");
    assertThat(
            rows.query(
                "select programstageinstanceid, commenttext from programstageinstancecomments"
                    + " join trackedentitycomment using (trackedentitycommentid) order by 1"))
        .containsExactly("1 first", "2 second");
    assertThat(
            rows.query(
                "select programstageinstanceid, value, audittype from trackedentitydatavalueaudit"
                    + " order by 1"))
        .containsExactly("1 old UPDATE", "2 new CREATE");
  }

  @Test
  void settings_and_attribute_values_of_2_40_are_written_as_it_reads_them()
      throws IOException, SQLException {
    rows.reshape("2.40");

    assertThat(rows.query("select value from systemsetting order by systemsettingid"))
        .containsExactly("\"My system\"", "500");
    assertThat(
            rows.query(
                "select attributevalues #>> '{attrUid0001,value}',"
                    + " attributevalues #>> '{attrUid0001,attribute,id}' from organisationunit"))
        .containsExactly("x attrUid0001");
  }
}
