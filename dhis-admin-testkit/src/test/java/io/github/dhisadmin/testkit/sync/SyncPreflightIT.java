package io.github.dhisadmin.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.ValueScope;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of a DHIS2 database before anything is sent, and what is compared afterwards. */
class SyncPreflightIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  @Test
  void mandatory_items_that_are_not_to_be_synchronised_are_named() throws SQLException {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    dhis2.dataElement("Pulse").tracker();
    dhis2.dataElement("Weight").tracker();
    dhis2.dataElement("Remark").tracker();
    dhis2.trackedEntityAttribute("National id", "TEXT");
    dhis2.trackedEntityAttribute("Nickname", "TEXT");
    dhis2.trackedEntityAttribute("Name", "TEXT");
    dhis2
        .program("Care")
        .withRegistration("Person")
        .stage("Visit", "Pulse", "Weight", "Remark")
        .attributes("National id", "Name", "Nickname");
    dhis2.trackedEntityTypeAttribute("Person", "National id");
    dhis2.trackedEntityTypeAttribute("Person", "Nickname");
    // A server misses only what it insists on.
    String element = " (select dataelementid from dataelement where name = ";
    String attribute = " (select trackedentityattributeid from trackedentityattribute where name =";
    execute(
        "update programstagedataelement set compulsory = dataelementid <>" + element + "'Remark')");
    execute(
        "update programstagedataelement set skipsynchronization = dataelementid <>"
            + element
            + "'Weight')");
    for (String table : new String[] {"program_attributes", "trackedentitytypeattribute"}) {
      execute(
          "update "
              + table
              + " set mandatory = trackedentityattributeid <>"
              + attribute
              + " 'Nickname')");
    }
    execute("update trackedentityattribute set skipsynchronization = name <> 'Name'");

    assertThat(data().mandatoryButWithheld())
        .containsExactly(
            "attribute 'National id' of program 'Care'",
            "attribute 'National id' of tracked entity type 'Person'",
            "data element 'Pulse' of program stage 'Visit'");
  }

  @Test
  void server_is_known_by_the_identifier_that_its_info_shows() throws SQLException {
    execute("delete from configuration");
    execute(
        "insert into configuration (configurationid, systemid) values (1,"
            + " 'eed3d451-4ff5-4193-b951-ffcc68954299')");

    assertThat(data().settings().systemIdOrNull())
        .isEqualTo("eed3d451-4ff5-4193-b951-ffcc68954299");
  }

  @Test
  void own_jobs_of_dhis2_that_send_the_same_data_are_named_while_they_are_enabled()
      throws SQLException {
    for (String job : new String[] {"DATA_SYNC", "TRACKED_ENTITY_DATA_SYNC", "RESOURCE_TABLE"}) {
      execute(
          "insert into jobconfiguration (jobconfigurationid, uid, name, created, lastupdated,"
              + " jobtype, jobstatus, lastexecutedstatus, enabled, schedulingtype) select coalesce(max("
              + "jobconfigurationid), 0) + 1, substr(md5('"
              + job
              + "'), 1, 11), '"
              + job
              + "', now(), now(), '"
              + job
              + "', 'SCHEDULED', 'COMPLETED', true, 'CRON' from jobconfiguration");
    }

    assertThat(data().settings().competingJobs())
        .containsExactly("DATA_SYNC", "TRACKED_ENTITY_DATA_SYNC");
    execute("update jobconfiguration set enabled = false");
    assertThat(data().settings().competingJobs()).isEmpty();
  }

  @Test
  void values_to_compare_are_those_of_data_set_periods_and_units_below_that_are_not_deleted() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    dhis2.organisationUnit("Country");
    dhis2.organisationUnit("Clinic").parent("Country");
    dhis2.organisationUnit("Abroad");
    String dataSet = dhis2.dataSet("Monthly").dataElements("Cases").uid();
    dhis2.dataValue("Cases", "202401", "Clinic").value("within");
    dhis2.dataValue("Cases", "202402", "Country").value("at the top");
    dhis2.dataValue("Cases", "202403", "Clinic").value("deleted").deleted();
    dhis2.dataValue("Cases", "202401", "Abroad").value("elsewhere");
    dhis2.dataValue("Cases", "202501", "Clinic").value("later");
    dhis2.dataValue("Deaths", "202401", "Clinic").value("other data set");

    assertThat(
            data()
                .values(
                    new ValueScope(
                        dataSet,
                        LocalDate.of(2024, 1, 1),
                        LocalDate.of(2024, 12, 31),
                        dhis2.organisationUnit("Country").uid()),
                    new Cancellation()))
        .extracting((OutgoingValue value) -> value.entry().contentOrNull())
        .containsExactlyInAnyOrder("within", "at the top");
  }

  private static OutgoingData data() {
    return JooqPersistence.of(DHIS2.dataSource()).sync().outgoing();
  }

  private static void execute(String sql) throws SQLException {
    Dhis2Database database = DHIS2.database();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
