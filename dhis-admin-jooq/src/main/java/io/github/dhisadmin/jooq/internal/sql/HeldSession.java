package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is kept between statements, so that its owner need not wait for one when the
 * host's pool is exhausted. Each statement is a transaction. One that broke, or whose server does
 * not answer at all any more, is replaced with the next statement. Not thread safe.
 */
public final class HeldSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeldSession.class);

  private final DataSource dataSource;
  private final Settings settings;
  private final int silenceMillis;
  private @Nullable Connection connection;
  private boolean autoCommitBefore;
  private int silenceBefore;

  HeldSession(DataSource dataSource, Settings settings, Duration timeout) {
    this.dataSource = dataSource;
    // The driver cancels a statement that takes longer; it counts whole seconds.
    this.settings =
        ((Settings) settings.clone()).withQueryTimeout((int) Math.max(1, timeout.toSeconds()));
    // A cancelled statement still answers. Where nothing does, nobody else would end the wait.
    this.silenceMillis = Math.toIntExact(Math.max(1_000, timeout.toMillis()) * 2);
  }

  /**
   * Executes a statement.
   *
   * @throws StoreException if the database refused or failed it, or it took too long
   */
  public <T> T execute(Function<DSLContext, T> statement) {
    try {
      return statement.apply(DSL.using(open(), SQLDialect.POSTGRES, settings));
    } catch (SQLException e) {
      close();
      throw new StoreException(Failures.describe(e), e.getSQLState(), e);
    } catch (DataAccessException e) {
      close();
      throw new StoreException(Failures.describe(e), e.sqlState(), e);
    }
  }

  private Connection open() throws SQLException {
    Connection held = connection;
    if (held != null) {
      return held;
    }
    Connection fresh = dataSource.getConnection();
    connection = fresh;
    autoCommitBefore = fresh.getAutoCommit();
    fresh.setAutoCommit(true);
    silenceBefore = limitSilence(fresh, silenceMillis);
    return fresh;
  }

  /** Answers the limit so far; zero is none. */
  private static int limitSilence(Connection of, int millis) throws SQLException {
    try {
      int before = of.getNetworkTimeout();
      of.setNetworkTimeout(Runnable::run, millis);
      return before;
    } catch (SQLFeatureNotSupportedException e) {
      log.debug("the host's connections cannot limit how long they wait for an answer", e);
      return 0;
    }
  }

  @Override
  public void close() {
    Connection held = connection;
    connection = null;
    if (held != null) {
      try (held) {
        if (!held.isClosed()) {
          limitSilence(held, silenceBefore);
          held.setAutoCommit(autoCommitBefore);
        }
      } catch (SQLException e) {
        // It is of no more use either way.
        log.debug("connection could not be closed in order", e);
      }
    }
  }
}
