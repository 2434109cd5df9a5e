package io.github.dhisadmin.testkit.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** The SQL scripts that make the empty tables of one shape, as resources on the class path. */
final class SchemaScripts {
  private static final String POSTGIS = "postgis.sql";

  private final String directory;

  private SchemaScripts(String directory) {
    this.directory = directory;
  }

  static SchemaScripts of(Shape shape) {
    String root =
        shape == Shape.V2_42
            ? "/io/github/dhisadmin/jooq/schema/"
            : "/io/github/dhisadmin/testkit/schema/";
    return new SchemaScripts(root + "dhis2-" + shape.version() + "/");
  }

  /**
   * Runs the scripts in the order of {@code index.txt}; PostGIS columns are added where the server
   * has PostGIS.
   */
  void applyTo(ServerAddress address, String database) {
    List<String> names =
        text(directory + "index.txt")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    try (Connection connection = address.connect(database)) {
      connection.setAutoCommit(false);
      for (String name : names) {
        apply(connection, name.startsWith("/") ? name : directory + name);
      }
      if (createsPostgis(connection)) {
        apply(connection, directory + POSTGIS);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new TestDatabaseException(
          "cannot create the tables of " + directory + " in " + database, e);
    }
  }

  private static void apply(Connection connection, String resource) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text(resource));
    } catch (SQLException e) {
      throw new TestDatabaseException("script " + resource + " failed", e);
    }
  }

  // A server may offer the extension and still refuse it to this user
  private static boolean createsPostgis(Connection connection) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists postgis");
      return true;
    } catch (SQLException e) {
      connection.rollback(before);
      return false;
    }
  }

  private static String text(String resource) {
    try (InputStream stream = SchemaScripts.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new TestDatabaseException("resource " + resource + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new TestDatabaseException("cannot read resource " + resource, e);
    }
  }
}
