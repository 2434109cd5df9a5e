package io.github.dhisadmin.testkit.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A small connection pool that knows who holds a connection and how many statements ran. A returned
 * connection loses its session state, so that nothing passes from one test to the next. Safe for
 * several threads.
 */
public final class TrackedDataSource implements DataSource, AutoCloseable {
  private static final int MAX_IDLE = 8;

  private final ConnectionOpener opener;
  private final @Nullable String timeZone;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private final List<StatementCount> counts = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Opens a physical connection. */
  @FunctionalInterface
  interface ConnectionOpener {
    Connection open() throws SQLException;
  }

  TrackedDataSource(ConnectionOpener opener, @Nullable String timeZone) {
    this.opener = opener;
    this.timeZone = timeZone;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (closed) {
      throw new SQLException("the test database is closed");
    }
    Connection physical = idle.poll();
    if (physical == null) {
      physical = opener.open();
      setTimeZone(physical);
    }
    Lease lease = new Lease(this, physical);
    leases.add(lease);
    return lease.connection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("log in as the configured user");
  }

  /** How many connections are handed out and not closed. */
  public int openConnections() {
    return leases.size();
  }

  /** Where each open connection was taken, oldest first. */
  public List<Throwable> openedAt() {
    return leases.stream().map(Lease::openedAt).toList();
  }

  /** Starts counting the statements that are executed through this data source. */
  public StatementCount countStatements() {
    StatementCount count = new StatementCount(counts::remove);
    counts.add(count);
    return count;
  }

  /** Closes all physical connections, also those that are still handed out. */
  @Override
  public void close() {
    closed = true;
    leases.forEach(lease -> closePhysically(lease.physical()));
    leases.clear();
    closeIdle();
  }

  void closeIdle() {
    for (Connection physical = idle.poll(); physical != null; physical = idle.poll()) {
      closePhysically(physical);
    }
  }

  void executed(String sql) {
    counts.forEach(count -> count.record(sql));
  }

  void release(Lease lease) {
    if (!leases.remove(lease)) {
      return;
    }
    Connection physical = lease.physical();
    if (closed || idle.size() >= MAX_IDLE || !forgetSession(physical)) {
      closePhysically(physical);
    } else {
      idle.push(physical);
    }
  }

  private boolean forgetSession(Connection physical) {
    try {
      if (physical.isClosed()) {
        return false;
      }
      if (!physical.getAutoCommit()) {
        physical.rollback();
        physical.setAutoCommit(true);
      }
      physical.setReadOnly(false);
      physical.setNetworkTimeout(Runnable::run, 0);
      try (Statement statement = physical.createStatement()) {
        statement.execute("discard all");
      }
      setTimeZone(physical);
      physical.clearWarnings();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private void setTimeZone(Connection physical) throws SQLException {
    if (timeZone != null) {
      try (Statement statement = physical.createStatement()) {
        statement.execute("set time zone '" + timeZone + "'");
      }
    }
  }

  private static void closePhysically(Connection physical) {
    try {
      physical.close();
    } catch (SQLException e) {
      throw new TestDatabaseException("a connection did not close", e);
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("not a wrapper for " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("no log writer");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("no login timeout");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("does not use java.util.logging");
  }
}
