package io.github.dhisadmin.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

class Dhis2DatabaseExtensionIT {
  // The extension asks JUnit for nothing
  private static final ExtensionContext CONTEXT =
      (ExtensionContext)
          Proxy.newProxyInstance(
              Dhis2DatabaseExtensionIT.class.getClassLoader(),
              new Class<?>[] {ExtensionContext.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final Dhis2DatabaseExtension extension = Dhis2DatabaseExtension.v242();

  @AfterEach
  void drop() {
    extension.afterAll(CONTEXT);
  }

  @Test
  void test_that_leaves_a_connection_open_fails_and_shows_where_it_was_opened()
      throws SQLException {
    extension.beforeEach(CONTEXT);
    try (Connection leaked = extension.dataSource().getConnection()) {
      assertThat(leaked.isClosed()).isFalse();
      assertThatThrownBy(() -> extension.afterEach(CONTEXT))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("1 database connection(s)")
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed()[0].getStackTrace())
                      .anySatisfy(
                          frame ->
                              assertThat(frame.getClassName())
                                  .isEqualTo(Dhis2DatabaseExtensionIT.class.getName())));
    }
  }

  @Test
  void test_that_closes_its_connections_passes() throws SQLException {
    extension.beforeEach(CONTEXT);
    extension.dataSource().getConnection().close();

    extension.afterEach(CONTEXT);

    assertThat(extension.dataSource().openConnections()).isZero();
  }

  @Test
  void connection_opened_before_the_test_is_not_its_leak() throws SQLException {
    try (Connection ofTheClass = extension.dataSource().getConnection()) {
      extension.beforeEach(CONTEXT);

      extension.afterEach(CONTEXT);

      assertThat(ofTheClass.isClosed()).isFalse();
    }
  }

  @Test
  void databases_are_closed_after_the_class() {
    Dhis2Database database = extension.database();
    extension.afterAll(CONTEXT);

    assertThatThrownBy(() -> database.dataSource().getConnection())
        .isInstanceOf(SQLException.class);
    assertThat(extension.database()).isNotSameAs(database);
  }
}
