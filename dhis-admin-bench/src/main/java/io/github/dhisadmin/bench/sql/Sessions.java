package io.github.dhisadmin.bench.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Database sessions that are kept and reused, one per concurrent statement, each statement its own
 * transaction. Safe for several threads.
 */
public final class Sessions implements AutoCloseable {
  private final DataSource dataSource;
  private final List<String> initialStatements;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  private Sessions(DataSource dataSource, List<String> initialStatements) {
    this.dataSource = dataSource;
    this.initialStatements = List.copyOf(initialStatements);
  }

  /** Sessions with the settings the server gives them. */
  public static Sessions of(DataSource dataSource) {
    return new Sessions(dataSource, List.of());
  }

  /** Sessions that run these statements when they are opened. */
  public static Sessions of(DataSource dataSource, List<String> initialStatements) {
    return new Sessions(dataSource, initialStatements);
  }

  /** Runs one or several statements and gives the row count of the first. */
  public long execute(String sql) {
    return inSession(
        sql,
        statement -> {
          statement.execute(sql);
          return statement.getLargeUpdateCount();
        });
  }

  /**
   * Inserts rows as one batch and in one transaction.
   *
   * @param sql an insert of one row with a parameter for each of its columns
   */
  public void insert(String sql, List<? extends List<? extends @Nullable Object>> rows) {
    inSession(
        sql,
        session -> {
          Connection connection = session.getConnection();
          connection.setAutoCommit(false);
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (List<? extends @Nullable Object> row : rows) {
              for (int column = 0; column < row.size(); column++) {
                insert.setObject(column + 1, row.get(column));
              }
              insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            return rows.size();
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  /** Reads all rows of a query. */
  public <T> List<T> query(String sql, RowReader<T> reader) {
    return inSession(
        sql,
        statement -> {
          try (ResultSet rows = statement.executeQuery(sql)) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
              values.add(reader.read(rows));
            }
            return values;
          }
        });
  }

  /** Reads the first column of all rows. */
  public List<String> texts(String sql) {
    return query(sql, row -> row.getString(1));
  }

  /** Reads the single number a query gives. */
  public long number(String sql) {
    return query(sql, row -> row.getLong(1)).get(0);
  }

  @Override
  public void close() {
    for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new BenchmarkException("cannot close a session: " + e.getMessage(), e);
      }
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T with(Statement statement) throws SQLException;
  }

  private <T> T inSession(String sql, Work<T> work) {
    try {
      Connection connection = borrow();
      try (Statement statement = connection.createStatement()) {
        return work.with(statement);
      } finally {
        idle.push(connection);
      }
    } catch (SQLException e) {
      throw new BenchmarkException(e.getMessage() + " in: " + shortened(sql), e);
    }
  }

  private Connection borrow() throws SQLException {
    Connection waiting = idle.poll();
    if (waiting != null) {
      return waiting;
    }
    Connection opened = dataSource.getConnection();
    try (Statement statement = opened.createStatement()) {
      opened.setAutoCommit(true);
      for (String sql : initialStatements) {
        statement.execute(sql);
      }
      return opened;
    } catch (SQLException e) {
      opened.close();
      throw e;
    }
  }

  private static String shortened(String sql) {
    return sql.length() <= 400 ? sql : sql.substring(0, 400) + " ...";
  }
}
