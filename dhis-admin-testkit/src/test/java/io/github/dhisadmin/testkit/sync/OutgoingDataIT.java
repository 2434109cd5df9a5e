package io.github.dhisadmin.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.ProgramFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data of a DHIS2 database as they are sent to other servers. */
class OutgoingDataIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final SyncStream VALUES = new SyncStream("central", SyncKind.DATA_VALUES, "");
  private static final SyncStream REGISTRATIONS =
      new SyncStream("central", SyncKind.REGISTRATIONS, "");
  private static final LocalDateTime MARCH = LocalDateTime.of(2026, 3, 1, 10, 15, 0, 123_456_000);
  private static final SyncWindow YEAR =
      new SyncWindow(
          0, LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.of(2027, 1, 1, 0, 0), null);

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"V2_40", "V2_42", "V2_43"})
  void values_are_sent_with_uids_and_deleted_ones_among_them(Shape shape) {
    Dhis2Database database = DHIS2.database(shape);
    Dhis2Fixture dhis2 = metadata(database);
    dhis2.dataValue("Cases", "202601", "Clinic").value("7").lastUpdated(MARCH);
    dhis2.dataValue("Cases", "202602", "Clinic").value("8").deleted().lastUpdated(MARCH);

    List<OutgoingRow> rows = data(database).page(VALUES, YEAR, 10, new Cancellation());

    assertThat(rows)
        .map(OutgoingValue.class::cast)
        .extracting(value -> value.point().period(), OutgoingValue::deleted)
        .containsExactlyInAnyOrder(tuple("202601", false), tuple("202602", true));
    OutgoingValue value = (OutgoingValue) rows.get(0);
    assertThat(value.point().dataElement()).isEqualTo(dhis2.dataElement("Cases").uid());
    assertThat(value.point().organisationUnit()).isEqualTo(dhis2.organisationUnit("Clinic").uid());
    assertThat(value.position().changedAt()).isEqualTo(MARCH);
    assertThat(data(database).count(VALUES, YEAR)).isEqualTo(2);
  }

  @Test
  void pages_of_rows_that_changed_at_the_same_moment_neither_skip_nor_repeat_one() {
    Dhis2Fixture dhis2 = metadata(DHIS2.database(Shape.V2_42));
    for (int month = 1; month <= 9; month++) {
      dhis2.dataValue("Cases", "20260" + month, "Clinic").value("1").lastUpdated(MARCH);
    }
    OutgoingData data = data(DHIS2.database(Shape.V2_42));
    List<String> seen = new ArrayList<>();
    SyncWindow window = YEAR;
    for (List<OutgoingRow> page = data.page(VALUES, window, 2, new Cancellation());
        !page.isEmpty();
        page = data.page(VALUES, window, 2, new Cancellation())) {
      page.stream().map(OutgoingRow::key).forEach(seen::add);
      window = window.at(page.get(page.size() - 1).position());
    }

    assertThat(seen).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void window_begins_with_its_first_moment_and_ends_before_its_last() {
    Dhis2Fixture dhis2 = metadata(DHIS2.database(Shape.V2_42));
    dhis2.dataValue("Cases", "202601", "Clinic").value("1").lastUpdated(MARCH.minusNanos(1_000));
    dhis2.dataValue("Cases", "202602", "Clinic").value("2").lastUpdated(MARCH);
    dhis2.dataValue("Cases", "202603", "Clinic").value("3").lastUpdated(MARCH.plusDays(1));

    assertThat(
            data(DHIS2.database(Shape.V2_42))
                .page(
                    VALUES,
                    new SyncWindow(0, MARCH, MARCH.plusDays(1), null),
                    10,
                    new Cancellation()))
        .map(OutgoingValue.class::cast)
        .extracting(value -> value.entry().contentOrNull())
        .containsExactly("2");
  }

  @Test
  void rows_are_found_by_their_keys_as_they_are_now() {
    Dhis2Fixture dhis2 = metadata(DHIS2.database(Shape.V2_42));
    dhis2.dataValue("Cases", "202601", "Clinic").value("1").lastUpdated(MARCH);
    OutgoingData data = data(DHIS2.database(Shape.V2_42));
    List<Long> ids = data.page(VALUES, YEAR, 10, new Cancellation()).get(0).position().ids();
    dhis2.dataValue("Cases", "202601", "Clinic").value("2").lastUpdated(MARCH.plusDays(1));

    assertThat(data.reload(VALUES, List.of(ids, List.of(1L, 2L, 3L, 4L, 5L)), new Cancellation()))
        .map(OutgoingValue.class::cast)
        .extracting(value -> value.entry().contentOrNull())
        .containsExactly("2");
  }

  @Test
  void registration_that_was_taken_back_is_sent_as_not_completed() {
    Dhis2Fixture dhis2 = metadata(DHIS2.database(Shape.V2_42));
    dhis2.dataSet("Monthly");
    dhis2.completeRegistration("Monthly", "202601", "Clinic", MARCH);
    dhis2.incompleteRegistration("Monthly", "202602", "Clinic", MARCH);

    assertThat(data(DHIS2.database(Shape.V2_42)).page(REGISTRATIONS, YEAR, 10, new Cancellation()))
        .map(OutgoingRegistration.class::cast)
        .extracting(each -> each.point().period(), OutgoingRegistration::completed)
        .containsExactlyInAnyOrder(tuple("202601", true), tuple("202602", false));
  }

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"V2_40", "V2_42", "V2_43"})
  void events_of_one_program_are_sent_without_values_that_are_not_to_be_synchronised(Shape shape)
      throws SQLException {
    Dhis2Database database = DHIS2.database(shape);
    Dhis2Fixture dhis2 = metadata(database);
    dhis2.dataElement("Fever").tracker();
    dhis2.dataElement("Name").tracker();
    ProgramFixture program = dhis2.program("Malaria").stage("Case", "Fever", "Name");
    dhis2.program("Cholera").stage("Report", "Fever");
    dhis2
        .singleEvent("1", "Malaria", "Case", "Clinic")
        .dataValue("Fever", "true")
        .dataValue("Name", "Asha")
        .lastUpdated(MARCH);
    dhis2.singleEvent("2", "Cholera", "Report", "Clinic").lastUpdated(MARCH);
    execute(
        database,
        "update programstagedataelement set skipsynchronization = true where dataelementid ="
            + " (select dataelementid from dataelement where name = 'Name')");

    List<OutgoingRow> rows =
        data(database)
            .page(
                new SyncStream("central", SyncKind.EVENT_PROGRAMS, program.uid()),
                YEAR,
                10,
                new Cancellation());

    assertThat(rows).hasSize(1);
    OutgoingEvent event = (OutgoingEvent) rows.get(0);
    assertThat(event.place().program()).isEqualTo(program.uid());
    assertThat(event.content().dataValuesJson())
        .contains(dhis2.dataElement("Fever").uid())
        .doesNotContain(dhis2.dataElement("Name").uid(), "Asha");
    assertThat(event.content().withheld()).containsExactly(dhis2.dataElement("Name").uid());
    assertThat(data(database).partitions(SyncKind.EVENT_PROGRAMS)).hasSize(2);
  }

  @Test
  void transaction_under_way_holds_the_end_of_the_window_back() throws SQLException {
    OutgoingData data = data(DHIS2.database(Shape.V2_42));
    try (Connection writer = DHIS2.database(Shape.V2_42).dataSource().getConnection()) {
      writer.setAutoCommit(false);
      OffsetDateTime began;
      try (Statement statement = writer.createStatement();
          ResultSet row = statement.executeQuery("select now(), pg_current_xact_id()::text")) {
        row.next();
        began = row.getObject(1, OffsetDateTime.class);
      }
      // Whatever else is under way on the server may hold it back further, but not by hours.
      LocalDateTime settled = data.settledUntil();
      writer.rollback();

      LocalDateTime latest =
          LocalDateTime.ofInstant(began.toInstant(), ZoneId.systemDefault()).minusSeconds(5);
      assertThat(settled).isBetween(latest.minusMinutes(30), latest);
    }
  }

  private static Dhis2Fixture metadata(Dhis2Database database) {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(database.dataSource());
    dhis2.organisationUnit("Clinic");
    dhis2.dataElement("Cases");
    return dhis2;
  }

  private static OutgoingData data(Dhis2Database database) {
    return JooqPersistence.of(database.dataSource()).sync().outgoing();
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
