package io.github.dhisadmin.bench.sql;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections, the same for all contenders. It counts statements; a batch is one. Safe
 * for several threads.
 */
public final class PooledConnections implements DataSource, AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final String EXECUTE = "execute";

  private final DataSource opener;
  private final Semaphore free;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final List<Connection> opened = new CopyOnWriteArrayList<>();
  private final AtomicLong statements = new AtomicLong();

  /** Opens connections as they are needed, at most so many. */
  public PooledConnections(DataSource opener, int most) {
    this.opener = opener;
    this.free = new Semaphore(most);
  }

  /** How many statements were executed. */
  public long statements() {
    return statements.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new SQLException("no connection was free", "08001");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for a connection", "08001", e);
    }
    Connection physical = idle.poll();
    try {
      if (physical == null) {
        physical = opener.getConnection();
        opened.add(physical);
      }
      return lent(physical);
    } catch (SQLException e) {
      free.release();
      throw e;
    }
  }

  private Connection lent(Connection physical) {
    return proxy(
        Connection.class,
        new InvocationHandler() {
          private boolean returned;

          @Override
          public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
              throws Throwable {
            return switch (method.getName()) {
              case "close" -> {
                giveBack();
                yield null;
              }
              case "isClosed" -> returned;
              default -> counted(call(physical, method, arguments));
            };
          }

          private synchronized void giveBack() throws SQLException {
            if (!returned) {
              returned = true;
              if (!physical.getAutoCommit()) {
                physical.rollback();
                physical.setAutoCommit(true);
              }
              idle.push(physical);
              free.release();
            }
          }
        });
  }

  private @Nullable Object counted(@Nullable Object result) {
    if (result instanceof CallableStatement statement) {
      return counting(CallableStatement.class, statement);
    }
    if (result instanceof PreparedStatement statement) {
      return counting(PreparedStatement.class, statement);
    }
    return result instanceof Statement statement ? counting(Statement.class, statement) : result;
  }

  private <T> T counting(Class<T> type, T statement) {
    return proxy(
        type,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith(EXECUTE)) {
            statements.incrementAndGet();
          }
          return call(statement, method, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Override
  public void close() {
    for (Connection each : opened) {
      try {
        each.close();
      } catch (SQLException e) {
        throw new BenchmarkException("cannot close a connection: " + e.getMessage(), e);
      }
    }
    opened.clear();
    idle.clear();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("log in as the configured user");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not a wrapper for " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
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
