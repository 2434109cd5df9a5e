package io.github.dhisadmin.testkit.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where a PostgreSQL server listens and who may log in; makes URLs and physical connections. */
record ServerAddress(
    String hostAndPort, String parameters, String user, @Nullable String password) {
  private static final String PREFIX = "jdbc:postgresql://";

  /**
   * Reads {@code jdbc:postgresql://host:port/database?parameters}; the database part is not kept.
   */
  static ServerAddress parse(String jdbcUrl, String user, @Nullable String password) {
    if (!jdbcUrl.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a PostgreSQL JDBC URL: " + jdbcUrl);
    }
    String rest = jdbcUrl.substring(PREFIX.length());
    int question = rest.indexOf('?');
    String parameters = question < 0 ? "" : rest.substring(question);
    String location = question < 0 ? rest : rest.substring(0, question);
    int slash = location.indexOf('/');
    return new ServerAddress(
        slash < 0 ? location : location.substring(0, slash), parameters, user, password);
  }

  String jdbcUrl(String database) {
    return PREFIX + hostAndPort + "/" + database + parameters;
  }

  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", "dhis-admin-testkit");
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  @Override
  public String toString() {
    return jdbcUrl("");
  }
}
