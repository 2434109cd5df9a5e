package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
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
 * host's pool is exhausted. Each statement is a transaction. One that broke is replaced with the
 * next statement. Not thread safe.
 */
public final class HeldSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeldSession.class);

  private final DataSource dataSource;
  private final Settings settings;
  private @Nullable Connection connection;

  HeldSession(DataSource dataSource, Settings settings, Duration timeout) {
    this.dataSource = dataSource;
    // The driver cancels a statement that takes longer; it counts whole seconds.
    this.settings =
        ((Settings) settings.clone()).withQueryTimeout((int) Math.max(1, timeout.toSeconds()));
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
    fresh.setAutoCommit(true);
    return fresh;
  }

  @Override
  public void close() {
    Connection held = connection;
    connection = null;
    if (held != null) {
      try {
        held.close();
      } catch (SQLException e) {
        // It is of no more use either way.
        log.debug("connection could not be closed in order", e);
      }
    }
  }
}
