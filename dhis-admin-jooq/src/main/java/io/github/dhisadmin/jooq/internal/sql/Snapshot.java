package io.github.dhisadmin.jooq.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One moment of the database that transactions on other connections can enter, so that sessions
 * which read for one purpose see the same rows. Holds a connection until it is closed.
 */
public final class Snapshot implements AutoCloseable {
  /** No particular moment: each statement sees what was committed before it. */
  public static final Snapshot NONE = new Snapshot(null, "");

  private static final Logger log = LoggerFactory.getLogger(Snapshot.class);

  private final @Nullable Connection connection;
  private final String id;

  private Snapshot(@Nullable Connection connection, String id) {
    this.connection = connection;
    this.id = id;
  }

  static Snapshot export(Connection connection) throws SQLException {
    boolean exported = false;
    try {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      String id =
          DSL.using(connection, SQLDialect.POSTGRES)
              .select(DSL.function("pg_export_snapshot", String.class))
              .fetchSingle()
              .value1();
      exported = true;
      return new Snapshot(connection, id);
    } finally {
      if (!exported) {
        connection.close();
      }
    }
  }

  /** What a transaction needs to enter it; none if it is no particular moment. */
  int isolation() {
    return connection == null
        ? Connection.TRANSACTION_NONE
        : Connection.TRANSACTION_REPEATABLE_READ;
  }

  /** Makes the transaction that the connection is about to begin see this moment. */
  void enter(Connection other) throws SQLException {
    if (connection != null) {
      DSL.using(other, SQLDialect.POSTGRES).execute("set transaction snapshot {0}", DSL.inline(id));
    }
  }

  @Override
  public void close() {
    if (connection == null) {
      return;
    }
    try (connection) {
      connection.rollback();
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      log.warn("snapshot could not be given back in order", e);
    }
  }
}
