package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.TrackedEntityFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ownership tables of two programs after one run, row by row. */
class OwnershipTableIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;
  private static SmallCountry country;
  private static AnalyticsTableResult result;

  @BeforeAll
  static void build_the_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    country = SmallCountry.in(fixture);
    fixture.program("Child").withRegistration("Person").stage("Birth", "Apgar");
    fixture.program("TB").withRegistration("Person").stage("Diagnosis", "Apgar");
    fixture.program("Register").stage("Stay", "Apgar");
    entity("never moved").owner("Child", CLINIC);
    entity("moved")
        .ownedUntil("Child", CLINIC, at(2023, 5, 4))
        .ownedUntil("Child", OTHER_CLINIC, at(2024, 1, 31))
        .owner("Child", "Gasabo");
    entity("moved there and back")
        .ownedUntil("Child", CLINIC, at(2023, 5, 4).minusHours(2))
        .ownedUntil("Child", OTHER_CLINIC, at(2023, 5, 4).minusHours(1))
        .ownedUntil("Child", CLINIC, at(2023, 5, 4))
        .owner("Child", OTHER_CLINIC);
    entity("moved to the same")
        .ownedUntil("Child", CLINIC, at(2023, 5, 4))
        .ownedUntil("Child", CLINIC, at(2023, 6, 5))
        .owner("Child", OTHER_CLINIC);
    entity("moved nowhere").ownedUntil("Child", CLINIC, at(2023, 5, 4)).owner("Child", CLINIC);
    entity("without owner").ownedUntil("Child", CLINIC, at(2023, 5, 4));
    entity("moved elsewhere")
        .ownedUntil("TB", CLINIC, at(2023, 5, 4))
        .owner("TB", OTHER_CLINIC)
        .owner("Child", CLINIC);
    fixture.singleEvent("stay", "Register", "Stay", CLINIC);
    result = database.update(AnalyticsDatabase.full().only(AnalyticsTableType.OWNERSHIP));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  private static TrackedEntityFixture entity(String name) {
    return fixture.trackedEntity(name, "Person", CLINIC);
  }

  private static LocalDateTime at(int year, int month, int day) {
    return LocalDateTime.of(year, month, day, 15, 30);
  }

  @Test
  void run_succeeds_with_a_table_per_program() {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.tables("^analytics_ownership_"))
        .containsExactlyInAnyOrder(table("Child"), table("TB"), table("Register"));
    assertThat(database.leftovers()).isEmpty();
    assertThat(database.value("select count(*) from " + table("Register"))).isEqualTo("0");
  }

  @Test
  void owners_follow_each_other_from_the_first_day_to_the_last() {
    assertThat(spans("moved"))
        .containsExactly(
            "1000-01-01 2023-05-04 " + country.unit(CLINIC),
            "2023-05-05 2024-01-31 " + country.unit(OTHER_CLINIC),
            "2024-02-01 9999-12-31 " + country.unit("Gasabo"));
  }

  @Test
  void last_owner_of_a_day_counts() {
    assertThat(spans("moved there and back"))
        .containsExactly(
            "1000-01-01 2023-05-04 " + country.unit(CLINIC),
            "2023-05-05 9999-12-31 " + country.unit(OTHER_CLINIC));
  }

  @Test
  void change_to_the_same_owner_is_none() {
    assertThat(spans("moved to the same"))
        .containsExactly(
            "1000-01-01 2023-06-05 " + country.unit(CLINIC),
            "2023-06-06 9999-12-31 " + country.unit(OTHER_CLINIC));
  }

  @Test
  void entity_whose_owner_never_changed_is_no_row() {
    assertThat(spans("never moved")).isEmpty();
    assertThat(spans("moved nowhere")).isEmpty();
    assertThat(spans("moved elsewhere")).isEmpty();
  }

  @Test
  void ownership_may_end_without_another_owner() {
    assertThat(spans("without owner"))
        .containsExactly("1000-01-01 2023-05-04 " + country.unit(CLINIC));
  }

  @Test
  void changes_in_another_program_are_in_its_own_table() {
    assertThat(database.value("select count(distinct teuid) from " + table("TB"))).isEqualTo("1");
  }

  @Test
  void columns_are_those_of_dhis2() {
    assertThat(database.columns(table("Child")))
        .containsExactly(
            "teuid",
            "startdate",
            "enddate",
            "ou",
            "uidlevel1",
            "uidlevel2",
            "uidlevel3",
            "uidlevel4",
            fixture.organisationUnitGroupSet("Settlement").uid());
    assertThat(
            database.rows(
                "select uidlevel2, uidlevel4, \"%s\" from %s where teuid = '%s' and ou = '%s'"
                    .formatted(
                        fixture.organisationUnitGroupSet("Settlement").uid(),
                        table("Child"),
                        entity("moved").uid(),
                        country.unit(CLINIC))))
        .containsExactly(
            String.join(
                " ",
                country.unit("East"),
                country.unit(CLINIC),
                fixture.organisationUnitGroup("Urban").uid()));
  }

  private static List<String> spans(String entity) {
    return database.rows(
        "select startdate, enddate, ou from %s where teuid = '%s' order by 1"
            .formatted(table("Child"), entity(entity).uid()));
  }

  private static String table(String program) {
    return AnalyticsTableType.OWNERSHIP.tableName(fixture.program(program).uid());
  }
}
