package io.github.dhisadmin.bench.integrity;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.RowReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one session in which DHIS2 runs checks one after the other. Statements by key are prepared
 * once, as they are for Hibernate. Not safe for several threads.
 */
final class PeerSession implements AutoCloseable {
  private static final String STATEMENT_TIMEOUT = "57014";

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final @Nullable Set<String> known;
  private long statements;

  private PeerSession(Connection connection, @Nullable Set<String> known) {
    this.connection = connection;
    this.known = known;
  }

  /**
   * Opens the session.
   *
   * @param lookups how often an object is looked up by its uid
   * @param limit how long one statement may take
   */
  static PeerSession open(DataSource dataSource, Lookups lookups, Duration limit) {
    try {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      PeerSession session =
          new PeerSession(connection, lookups == Lookups.ONCE ? new HashSet<>() : null);
      session.rows("set statement_timeout = " + limit.toMillis());
      // a rollback would take the setting back
      connection.commit();
      return session;
    } catch (SQLException e) {
      throw failed("opening a session", e);
    }
  }

  /** Reads all columns of all rows, as mapping them to objects does, and gives their number. */
  long rows(String sql, Object... keys) {
    return read(sql, PeerSession::readAll, keys).size();
  }

  /** Reads rows. */
  <T> List<T> read(String sql, RowReader<T> reader, Object... keys) {
    statements++;
    try {
      PreparedStatement statement = statement(sql);
      for (int i = 0; i < keys.length; i++) {
        statement.setObject(i + 1, keys[i]);
      }
      List<T> rows = new ArrayList<>();
      if (statement.execute()) {
        try (ResultSet result = statement.getResultSet()) {
          while (result.next()) {
            rows.add(reader.read(result));
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Whether a table has a row with this uid. */
  boolean exists(String table, String uid) {
    String key = table + '/' + uid;
    if (known != null && known.contains(key)) {
      return true;
    }
    boolean found = rows("select * from " + table + " where uid = ?", uid) > 0;
    if (found && known != null) {
      known.add(key);
    }
    return found;
  }

  /** Forgets a statement that took too long, so that the next one can run. */
  void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw failed("rollback", e);
    }
  }

  /** How many statements ran. */
  long statements() {
    return statements;
  }

  @Override
  public void close() {
    try {
      connection.rollback();
      connection.close();
    } catch (SQLException e) {
      throw failed("closing the session", e);
    }
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  private static List<@Nullable Object> readAll(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    List<@Nullable Object> values = new ArrayList<>(columns.getColumnCount());
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      values.add(row.getString(column));
    }
    return values;
  }

  private static RuntimeException failed(String sql, SQLException cause) {
    return STATEMENT_TIMEOUT.equals(cause.getSQLState())
        ? new TooSlowException(cause)
        : new BenchmarkException(cause.getMessage() + " in: " + sql, cause);
  }

  /** How often the peer looks up an object that several expressions name. */
  enum Lookups {
    /** Each time it is named, as when Hibernate's query cache is off or cold. */
    EACH_TIME,
    /** Once in a run, as with a query cache that holds everything. */
    ONCE
  }

  /** A statement reached the time limit. */
  static final class TooSlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlowException(SQLException cause) {
      super(cause);
    }
  }
}
