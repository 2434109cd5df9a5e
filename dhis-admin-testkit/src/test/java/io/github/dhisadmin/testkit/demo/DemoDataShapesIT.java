package io.github.dhisadmin.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.EmbeddedDhis2Postgres;
import io.github.dhisadmin.testkit.postgres.PostgresOptions;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DemoDataShapesIT {
  private static final DemoData SMALL = DemoData.scale(Scale.SMALL);

  @Test
  void demo_data_of_2_40_keeps_its_rows_below_the_old_names() throws SQLException {
    try (Dhis2Database database = TestPostgres.create(Shape.V2_40, SMALL::loadInto)) {
      assertThat(database.shape()).isEqualTo(Shape.V2_40);
      assertThat(number(database, "select count(*) from programstageinstance")).isEqualTo(2_000);
      assertThat(
              number(
                  database,
                  """
                  select count(*) from programinstance
                  join trackedentityinstance using (trackedentityinstanceid)
                  """))
          .isEqualTo(250);
      assertThat(number(database, "select count(*) from dataelementcategory where datadimension"))
          .isEqualTo(12);
      assertThat(number(database, "select count(*) from datavalue")).isGreaterThan(19_000);
    }
  }

  @Test
  void demo_data_of_2_43_has_its_events_in_two_tables() throws SQLException {
    try (Dhis2Database database = TestPostgres.create(Shape.V2_43, SMALL::loadInto)) {
      assertThat(database.shape()).isEqualTo(Shape.V2_43);
      assertThat(number(database, "select count(*) from trackerevent")).isEqualTo(1_000);
      assertThat(number(database, "select count(*) from singleevent")).isEqualTo(1_000);
      assertThat(number(database, "select count(*) from period where iso = '2025W52'")).isOne();
      assertThat(number(database, "select count(*) from datavalue")).isGreaterThan(19_000);
    }
  }

  @Test
  void own_server_fills_a_database_once() throws SQLException {
    try (EmbeddedDhis2Postgres server = EmbeddedDhis2Postgres.start(PostgresOptions.defaults())) {
      try (Dhis2Database first = server.database("demo", Shape.V2_43, SMALL::loadInto)) {
        assertThat(number(first, "select count(*) from trackerevent")).isEqualTo(1_000);
      }
      try (Dhis2Database second = server.database("demo", Shape.V2_43, SMALL::loadInto)) {
        assertThat(number(second, "select count(*) from trackerevent")).isEqualTo(1_000);
      }
    }
  }

  @Test
  void own_server_keeps_no_database_whose_content_failed() {
    try (EmbeddedDhis2Postgres server = EmbeddedDhis2Postgres.start(PostgresOptions.defaults())) {
      assertThatThrownBy(
              () ->
                  server.database(
                      "demo",
                      Shape.V2_43,
                      dataSource -> {
                        throw new IllegalStateException("no content");
                      }))
          .hasMessage("no content");

      assertThat(server.exists("demo")).isFalse();
    }
  }

  private static long number(Dhis2Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
