package io.github.dhisadmin.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPostgresIT {
  @RegisterExtension static Dhis2DatabaseExtension db = Dhis2DatabaseExtension.v242();

  @Test
  void database_has_the_tables_of_dhis2_and_no_rows() throws SQLException {
    assertThat(text("select count(*) from datavalue")).isEqualTo("0");
    assertThat(text("select count(*) from organisationunit")).isEqualTo("0");
  }

  @Test
  void each_shape_has_the_tables_of_its_version() throws SQLException {
    assertThat(tables(Shape.V2_40)).contains("programstageinstance").doesNotContain("event");
    assertThat(tables(Shape.V2_42))
        .contains("event")
        .doesNotContain("programstageinstance", "singleevent");
    assertThat(tables(Shape.V2_43)).contains("singleevent", "trackerevent").doesNotContain("event");
  }

  @Test
  void locale_and_encoding_are_those_of_every_machine() throws SQLException {
    assertThat(
            text(
                "select datcollate || ' ' || pg_encoding_to_char(encoding) from pg_database"
                    + " where datname = current_database()"))
        .isIn("C.UTF-8 UTF8", "C UTF8");
  }

  @Test
  void session_time_zone_is_neither_utc_nor_the_one_of_the_jvm() throws SQLException {
    assertThat(text("show time zone")).isEqualTo("Asia/Kathmandu");
  }

  @Test
  void databases_do_not_see_each_other() throws SQLException {
    try (Dhis2Database other = TestPostgres.create(Shape.V2_42)) {
      execute("create table only_here (id int)");

      try (Connection connection = other.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.executeQuery("select * from only_here"))
            .hasMessageContaining("only_here");
      }
    }
  }

  @Test
  void closed_database_is_given_to_another_test_as_if_it_were_new() throws SQLException {
    Dhis2Database first = TestPostgres.create(Shape.V2_40);
    Dhis2Fixture.on(first.dataSource()).organisationUnit("District").parent("Country");
    execute(first, "create schema dhis_admin create table own (id int)");
    first.close();
    first.close();

    assertThatThrownBy(() -> first.dataSource().getConnection()).isInstanceOf(SQLException.class);
    try (Dhis2Database second = TestPostgres.create(Shape.V2_40);
        Dhis2Database third = TestPostgres.create(Shape.V2_40)) {
      assertThat(second.name()).isEqualTo(first.name()).isNotEqualTo(third.name());
      assertThat(text(second, "select count(*) from organisationunit")).isEqualTo("0");
      assertThat(text(second, "select count(*) from userinfo")).isEqualTo("0");
      assertThat(text(second, "select count(*) from pg_namespace where nspname = 'dhis_admin'"))
          .isEqualTo("0");
      assertThat(text(second, "select nextval('hibernate_sequence')"))
          .isEqualTo(text(third, "select nextval('hibernate_sequence')"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table left_over (id int)",
        "create function left_over() returns int language sql as 'select 1'",
        "alter table organisationunit alter column name drop not null",
        "analyze organisationunit"
      })
  void closed_database_whose_tables_are_no_longer_those_of_dhis2_is_dropped(String change)
      throws SQLException {
    Dhis2Database changed = TestPostgres.create(Shape.V2_42);
    Dhis2Fixture.on(changed.dataSource()).organisationUnit("Country");
    execute(changed, change);

    changed.close();

    assertThat(text("select count(*) from pg_database where datname = '" + changed.name() + "'"))
        .isEqualTo("0");
  }

  @Test
  void returned_connection_forgets_its_session() throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set statement_timeout = '7s'");
      statement.execute("set time zone 'UTC'");
      statement.execute("create temporary table forgotten (id int)");
      connection.commit();
    }

    assertThat(text("show statement_timeout")).isEqualTo("0");
    assertThat(text("show time zone")).isEqualTo("Asia/Kathmandu");
    assertThat(text("select coalesce(to_regclass('forgotten')::text, 'gone')")).isEqualTo("gone");
  }

  @Test
  void uncommitted_work_is_rolled_back_when_the_connection_is_returned() throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create table never_committed (id int)");
    }

    assertThat(text("select coalesce(to_regclass('never_committed')::text, 'gone')"))
        .isEqualTo("gone");
  }

  @Test
  void open_connections_are_known_with_the_place_that_opened_them() throws SQLException {
    try (Dhis2Database other = TestPostgres.create(Shape.V2_42)) {
      Connection connection = other.dataSource().getConnection();

      assertThat(other.dataSource().openConnections()).isOne();
      assertThat(other.dataSource().openedAt().get(0).getStackTrace())
          .anySatisfy(
              frame -> assertThat(frame.getClassName()).isEqualTo(TestPostgresIT.class.getName()));

      connection.close();
      connection.close();

      assertThat(other.dataSource().openConnections()).isZero();
      assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void executed_statements_are_counted_with_a_batch_as_one() throws SQLException {
    execute("create table counted (id int)");
    try (StatementCount count = db.dataSource().countStatements();
        Connection connection = db.dataSource().getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into counted values (?)");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 3; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
      statement.execute("delete from counted");

      assertThat(count.count()).isEqualTo(2);
      assertThat(count.statements())
          .containsExactly("insert into counted values (?)", "delete from counted");
    }
  }

  private static List<String> tables(Shape shape) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = db.database(shape).dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void execute(String sql) throws SQLException {
    execute(db.database(), sql);
  }

  private static void execute(Dhis2Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String sql) throws SQLException {
    return text(db.database(), sql);
  }

  private static String text(Dhis2Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
