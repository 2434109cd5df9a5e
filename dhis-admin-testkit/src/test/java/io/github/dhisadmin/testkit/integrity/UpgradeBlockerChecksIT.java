package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.EventFixture;
import io.github.dhisadmin.testkit.fixture.TrackedEntityFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpgradeBlockerChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String ASSOCIATES = "tracker_associate_is_deprecated";
  private static final String DATES = "single_events_null_occurred_date";
  private static final String VALUES = "tracked_entity_attribute_null_value";
  private static final String STAGES = "program_stages_no_programs";
  private static final String ENROLLMENTS = "tracker_events_without_enrollment";

  @ParameterizedTest
  @EnumSource(Shape.class)
  void tracker_associates_are_found_among_elements_and_attributes(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    String element = dhis2.dataElement("Mother").valueType("TRACKER_ASSOCIATE").uid();
    dhis2.dataElement("Weight").valueType("NUMBER");
    dhis2.program("Birth").attributes("Father", "Name");
    checks.execute(
        "update trackedentityattribute set valuetype = 'TRACKER_ASSOCIATE' where name = 'Father'");

    assertThat(checks.issues(ASSOCIATES))
        .extracting(issue -> issue.severity() + " " + issue.name() + ": " + issue.comment())
        .containsExactly("SEVERE Father: tracked entity attribute", "SEVERE Mother: data element");
    assertThat(checks.issues(ASSOCIATES).get(1).id()).contains(element);
    assertThat(checks.total(ASSOCIATES)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"V2_40", "V2_42"})
  void single_events_need_a_date_even_if_deleted(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.program("Malaria").stage("Case");
    EventFixture lost = dhis2.singleEvent("1", "Malaria", "Case", "Kigali").occurredDate(null);
    EventFixture deleted =
        dhis2.singleEvent("2", "Malaria", "Case", "Kigali").occurredDate(null).deleted();
    dhis2.singleEvent("3", "Malaria", "Case", "Kigali");
    dhis2.program("Birth").withRegistration("Person").stage("Visit");
    dhis2.trackedEntity("Anna", "Person", "Kigali");
    dhis2.enrollment("Anna's", "Anna", "Birth", "Kigali");
    dhis2.event("4", "Visit", "Anna's", "Kigali").status("SCHEDULE").occurredDate(null);

    assertThat(checks.lines(DATES))
        .containsExactlyInAnyOrder(
            "SEVERE " + lost.uid() + " Malaria, Case [Malaria, Case]",
            "SEVERE " + deleted.uid() + " Malaria, Case: deleted [Malaria, Case]");
    assertThat(checks.total(DATES)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"V2_43"})
  void single_events_of_their_own_table_have_a_date(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.program("Malaria").stage("Case");
    dhis2.singleEvent("1", "Malaria", "Case", "Kigali");

    assertThat(checks.issues(DATES)).isEmpty();
    assertThat(checks.total(DATES)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void attribute_values_need_a_readable_value(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    TrackedEntityFixture anna =
        dhis2
            .trackedEntity("Anna", "Person", "Kigali")
            .attribute("1 none", "x")
            .attribute("2 empty", "")
            .attribute("3 secret", "x")
            .attribute("4 half secret", "x")
            .attribute("5 both", "x")
            .attribute("6 clear", "0")
            .attribute("7 space", " ");
    dhis2.trackedEntity("Berta", "Person", "Kigali").attribute("6 clear", "1");
    checks.execute(
        valueOf("1 none", "value = null, encryptedvalue = ''"),
        valueOf("3 secret", "value = null, encryptedvalue = 'secret'"),
        valueOf("4 half secret", "value = '', encryptedvalue = 'secret'"),
        valueOf("5 both", "encryptedvalue = 'secret'"));

    assertThat(checks.lines(VALUES))
        .containsExactly(
            "SEVERE " + anna.uid() + " 1 none: no value [1 none]",
            "SEVERE " + anna.uid() + " 2 empty: empty value [2 empty]",
            "SEVERE " + anna.uid() + " 3 secret: only an encrypted value [3 secret]",
            "SEVERE " + anna.uid() + " 4 half secret: only an encrypted value [4 half secret]");
    assertThat(checks.total(VALUES)).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void stages_need_a_program(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.program("Malaria").stage("1 events").stage("2 none").stage("4 sound");
    dhis2.singleEvent("Case", "Malaria", "1 events", "Kigali");
    dhis2.program("Birth").withRegistration("Person").stage("3 visits");
    dhis2.trackedEntity("Anna", "Person", "Kigali");
    dhis2.enrollment("Anna's", "Anna", "Birth", "Kigali");
    dhis2.event("Visit", "3 visits", "Anna's", "Kigali");
    checks.execute("update programstage set programid = null where name <> '4 sound'");

    assertThat(checks.issues(STAGES))
        .extracting(issue -> issue.severity() + " " + issue.name() + ": " + issue.comment())
        .containsExactly(
            "SEVERE 1 events: has events",
            "SEVERE 2 none: no events",
            "SEVERE 3 visits: has events");
    assertThat(checks.total(STAGES)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void tracker_events_need_an_enrollment(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.program("Birth").withRegistration("Person").stage("Visit");
    dhis2.trackedEntity("Anna", "Person", "Kigali");
    dhis2.enrollment("Anna's", "Anna", "Birth", "Kigali");
    EventFixture lost = dhis2.event("1", "Visit", "Anna's", "Kigali");
    EventFixture deleted = dhis2.event("2", "Visit", "Anna's", "Kigali").deleted();
    dhis2.event("3", "Visit", "Anna's", "Kigali");
    dhis2.program("Malaria").stage("Case");
    EventFixture single = dhis2.singleEvent("4", "Malaria", "Case", "Kigali");
    String table = shape == Shape.V2_40 ? "programstageinstance" : "event";
    String column = shape == Shape.V2_40 ? "programinstanceid" : "enrollmentid";
    String events = shape == Shape.V2_43 ? "trackerevent" : table;
    checks.execute(
        "alter table " + events + " alter column " + column + " drop not null",
        "update "
            + events
            + " set "
            + column
            + " = null where uid in ('"
            + lost.uid()
            + "', '"
            + deleted.uid()
            + "', '"
            + single.uid()
            + "')");

    assertThat(checks.lines(ENROLLMENTS))
        .containsExactlyInAnyOrder(
            "SEVERE " + lost.uid() + " Birth, Visit [Birth, Visit]",
            "SEVERE " + deleted.uid() + " Birth, Visit: deleted [Birth, Visit]");
    assertThat(checks.total(ENROLLMENTS)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void profile_holds_what_stops_an_upgrade(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));

    assertThat(checks.store().checks())
        .filteredOn(check -> check.definition().traits().profiles().contains("upgrade-blockers"))
        .extracting(check -> check.definition().id())
        .contains(ASSOCIATES, DATES, VALUES, STAGES, ENROLLMENTS);
  }

  private static String valueOf(String attribute, String assignments) {
    return "update trackedentityattributevalue set "
        + assignments
        + " where trackedentityattributeid = (select trackedentityattributeid from"
        + " trackedentityattribute where name = '"
        + attribute
        + "')";
  }
}
