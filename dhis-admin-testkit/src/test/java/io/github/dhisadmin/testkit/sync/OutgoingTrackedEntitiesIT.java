package io.github.dhisadmin.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Attribute;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.End;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.EndKind;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Enrollment;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Owner;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Relationship;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.ProgramFixture;
import io.github.dhisadmin.testkit.fixture.TrackedEntityFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tracked entities of a DHIS2 database as they are sent to other servers. */
class OutgoingTrackedEntitiesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final LocalDateTime MARCH = LocalDateTime.of(2026, 3, 1, 10, 15);
  private static final LocalDateTime JUNE = LocalDateTime.of(2026, 6, 1, 10, 15);
  private static final SyncWindow ALL =
      new SyncWindow(
          0, LocalDateTime.of(1970, 1, 1, 0, 0), LocalDateTime.of(2027, 1, 1, 0, 0), null);
  private static final SyncWindow SUMMER =
      new SyncWindow(0, JUNE.minusDays(1), JUNE.plusDays(1), null);

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"V2_40", "V2_42", "V2_43"})
  void tracked_entity_is_read_with_all_that_belongs_to_it(Shape shape) throws SQLException {
    Dhis2Database database = DHIS2.database(shape);
    Dhis2Fixture dhis2 = metadata(database);
    TrackedEntityFixture asha =
        dhis2
            .trackedEntity("Asha", "Person", "Clinic")
            .attribute("First name", "Asha")
            .attribute("National id", "1234")
            .attribute("Weight", "61")
            .owner("Care", "Clinic");
    TrackedEntityFixture binta = dhis2.trackedEntity("Binta", "Person", "Clinic");
    dhis2.enrollment("asha in care", "Asha", "Care", "Clinic");
    dhis2.enrollment("binta in care", "Binta", "Care", "Clinic");
    dhis2
        .event("visit", "Visit", "asha in care", "Clinic")
        .dataValue("Pulse", "70")
        .dataValue("Secret", "Asha");
    dhis2.event("cancelled visit", "Visit", "asha in care", "Clinic").deleted();
    String link = dhis2.relationship("Sister", "Binta", "Asha");
    withhold(database);

    OutgoingTrackedEntity row = find(rows(database, program(dhis2).uid(), ALL), asha.uid());
    OutgoingTrackedEntity other = find(rows(database, program(dhis2).uid(), ALL), binta.uid());

    assertThat(row.content().attributes())
        .extracting(Attribute::value)
        .containsExactlyInAnyOrder("Asha", "61");
    assertThat(row.content().attributes())
        .filteredOn(Attribute::ofProgram)
        .extracting(Attribute::value)
        .containsExactly("61");
    assertThat(row.content().attributes())
        .filteredOn(Attribute::ofType)
        .extracting(Attribute::value)
        .containsExactly("Asha");
    assertThat(row.content().withheld()).hasSize(1);
    assertThat(row.place().organisationUnit()).isEqualTo(dhis2.organisationUnit("Clinic").uid());
    assertThat(row.place().owners())
        .containsExactly(new Owner(program(dhis2).uid(), dhis2.organisationUnit("Clinic").uid()));
    Enrollment enrollment = row.content().enrollments().get(0);
    assertThat(row.content().enrollments()).hasSize(1);
    assertThat(enrollment.events()).extracting(OutgoingEvent::deleted).containsExactly(false, true);
    assertThat(enrollment.events().get(0).content().dataValuesJson())
        .contains("70")
        .doesNotContain("Asha");
    // The one with the greater key has the relationship; the other is sent before it.
    assertThat(row.content().relationships()).isEmpty();
    assertThat(other.content().relationships())
        .extracting(Relationship::uid, Relationship::from, Relationship::to)
        .containsExactly(
            tuple(
                link,
                new End(EndKind.TRACKED_ENTITY, binta.uid()),
                new End(EndKind.TRACKED_ENTITY, asha.uid())));
  }

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"V2_40", "V2_42", "V2_43"})
  void change_of_any_part_is_a_change_of_the_tracked_entity(Shape shape) throws SQLException {
    Dhis2Database database = DHIS2.database(shape);
    Dhis2Fixture dhis2 = metadata(database);
    for (String name : List.of("Untouched", "By event", "By enrollment", "By value", "By link")) {
      dhis2.trackedEntity(name, "Person", "Clinic").attribute("First name", name);
      dhis2.enrollment(name + " in care", name, "Care", "Clinic").lastUpdated(MARCH);
      dhis2.event(name + " visit", "Visit", name + " in care", "Clinic").lastUpdated(MARCH);
    }
    dhis2.relationship("Sister", "By link", "By value");
    execute(database, "update trackedentityattributevalue set lastupdated = '2026-03-01'");
    execute(database, "update relationship set lastupdated = '2026-03-01'");
    dhis2
        .event("By event visit", "Visit", "By event in care", "Clinic")
        .deleted()
        .lastUpdated(JUNE);
    dhis2.enrollment("By enrollment in care", "By enrollment", "Care", "Clinic").lastUpdated(JUNE);
    execute(
        database,
        "update trackedentityattributevalue set lastupdated = '2026-06-01 10:15' where value ="
            + " 'By value'");

    List<OutgoingTrackedEntity> changed = rows(database, program(dhis2).uid(), SUMMER);

    assertThat(changed)
        .extracting(entity -> entity.content().attributes().get(0).value())
        .containsExactly("By event", "By enrollment", "By value");
    assertThat(changed).allMatch(entity -> entity.position().changedAt().equals(JUNE));
    execute(database, "update relationship set lastupdated = '2026-06-01 10:15'");
    assertThat(rows(database, program(dhis2).uid(), SUMMER))
        .extracting(entity -> entity.content().attributes().get(0).value())
        .containsExactly("By event", "By enrollment", "By value", "By link");
  }

  @Test
  void pages_neither_skip_nor_repeat_and_each_costs_the_same_statements() {
    Dhis2Database database = DHIS2.database(Shape.V2_42);
    Dhis2Fixture dhis2 = metadata(database);
    for (int number = 0; number < 9; number++) {
      dhis2.trackedEntity("Person " + number, "Person", "Clinic").attribute("First name", "x");
      for (int time = 0; time <= number; time++) {
        String enrollment = "enrollment " + number + " " + time;
        dhis2.enrollment(enrollment, "Person " + number, "Care", "Clinic");
        dhis2.event("event " + number + " " + time, "Visit", enrollment, "Clinic");
      }
    }
    OutgoingData data = JooqPersistence.of(database.dataSource()).sync().outgoing();
    SyncStream stream = stream(program(dhis2).uid());
    List<OutgoingRow> small;
    List<OutgoingRow> rest;
    int ofOne;
    int ofEight;
    try (StatementCount count = database.dataSource().countStatements()) {
      small = data.page(stream, ALL, 1, new Cancellation());
      ofOne = count.count();
    }
    try (StatementCount count = database.dataSource().countStatements()) {
      rest = data.page(stream, ALL.at(small.get(0).position()), 100, new Cancellation());
      ofEight = count.count();
    }

    assertThat(rest).hasSize(8).doesNotContainAnyElementsOf(small);
    assertThat(ofEight).isEqualTo(ofOne);
    assertThat(data.count(stream, ALL)).isEqualTo(9);
  }

  @Test
  void tracked_entity_in_no_program_is_in_the_partition_without_a_name() throws SQLException {
    Dhis2Database database = DHIS2.database(Shape.V2_42);
    Dhis2Fixture dhis2 = metadata(database);
    TrackedEntityFixture alone = dhis2.trackedEntity("Alone", "Person", "Clinic");
    dhis2.trackedEntity("Enrolled", "Person", "Clinic").deleted();
    dhis2.enrollment("enrolled", "Enrolled", "Care", "Clinic").deleted();

    assertThat(rows(database, "", ALL))
        .extracting(OutgoingTrackedEntity::uid)
        .containsExactly(alone.uid());
    assertThat(rows(database, program(dhis2).uid(), ALL))
        .singleElement()
        .matches(OutgoingTrackedEntity::deleted);
    assertThat(
            JooqPersistence.of(database.dataSource())
                .sync()
                .outgoing()
                .partitions(SyncKind.TRACKER_PROGRAMS))
        .containsExactly("", program(dhis2).uid());
  }

  private static Dhis2Fixture metadata(Dhis2Database database) {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(database.dataSource());
    dhis2.organisationUnit("Clinic");
    dhis2.dataElement("Pulse").tracker();
    dhis2.dataElement("Secret").tracker();
    dhis2.trackedEntityAttribute("First name", "TEXT");
    dhis2.trackedEntityAttribute("National id", "TEXT");
    dhis2.trackedEntityAttribute("Weight", "NUMBER");
    program(dhis2).stage("Visit", "Pulse", "Secret").attributes("Weight");
    dhis2.trackedEntityTypeAttribute("Person", "First name");
    return dhis2;
  }

  private static ProgramFixture program(Dhis2Fixture dhis2) {
    return dhis2.program("Care").withRegistration("Person");
  }

  private static void withhold(Dhis2Database database) throws SQLException {
    execute(
        database,
        "update trackedentityattribute set skipsynchronization = true where name = 'National id'");
    execute(
        database,
        "update programstagedataelement set skipsynchronization = true where dataelementid ="
            + " (select dataelementid from dataelement where name = 'Secret')");
  }

  private static OutgoingTrackedEntity find(List<OutgoingTrackedEntity> rows, String uid) {
    return rows.stream().filter(row -> row.uid().equals(uid)).findFirst().orElseThrow();
  }

  private static List<OutgoingTrackedEntity> rows(
      Dhis2Database database, String program, SyncWindow window) {
    return JooqPersistence.of(database.dataSource())
        .sync()
        .outgoing()
        .page(stream(program), window, 100, new Cancellation())
        .stream()
        .map(OutgoingTrackedEntity.class::cast)
        .toList();
  }

  private static SyncStream stream(String program) {
    return new SyncStream("central", SyncKind.TRACKER_PROGRAMS, program);
  }

  private static void execute(Dhis2Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      boolean autoCommit = connection.getAutoCommit();
      statement.execute(sql);
      if (!autoCommit) {
        connection.commit();
      }
    }
  }
}
