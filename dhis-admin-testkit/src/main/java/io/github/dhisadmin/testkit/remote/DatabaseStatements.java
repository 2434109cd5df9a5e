package io.github.dhisadmin.testkit.remote;

import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Statements of a fake server that stands over a database, each on a connection of its own. */
final class DatabaseStatements {
  private final DataSource dataSource;

  DatabaseStatements(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is done with a statement. */
  @FunctionalInterface
  interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  <T> T run(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.with(statement);
    } catch (SQLException e) {
      throw new TestDatabaseException("the fake server cannot use its database: " + sql, e);
    }
  }
}
