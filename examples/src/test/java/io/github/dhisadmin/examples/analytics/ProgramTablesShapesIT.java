package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tables of tracker data on the databases of other DHIS2 versions, with what differs there. */
class ProgramTablesShapesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  @Test
  void version_2_40_has_the_names_of_instances() {
    try (AnalyticsDatabase database = build(Shape.V2_40)) {
      Dhis2Fixture fixture = database.fixture();
      assertThat(
              database.rows(
                  "select psi, pi, executiondate, duedate, incidentdate, psistatus, pistatus, tei,"
                      + " \"%s\", \"%s\", monthly from %s"
                          .formatted(
                              fixture.dataElement("Apgar").uid(),
                              weight(database),
                              table(database, AnalyticsTableType.EVENT, "Child"))))
          .containsExactly(
              String.join(
                  " ",
                  fixture.event("birth", "Birth", "anna/child", CLINIC).uid(),
                  fixture.enrollment("anna/child", "anna", "Child", CLINIC).uid(),
                  "2024-02-29 10:30:00 2024-02-28 00:00:00 2024-02-01 00:00:00",
                  "COMPLETED COMPLETED",
                  fixture.trackedEntity("anna", "Person", CLINIC).uid(),
                  "9 3250 202402"));
      assertThat(
              database.rows(
                  "select pi, incidentdate, completeddate, enrollmentstatus, tei, \"%s\" from %s"
                      .formatted(
                          weight(database),
                          table(database, AnalyticsTableType.ENROLLMENT, "Child"))))
          .containsExactly(
              String.join(
                  " ",
                  fixture.enrollment("anna/child", "anna", "Child", CLINIC).uid(),
                  "2024-02-01 00:00:00 2024-05-06 00:00:00 COMPLETED",
                  fixture.trackedEntity("anna", "Person", CLINIC).uid(),
                  "3250"));
      assertThat(
              database.value(
                  "select count(pi) from " + table(database, AnalyticsTableType.EVENT, "Register")))
          .isEqualTo("1");
      assertOwnership(database);
      assertThat(database.tables("^analytics_te")).isEmpty();
    }
  }

  @Test
  void version_2_43_has_single_events_without_enrollment() {
    try (AnalyticsDatabase database = build(Shape.V2_43)) {
      Dhis2Fixture fixture = database.fixture();
      assertThat(
              database.rows(
                  "select event, enrollment, occurreddate, enrollmentstatus, trackedentity,"
                      + " \"%s\", \"%s\", monthly from %s"
                          .formatted(
                              fixture.dataElement("Apgar").uid(),
                              weight(database),
                              table(database, AnalyticsTableType.EVENT, "Child"))))
          .containsExactly(
              String.join(
                  " ",
                  fixture.event("birth", "Birth", "anna/child", CLINIC).uid(),
                  fixture.enrollment("anna/child", "anna", "Child", CLINIC).uid(),
                  "2024-02-29 10:30:00 COMPLETED",
                  fixture.trackedEntity("anna", "Person", CLINIC).uid(),
                  "9 3250 202402"));
      assertThat(
              database.rows(
                  "select event, enrollment, enrollmentdate, occurreddate, scheduleddate, ou,"
                      + " registrationou, enrollmentou, \"%s\" from %s"
                          .formatted(
                              fixture.dataElement("Apgar").uid(),
                              table(database, AnalyticsTableType.EVENT, "Register"))))
          .containsExactly(
              String.join(
                  " ",
                  fixture.singleEvent("stay", "Register", "Stay", CLINIC).uid(),
                  "null null 2024-01-15 00:00:00 null",
                  fixture.organisationUnit(CLINIC).uid(),
                  fixture.organisationUnit(CLINIC).uid(),
                  fixture.organisationUnit(CLINIC).uid(),
                  "7"));
      assertThat(
              database.value(
                  "select count(*) from "
                      + table(database, AnalyticsTableType.ENROLLMENT, "Register")))
          .isEqualTo("0");
      assertOwnership(database);
      assertTrackedEntity(database);
    }
  }

  private static void assertOwnership(AnalyticsDatabase database) {
    assertThat(
            database.rows(
                "select startdate, enddate, ou from "
                    + table(database, AnalyticsTableType.OWNERSHIP, "Child")
                    + " order by 1"))
        .containsExactly(
            "1000-01-01 2024-03-04 " + database.fixture().organisationUnit(CLINIC).uid(),
            "2024-03-05 9999-12-31 " + database.fixture().organisationUnit(OTHER_CLINIC).uid());
  }

  private static void assertTrackedEntity(AnalyticsDatabase database) {
    Dhis2Fixture fixture = database.fixture();
    String type = database.value("select uid from trackedentitytype where name = 'Person'");
    assertThat(
            database.rows(
                "select trackedentity, \"%s\", \"%s\" from %s"
                    .formatted(
                        fixture.program("Child").uid(),
                        weight(database),
                        AnalyticsTableType.TRACKED_ENTITY_INSTANCE.tableName(type))))
        .containsExactly(fixture.trackedEntity("anna", "Person", CLINIC).uid() + " t 3250");
    assertThat(
            database.rows(
                "select event, enrollment, occurreddate, eventdatavalues -> '%s' ->> 'value' from %s"
                    .formatted(
                        fixture.dataElement("Apgar").uid(),
                        AnalyticsTableType.TRACKED_ENTITY_INSTANCE_EVENTS.tableName(type))))
        .containsExactly(
            String.join(
                " ",
                fixture.event("birth", "Birth", "anna/child", CLINIC).uid(),
                fixture.enrollment("anna/child", "anna", "Child", CLINIC).uid(),
                "2024-02-29 10:30:00 9"));
    assertThat(
            database.rows(
                "select enrollment, occurreddate, completeddate from "
                    + AnalyticsTableType.TRACKED_ENTITY_INSTANCE_ENROLLMENTS.tableName(type)))
        .containsExactly(
            fixture.enrollment("anna/child", "anna", "Child", CLINIC).uid()
                + " 2024-02-01 00:00:00 2024-05-06 00:00:00");
  }

  private static AnalyticsDatabase build(Shape shape) {
    AnalyticsDatabase database = AnalyticsDatabase.on(POSTGRES.database(shape));
    Dhis2Fixture fixture = database.fixture();
    SmallCountry.in(fixture);
    fixture.dataElement("Apgar").valueType("INTEGER");
    fixture.trackedEntityAttribute("Weight", "INTEGER");
    fixture
        .program("Child")
        .withRegistration("Person")
        .attributes("Weight")
        .stage("Birth", "Apgar");
    fixture.program("Register").stage("Stay", "Apgar");
    fixture
        .trackedEntity("anna", "Person", CLINIC)
        .attribute("Weight", "3250")
        .ownedUntil("Child", CLINIC, LocalDateTime.of(2024, 3, 4, 5, 6))
        .owner("Child", OTHER_CLINIC);
    fixture
        .enrollment("anna/child", "anna", "Child", CLINIC)
        .occurredDate(LocalDateTime.of(2024, 2, 1, 0, 0))
        .completed(LocalDateTime.of(2024, 5, 6, 0, 0));
    fixture
        .event("birth", "Birth", "anna/child", CLINIC)
        .occurredDate(LocalDateTime.of(2024, 2, 29, 10, 30))
        .scheduledDate(LocalDateTime.of(2024, 2, 28, 0, 0))
        .dataValue("Apgar", "9");
    fixture.singleEvent("stay", "Register", "Stay", CLINIC).dataValue("Apgar", "7");

    AnalyticsTableResult result =
        database.update(
            AnalyticsDatabase.full()
                .only(
                    AnalyticsTableType.EVENT,
                    AnalyticsTableType.ENROLLMENT,
                    AnalyticsTableType.OWNERSHIP,
                    AnalyticsTableType.TRACKED_ENTITY_INSTANCE,
                    AnalyticsTableType.TRACKED_ENTITY_INSTANCE_EVENTS,
                    AnalyticsTableType.TRACKED_ENTITY_INSTANCE_ENROLLMENTS));

    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings()).isEmpty();
    return database;
  }

  private static String weight(AnalyticsDatabase database) {
    return database.value("select uid from trackedentityattribute where name = 'Weight'");
  }

  private static String table(AnalyticsDatabase database, AnalyticsTableType type, String program) {
    return type.tableName(database.fixture().program(program).uid());
  }
}
