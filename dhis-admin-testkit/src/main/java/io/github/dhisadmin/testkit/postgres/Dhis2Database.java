package io.github.dhisadmin.testkit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One database with DHIS2's tables on a test server. Safe for several threads; {@link #close()} may
 * be repeated.
 */
public final class Dhis2Database implements AutoCloseable {
  private final String name;
  private final Shape shape;
  private final String jdbcUrl;
  private final String user;
  private final TrackedDataSource dataSource;
  private final Runnable afterClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  Dhis2Database(
      String name,
      Shape shape,
      ServerAddress address,
      TrackedDataSource dataSource,
      Runnable afterClose) {
    this.name = name;
    this.shape = shape;
    this.jdbcUrl = address.jdbcUrl(name);
    this.user = address.user();
    this.dataSource = dataSource;
    this.afterClose = afterClose;
  }

  /** The name of the database on its server. */
  public String name() {
    return name;
  }

  /** The version line whose schema it has. */
  public Shape shape() {
    return shape;
  }

  /** The JDBC URL, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /** The user to log in as. */
  public String user() {
    return user;
  }

  /** The pool of connections to it; closed together with this object. */
  public TrackedDataSource dataSource() {
    return dataSource;
  }

  /** Whether the PostGIS extension is there, so that geometry columns are. */
  public boolean hasPostgis() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select exists (select from pg_extension where extname = 'postgis')")) {
      return rows.next() && rows.getBoolean(1);
    } catch (SQLException e) {
      throw new TestDatabaseException("cannot read the extensions of " + name, e);
    }
  }

  /** Closes all its connections and, when it was made for one test, gives it up. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      dataSource.close();
      afterClose.run();
    }
  }

  @Override
  public String toString() {
    return jdbcUrl;
  }
}
