package io.github.dhisadmin.bench.maintenance;

import java.sql.Connection;
import java.sql.SQLException;

/** What DHIS2 does in the place of an operation, as the statements it sends. */
@FunctionalInterface
interface PeerProcedure {
  /** Does it within the transaction of a connection, and returns how many rows it changed. */
  long run(Connection connection) throws SQLException;

  /** DHIS2 sends one statement. */
  static PeerProcedure statement(String sql) {
    return connection -> {
      try (var statement = connection.createStatement()) {
        return statement.executeLargeUpdate(sql);
      }
    };
  }
}
