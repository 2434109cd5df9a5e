package io.github.dhisadmin.testkit.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes rows of which only some columns matter: every other column that must have a value gets one
 * of its type. It knows nothing of the code under test, not even the names of columns.
 */
final class Rows {
  private static final String REQUIRED =
      """
      select column_name,
        case data_type
          when 'boolean' then 'false'
          when 'jsonb' then '{}'
          when 'date' then '2024-01-01'
          when 'timestamp without time zone' then '2024-01-01'
          when 'character varying' then left(md5(random()::text), least(character_maximum_length, 11))
          when 'text' then 'text'
          else '0'
        end
      from information_schema.columns
      where table_schema = 'public' and table_name = ? and is_nullable = 'NO'
        and column_default is null and is_generated = 'NEVER'
      """;

  private final Connection connection;

  Rows(Connection connection) {
    this.connection = connection;
  }

  /** Writes one row; columns and values as in {@code "programid=1, type=WITH_REGISTRATION"}. */
  void insert(String table, String columnsAndValues) throws SQLException {
    Map<String, String> row = required(table);
    for (String pair : columnsAndValues.split(", ", -1)) {
      int equals = pair.indexOf('=');
      row.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    List<String> values = row.values().stream().map(value -> "'" + value + "'").toList();
    execute(
        "insert into %s (%s) values (%s)"
            .formatted(table, String.join(", ", row.keySet()), String.join(", ", values)));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Turns the database into the shape of another version, as {@code 2.43}. */
  void reshape(String version) throws IOException, SQLException {
    try (InputStream script = Rows.class.getResourceAsStream("shape-" + version + ".sql")) {
      execute(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The rows of a query, the columns of each separated by blanks. */
  List<String> query(String sql) throws SQLException {
    List<String> result = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        result.add(String.join(" ", values));
      }
    }
    return result;
  }

  private Map<String, String> required(String table) throws SQLException {
    Map<String, String> row = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(REQUIRED)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          row.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return row;
  }
}
