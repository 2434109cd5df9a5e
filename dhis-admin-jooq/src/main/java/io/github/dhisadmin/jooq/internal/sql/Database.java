package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.run.Cancellation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The host's database as the builders use it: short-lived connections, one transaction each, every
 * statement cancellable and every failure translated. Thread safe.
 *
 * <p>Each transaction looks up names in DHIS2's schema and ends by itself within a second if this
 * process dies, so that a killed run leaves no backend working for nobody.
 */
public final class Database {
  private static final String QUERY_CANCELED = "57014";

  private final DataSource dataSource;
  private final String schemaName;
  private final Settings settings;

  /**
   * Uses a data source.
   *
   * @param dataSource owned by the host; never closed here
   * @param schemaName the schema that holds DHIS2's tables
   * @param settings how statements are rendered for the DHIS2 version at hand
   */
  public Database(DataSource dataSource, String schemaName, Settings settings) {
    this.dataSource = dataSource;
    this.schemaName = schemaName;
    this.settings = settings;
  }

  /** The schema that holds DHIS2's tables. */
  public String schemaName() {
    return schemaName;
  }

  /** Does work in one transaction that nobody can cancel. */
  public <T> T transaction(Function<DSLContext, T> work) {
    return transaction(new Cancellation(), work);
  }

  /**
   * Does work in one transaction: commits if it returns, rolls back if it throws.
   *
   * @throws CancelledException if the run was cancelled before or during a statement
   * @throws StoreException if the database refused or failed a statement
   */
  public <T> T transaction(Cancellation cancellation, Function<DSLContext, T> work) {
    return transaction(cancellation, Snapshot.NONE, work);
  }

  /**
   * Does work in one transaction that sees what a snapshot sees: commits if it returns, rolls back
   * if it throws.
   *
   * @throws CancelledException if the run was cancelled before or during a statement
   * @throws StoreException if the database refused or failed a statement
   */
  public <T> T transaction(
      Cancellation cancellation, Snapshot snapshot, Function<DSLContext, T> work) {
    return transaction(
        cancellation,
        before -> {
          before.isolate(snapshot.isolation());
          snapshot.enter(before.connection());
        },
        Connection::commit,
        ctx -> {
          new Session(ctx).begin(schemaName);
          return work.apply(ctx);
        });
  }

  /**
   * Does work in one transaction that takes turns with those of other processes: unlike others it
   * ends, and with it its locks, if this process falls silent within it, and its statements search
   * by indexes.
   *
   * @param silence how long it may be silent
   * @throws StoreException if the database refused or failed a statement
   */
  public <T> T turn(Duration silence, Function<DSLContext, T> work) {
    return transaction(
        new Cancellation(),
        before -> {},
        Connection::commit,
        ctx -> {
          new Session(ctx).beginTurn(schemaName, silence);
          return work.apply(ctx);
        });
  }

  /**
   * Reads by one statement that is over in a moment: no transaction is begun for it, and nothing
   * set, so that it has to name the schema of its tables.
   *
   * @throws StoreException if the database refused or failed it
   */
  public <T> T glance(Function<DSLContext, T> statement) {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try {
        return statement.apply(
            plainContext(connection, new CancellableStatements(new Cancellation())));
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new StoreException(Failures.describe(e), e.getSQLState(), e);
    } catch (DataAccessException e) {
      throw new StoreException(Failures.describe(e), e.sqlState(), e);
    }
  }

  /**
   * Reads in one transaction that sees one moment, cannot write and leaves nothing behind, not even
   * settings of the session.
   *
   * @param timeout how long a statement may take
   * @throws CancelledException if the run was cancelled before or during a statement
   * @throws StoreException if the database refused or failed a statement; with state 57014 if one
   *     took too long
   */
  public <T> T read(Cancellation cancellation, Duration timeout, Function<DSLContext, T> work) {
    return transaction(
        cancellation,
        before -> before.isolate(Connection.TRANSACTION_REPEATABLE_READ),
        Connection::rollback,
        ctx -> {
          new Session(ctx).begin(schemaName);
          new Session(ctx).readOnly(timeout);
          return work.apply(ctx);
        });
  }

  /**
   * Tries something out in one transaction and undoes it.
   *
   * @param timeout how long a statement may take
   * @throws CancelledException if the run was cancelled before or during a statement
   * @throws StoreException if the database refused or failed a statement
   */
  public <T> T rehearse(Cancellation cancellation, Duration timeout, Function<DSLContext, T> work) {
    return transaction(
        cancellation,
        before -> {},
        Connection::rollback,
        ctx -> {
          new Session(ctx).begin(schemaName);
          new Session(ctx).statementTimeout(timeout);
          return work.apply(ctx);
        });
  }

  /**
   * Does what PostgreSQL refuses to do within a transaction; each statement stands by itself and
   * has to name the schema of its tables. Waits for others as long as it takes.
   *
   * @throws CancelledException if the run was cancelled before or during a statement
   * @throws StoreException if the database refused or failed a statement
   */
  public void outsideTransaction(Cancellation cancellation, Consumer<DSLContext> work) {
    outsideTransaction(cancellation, Duration.ZERO, work);
  }

  /**
   * Does what PostgreSQL refuses to do within a transaction; each statement stands by itself and
   * has to name the schema of its tables.
   *
   * @param lockTimeout how long a statement may wait for others; zero for as long as it takes
   * @throws CancelledException if the run was cancelled before or during a statement
   * @throws StoreException if the database refused or failed a statement; with state 55P03 if one
   *     waited too long
   */
  public void outsideTransaction(
      Cancellation cancellation, Duration lockTimeout, Consumer<DSLContext> work) {
    cancellation.check();
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      // What is set has to be set back also after a cancellation.
      Session session =
          new Session(plainContext(connection, new CancellableStatements(new Cancellation())));
      String waiting = session.exchange("lock_timeout", lockTimeout.toMillis() + "ms");
      CancellableStatements statements = new CancellableStatements(cancellation);
      Cancellation.Registration registration = cancellation.onCancel(statements::cancel);
      try {
        work.accept(plainContext(connection, statements));
      } finally {
        registration.close();
        session.exchange("lock_timeout", waiting);
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw translated(cancellation, e.getSQLState(), e);
    } catch (DataAccessException e) {
      throw translated(cancellation, e.sqlState(), e);
    }
  }

  private <T> T transaction(
      Cancellation cancellation, Begin begin, End end, Function<DSLContext, T> work) {
    cancellation.check();
    try (Connection connection = dataSource.getConnection()) {
      Restorable session = Restorable.begin(connection);
      CancellableStatements statements = new CancellableStatements(cancellation);
      Cancellation.Registration registration = cancellation.onCancel(statements::cancel);
      try {
        begin.apply(session);
        T result = work.apply(plainContext(connection, statements));
        end.apply(connection);
        session.restore();
        return result;
      } catch (RuntimeException | SQLException e) {
        session.undo(e);
        throw e;
      } finally {
        registration.close();
      }
    } catch (SQLException e) {
      throw translated(cancellation, e.getSQLState(), e);
    } catch (DataAccessException e) {
      throw translated(cancellation, e.sqlState(), e);
    }
  }

  /**
   * A connection of its own for somebody who must not have to wait for one.
   *
   * @param timeout how long a statement may take
   */
  public HeldSession hold(Duration timeout) {
    return new HeldSession(dataSource, settings, timeout);
  }

  /** Fixes what transactions that enter the snapshot see, until it is closed. */
  public Snapshot exportSnapshot() {
    try {
      return Snapshot.export(dataSource.getConnection());
    } catch (SQLException e) {
      throw new StoreException(Failures.describe(e), e.getSQLState(), e);
    } catch (DataAccessException e) {
      throw new StoreException(Failures.describe(e), e.sqlState(), e);
    }
  }

  private DSLContext plainContext(Connection connection, CancellableStatements statements) {
    return DSL.using(
        new DefaultConfiguration()
            .set(connection)
            .set(SQLDialect.POSTGRES)
            .set(settings)
            .set(statements));
  }

  private static RuntimeException translated(
      Cancellation cancellation, String sqlState, Exception cause) {
    if (cancellation.isCancelled() && QUERY_CANCELED.equals(sqlState)) {
      return new CancelledException("The run was cancelled by its caller.");
    }
    return new StoreException(Failures.describe(cause), sqlState, cause);
  }

  /** What is done to a connection before the work. */
  @FunctionalInterface
  private interface Begin {
    void apply(Restorable session) throws SQLException;
  }

  /** What is done to a connection after the work. */
  @FunctionalInterface
  private interface End {
    void apply(Connection connection) throws SQLException;
  }

  /**
   * A connection that goes back to the host's pool as it came. Its isolation is asked for and set
   * back only if it is changed, as the driver does both with statements of their own.
   */
  private static final class Restorable {
    private final Connection connection;
    private final boolean autoCommit;
    private @Nullable Integer isolation;

    private Restorable(Connection connection, boolean autoCommit) {
      this.connection = connection;
      this.autoCommit = autoCommit;
    }

    static Restorable begin(Connection connection) throws SQLException {
      Restorable before = new Restorable(connection, connection.getAutoCommit());
      connection.setAutoCommit(false);
      return before;
    }

    Connection connection() {
      return connection;
    }

    void isolate(int level) throws SQLException {
      if (level != Connection.TRANSACTION_NONE) {
        isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(level);
      }
    }

    void restore() throws SQLException {
      if (isolation != null) {
        connection.setTransactionIsolation(isolation);
      }
      connection.setAutoCommit(autoCommit);
    }

    /** Trouble with giving up must not hide the trouble that made us give up. */
    void undo(Exception reason) {
      try {
        connection.rollback();
        restore();
      } catch (SQLException e) {
        reason.addSuppressed(e);
      }
    }
  }
}
