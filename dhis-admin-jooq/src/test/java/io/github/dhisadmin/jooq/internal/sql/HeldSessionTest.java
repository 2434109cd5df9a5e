package io.github.dhisadmin.jooq.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.StoreException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sign of life must not hang where a network swallows what is sent. */
class HeldSessionTest {
  private static final Map<String, Object> ANSWERS =
      Map.of("getAutoCommit", false, "isClosed", false, "getNetworkTimeout", 70_000);

  private final List<String> calls = new ArrayList<>();
  private final HeldSession session =
      new HeldSession(dataSource(), new Settings(), Duration.ofSeconds(5));

  @Test
  void waits_for_no_answer_longer_than_twice_its_timeout_and_gives_connections_back_as_they_came() {
    session.execute(ctx -> "first");
    session.execute(ctx -> "second");
    session.close();

    assertThat(calls)
        .containsExactly(
            "getConnection",
            "setAutoCommit true",
            "setNetworkTimeout 10000",
            "setNetworkTimeout 70000",
            "setAutoCommit false",
            "close");
  }

  @Test
  void takes_another_connection_after_a_failure() {
    assertThatThrownBy(
            () ->
                session.execute(
                    ctx -> {
                      throw new DataAccessException("no answer", new SQLException("x", "08006"));
                    }))
        .isInstanceOf(StoreException.class);
    assertThat(calls).contains("close");
    calls.clear();

    session.execute(ctx -> "again");

    assertThat(calls).contains("getConnection");
  }

  private DataSource dataSource() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          calls.add(method);
          return proxy(
              Connection.class,
              (called, values) -> {
                if (!called.startsWith("get") && !called.startsWith("is")) {
                  calls.add((called + " " + values.get(values.size() - 1)).trim());
                }
                return ANSWERS.get(called);
              });
        });
  }

  private interface Answer {
    @Nullable Object to(String method, List<?> arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answer.to(
                    method.getName(), arguments == null ? List.of("") : Arrays.asList(arguments))));
  }
}
