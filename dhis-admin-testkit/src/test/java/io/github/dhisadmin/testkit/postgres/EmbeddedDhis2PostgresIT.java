package io.github.dhisadmin.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDhis2PostgresIT {
  @TempDir Path directory;

  @Test
  void kept_directory_keeps_databases_for_the_next_start() throws SQLException {
    PostgresOptions options =
        PostgresOptions.defaults()
            .withDirectory(directory.resolve("data"))
            .withSetting("shared_buffers", "16MB")
            .withSetting("cluster_name", "a 'quoted' name");
    try (EmbeddedDhis2Postgres first = EmbeddedDhis2Postgres.start(options);
        Dhis2Database database = first.database("demo", Shape.V2_42)) {
      assertThat(text(database, "show shared_buffers")).isEqualTo("16MB");
      assertThat(text(database, "show cluster_name")).isEqualTo("a 'quoted' name");
      assertThat(database.jdbcUrl())
          .isEqualTo("jdbc:postgresql://localhost:" + first.port() + "/demo");
    }

    try (EmbeddedDhis2Postgres second = EmbeddedDhis2Postgres.start(options)) {
      assertThat(second.exists("demo")).isTrue();
      assertThat(second.exists("other")).isFalse();
      try (Dhis2Database database = second.database("demo", Shape.V2_42)) {
        assertThat(text(database, "select count(*) from datavalue")).isEqualTo("0");
      }
    }
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
