package io.github.dhisadmin.testkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The databases of one server: lists, creates and drops them. Stateless, usable from several
 * threads.
 */
final class DatabaseCatalog {
  private static final String MAINTENANCE_DATABASE = "postgres";

  private final ServerAddress address;

  DatabaseCatalog(ServerAddress address) {
    this.address = address;
  }

  boolean exists(String database) {
    return !names(database).isEmpty();
  }

  /** Names of the databases that match this SQL LIKE pattern. */
  List<String> names(String pattern) {
    try (Connection connection = address.connect(MAINTENANCE_DATABASE);
        PreparedStatement statement =
            connection.prepareStatement(
                "select datname from pg_database where datname like ? order by 1")) {
      statement.setString(1, pattern);
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    } catch (SQLException e) {
      throw new TestDatabaseException("cannot list the databases of " + address, e);
    }
  }

  void create(String database, @Nullable String template) {
    // template0 is the only one that accepts another locale than the server's own
    run(
        "create database "
            + quoted(database)
            + (template == null
                ? " template template0 encoding 'UTF8' lc_collate '"
                    + locale()
                    + "' lc_ctype '"
                    + locale()
                    + "'"
                : " template " + quoted(template)));
  }

  void drop(String database) {
    run("drop database if exists " + quoted(database) + " with (force)");
  }

  Connection maintenanceConnection() throws SQLException {
    return address.connect(MAINTENANCE_DATABASE);
  }

  private String locale() {
    try (Connection connection = maintenanceConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select coalesce(max(collname), 'C') from pg_collation"
                    + " where collprovider = 'c' and collname = 'C.utf8'")) {
      rows.next();
      return "C".equals(rows.getString(1)) ? "C" : "C.UTF-8";
    } catch (SQLException e) {
      throw new TestDatabaseException("cannot read the collations of " + address, e);
    }
  }

  private void run(String sql) {
    try (Connection connection = maintenanceConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new TestDatabaseException("failed on " + address + ": " + sql, e);
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
