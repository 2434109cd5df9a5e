package io.github.dhisadmin.testkit.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection handed out by a {@link TrackedDataSource}: returns to it when closed and reports
 * what it executes.
 */
final class Lease {
  private final TrackedDataSource owner;
  private final Connection physical;
  private final Connection connection;
  private final Throwable openedAt;
  private final AtomicBoolean returned = new AtomicBoolean();

  Lease(TrackedDataSource owner, Connection physical) {
    this.owner = owner;
    this.physical = physical;
    this.openedAt =
        new Throwable("connection opened here, by thread " + Thread.currentThread().getName());
    this.connection = proxy(Connection.class, this::invokeConnection);
  }

  Connection connection() {
    return connection;
  }

  Connection physical() {
    return physical;
  }

  Throwable openedAt() {
    return openedAt;
  }

  private @Nullable Object invokeConnection(
      Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
    switch (method.getName()) {
      case "close" -> {
        if (returned.compareAndSet(false, true)) {
          owner.release(this);
        }
        return null;
      }
      case "isClosed" -> {
        return returned.get() || physical.isClosed();
      }
      case "equals" -> {
        return arguments != null && proxy == arguments[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      default -> {
        if (returned.get() && method.getDeclaringClass() != Object.class) {
          throw new SQLException("this connection has been closed");
        }
        Object result = invoke(physical, method, arguments);
        if (result instanceof CallableStatement statement) {
          return observed(CallableStatement.class, statement, (String) first(arguments));
        }
        if (result instanceof PreparedStatement statement) {
          return observed(PreparedStatement.class, statement, (String) first(arguments));
        }
        if (result instanceof Statement statement) {
          return observed(Statement.class, statement, null);
        }
        return result;
      }
    }
  }

  private <T extends Statement> T observed(
      Class<T> type, T statement, @Nullable String preparedSql) {
    return proxy(
        type,
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "getConnection" -> {
              return connection;
            }
            case "equals" -> {
              return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
              return System.identityHashCode(proxy);
            }
            default -> {
              if (method.getName().startsWith("execute")) {
                owner.executed(
                    first(arguments) instanceof String sql ? sql : String.valueOf(preparedSql));
              }
              return invoke(statement, method, arguments);
            }
          }
        });
  }

  private static @Nullable Object first(Object @Nullable [] arguments) {
    return arguments == null || arguments.length == 0 ? null : arguments[0];
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            Lease.class.getClassLoader(), new Class<?>[] {type}, handler::invoke));
  }

  /**
   * The part of {@link java.lang.reflect.InvocationHandler} that is used, with its nulls declared.
   */
  @FunctionalInterface
  private interface Handler {
    @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable;
  }
}
