package io.github.dhisadmin.examples.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Finds out how to get into a database: with the password from the environment, without one where
 * the server wants none, or with one that a person types.
 */
final class Login {
  // connection rejected (the driver's own, when the server wants a password and there is none),
  // invalid authorization, invalid password
  private static final Set<String> PASSWORD_WANTED = Set.of("08004", "28000", "28P01");

  private final Target target;
  private final Terminal terminal;

  Login(Target target, Terminal terminal) {
    this.target = target;
    this.terminal = terminal;
  }

  /** A source of connections of which one was tried. */
  DataSource dataSource() {
    PGSimpleDataSource dataSource = withoutPassword();
    terminal.password().get().ifPresent(dataSource::setPassword);
    try {
      connectOnce(dataSource);
    } catch (SQLException e) {
      typedPassword(e).ifPresentOrElse(dataSource::setPassword, () -> refuse(e));
      retry(dataSource);
    }
    return dataSource;
  }

  private PGSimpleDataSource withoutPassword() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    try {
      dataSource.setUrl(target.jdbcUrl());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--jdbc-url is not a URL of PostgreSQL's driver, as in"
              + " jdbc:postgresql://host:5432/dhis2.");
    }
    target.user().ifPresent(dataSource::setUser);
    dataSource.setApplicationName("dhis-admin");
    return dataSource;
  }

  private Optional<String> typedPassword(SQLException failure) {
    boolean wanted =
        terminal.password().get().isEmpty()
            && failure.getSQLState() != null
            && PASSWORD_WANTED.contains(failure.getSQLState());
    return wanted
        ? terminal.prompt().apply(target.user().orElse("the database user"))
        : Optional.empty();
  }

  private void retry(DataSource dataSource) {
    try {
      connectOnce(dataSource);
    } catch (SQLException e) {
      refuse(e);
    }
  }

  private void refuse(SQLException failure) {
    String hint =
        PASSWORD_WANTED.contains(String.valueOf(failure.getSQLState()))
            ? " Check --user and DHIS_ADMIN_PASSWORD."
            : "";
    throw new CommandFailedException(
        "No connection to " + target.jdbcUrl() + ": " + failure.getMessage() + hint, failure);
  }

  private static void connectOnce(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.isValid(0);
    }
  }
}
