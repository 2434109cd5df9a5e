package io.github.dhisadmin.testkit.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** The SQL scripts that make the empty tables of one shape, as resources on the class path. */
final class SchemaScripts {
  private static final String DHIS2_242 = "/io/github/dhisadmin/jooq/schema/dhis2-2.42/";
  private static final String INDEX = DHIS2_242 + "index.txt";
  private static final String POSTGIS = DHIS2_242 + "postgis.sql";
  private static final String RESHAPE = "/io/github/dhisadmin/testkit/schema/shape-%s.sql";

  private final Shape shape;

  private SchemaScripts(Shape shape) {
    this.shape = shape;
  }

  static SchemaScripts of(Shape shape) {
    return new SchemaScripts(shape);
  }

  /** Makes the empty tables, with geometry columns where the server has PostGIS. */
  void createTables(ServerAddress address, String database) {
    inTransaction(
        address,
        database,
        connection -> {
          text(INDEX)
              .lines()
              .map(String::strip)
              .filter(name -> !name.isEmpty())
              .forEach(name -> apply(connection, DHIS2_242 + name));
          if (createsPostgis(connection)) {
            apply(connection, POSTGIS);
          }
          reshape(connection);
        });
  }

  /** Turns a filled database of the 2.42 shape into this one. */
  void reshapeTables(ServerAddress address, String database) {
    inTransaction(address, database, this::reshape);
  }

  private void reshape(Connection connection) {
    if (shape != Shape.V2_42) {
      apply(connection, RESHAPE.formatted(shape.version()));
    }
  }

  private void inTransaction(ServerAddress address, String database, Work work) {
    try (Connection connection = address.connect(database)) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new TestDatabaseException(
          "cannot make the " + shape.version() + " tables in " + database, e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run(Connection connection) throws SQLException;
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
