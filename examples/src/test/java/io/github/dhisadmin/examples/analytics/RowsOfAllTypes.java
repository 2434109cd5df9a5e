package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.time.LocalDateTime;

/** Source rows of each type of analytics tables, in a small country with one program. */
final class RowsOfAllTypes {
  private static final String PROGRAM = "Child";
  private static final String STAGE = "Birth";

  private final AnalyticsDatabase database;
  private final Dhis2Fixture fixture;
  private int violations;

  private RowsOfAllTypes(AnalyticsDatabase database) {
    this.database = database;
    this.fixture = database.fixture();
  }

  /** Makes the country. */
  static RowsOfAllTypes in(AnalyticsDatabase database) {
    RowsOfAllTypes rows = new RowsOfAllTypes(database);
    SmallCountry.in(rows.fixture);
    // Ten years of days instead of 75.
    rows.fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    rows.fixture
        .program(PROGRAM)
        .withRegistration("Person")
        .attributes("Weight")
        .stage(STAGE, "Apgar");
    return rows;
  }

  /** Adds rows of a year; those of types without years belong to that one as well. */
  void add(String name, int year) {
    fixture.dataValue("Any", year + "01", "Unit of " + name).value("10");
    fixture.organisationUnitGroup("Rural").members("Unit of " + name);
    fixture.dataSet("Set of " + name).organisationUnits(CLINIC);
    fixture.completeRegistration(
        "Set of " + name, year + "01", CLINIC, LocalDateTime.of(2024, 2, 1, 8, 0));
    fixture
        .trackedEntity(name, "Person", CLINIC)
        .attribute("Weight", "3250")
        .ownedUntil(PROGRAM, CLINIC, LocalDateTime.of(year, 3, 4, 5, 6))
        .owner(PROGRAM, OTHER_CLINIC);
    fixture.enrollment(name, name, PROGRAM, CLINIC);
    fixture.event(name, STAGE, name, CLINIC).occurredDate(LocalDateTime.of(year, 2, 3, 4, 5));
    database.execute(
        "insert into validationresult (validationresultid, created, leftsidevalue,"
            + " rightsidevalue, validationruleid, periodid, organisationunitid,"
            + " attributeoptioncomboid, dayinperiod) values (nextval('hibernate_sequence'),"
            + " '2024-03-04', 1, 2, %d, %d, %d, %d, %d)"
                .formatted(
                    fixture.validationRule("Few doses").id(),
                    fixture.period(year + "01"),
                    fixture.organisationUnit(CLINIC).id(),
                    fixture.categoryOptionComboId("MoH"),
                    ++violations));
  }

  /** Gives rows that were added last another year, in types that have years. */
  void move(String name, int year) {
    long period = fixture.period(year + "01");
    database.execute(
        "update datavalue set periodid = %d where sourceid = %d"
            .formatted(period, fixture.organisationUnit("Unit of " + name).id()),
        "update completedatasetregistration set periodid = %d where datasetid = %d"
            .formatted(period, fixture.dataSet("Set of " + name).id()),
        "update validationresult set periodid = %d where dayinperiod = %d"
            .formatted(period, violations),
        "update event set occurreddate = '%d-02-03' where uid = '%s'"
            .formatted(year, fixture.event(name, STAGE, name, CLINIC).uid()));
  }
}
