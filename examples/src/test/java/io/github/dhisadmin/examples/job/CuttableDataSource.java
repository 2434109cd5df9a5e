package io.github.dhisadmin.examples.job;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections that a test can take away, as a network or an exhausted pool would. */
final class CuttableDataSource implements DataSource {
  private final DataSource delegate;
  private final List<Connection> given = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  CuttableDataSource(DataSource delegate) {
    this.delegate = delegate;
  }

  /** Breaks the connections that were given, and gives no more. */
  void cut() throws SQLException {
    cut = true;
    for (Connection connection : given) {
      connection.abort(Runnable::run);
    }
    given.clear();
  }

  /** Gives no more connections, and leaves those alone that were given. */
  void exhaust() {
    cut = true;
  }

  void mend() {
    cut = false;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (cut) {
      throw new SQLException("no connection to be had", "08001");
    }
    Connection connection = delegate.getConnection();
    given.add(connection);
    if (cut) {
      // It was cut while this one was on its way.
      connection.abort(Runnable::run);
      throw new SQLException("no connection to be had", "08001");
    }
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return delegate.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    delegate.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    delegate.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return delegate.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return delegate.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return delegate.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return delegate.isWrapperFor(type);
  }
}
