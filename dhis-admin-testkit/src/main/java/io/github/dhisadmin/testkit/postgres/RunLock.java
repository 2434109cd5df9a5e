package io.github.dhisadmin.testkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A lock on a shared server that lasts as long as the test run holding it, however the run ends,
 * and so tells its databases from abandoned ones.
 */
final class RunLock implements AutoCloseable {
  private final Connection connection;

  private RunLock(Connection connection) {
    this.connection = connection;
  }

  static RunLock hold(DatabaseCatalog catalog, String runId) {
    try {
      Connection connection = catalog.maintenanceConnection();
      tryLock(connection, runId);
      return new RunLock(connection);
    } catch (SQLException e) {
      throw new TestDatabaseException(
          "cannot reach the server named by " + ExternalServer.URL_PROPERTY, e);
    }
  }

  static boolean isFree(DatabaseCatalog catalog, String runId) {
    try (Connection connection = catalog.maintenanceConnection()) {
      return tryLock(connection, runId);
    } catch (SQLException e) {
      throw new TestDatabaseException("cannot tell whether test run " + runId + " has ended", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new TestDatabaseException("the lock of this test run was not released", e);
    }
  }

  private static boolean tryLock(Connection connection, String runId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, Long.parseLong(runId, 16));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }
}
