package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs set-based statements with named parameters ({@code :name}) on one connection. */
final class DemoSql {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z]+)");

  private final Connection connection;

  DemoSql(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes the source of all pseudo-randomness, which depends on its arguments and the seed only: a
   * number from zero upwards.
   */
  void installHash(long seed) {
    execute(
        """
        create or replace function pg_temp.h(bigint) returns bigint language sql immutable as
        $$ select hashint8extended($1, %d) & 9223372036854775807 $$
        """
            .formatted(seed));
  }

  long execute(String sql, Map<String, ?> parameters) {
    return run(
        sql,
        parameters,
        statement -> {
          statement.execute();
          return statement.getLargeUpdateCount();
        });
  }

  void execute(String sql) {
    execute(sql, Map.of());
  }

  long number(String sql, Map<String, ?> parameters) {
    return Long.parseLong(texts(sql, parameters).get(0));
  }

  long number(String sql) {
    return number(sql, Map.of());
  }

  List<String> texts(String sql, Map<String, ?> parameters) {
    return run(
        sql,
        parameters,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
              result.add(rows.getString(1));
            }
            return result;
          }
        });
  }

  /** Takes this many consecutive ids; returns the one before the first. */
  long reserveIds(long count) {
    return number(
        "select setval('hibernate_sequence', nextval('hibernate_sequence') + :count) - :count",
        Map.of("count", count));
  }

  /** The ids as the text of an array. */
  static String array(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Map<String, ?> parameters, Work<T> work) {
    List<Object> binds = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(sql);
    StringBuilder positional = new StringBuilder();
    while (matcher.find()) {
      Object value = parameters.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException("no value for :" + matcher.group(1) + " in " + sql);
      }
      binds.add(value);
      matcher.appendReplacement(positional, "?");
    }
    matcher.appendTail(positional);
    try (PreparedStatement statement = connection.prepareStatement(positional.toString())) {
      int index = 1;
      for (Object bind : binds) {
        statement.setObject(index++, bind);
      }
      return work.run(statement);
    } catch (SQLException e) {
      throw new TestDatabaseException("generating demo data failed at: " + sql, e);
    }
  }
}
