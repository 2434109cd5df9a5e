package io.github.dhisadmin.examples.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** What commands leave behind in the database and in the log, and how a secret would look there. */
final class Traces {
  private Traces() {}

  /** All rows of the library's own tables, and of those of DHIS2 that it may write to. */
  static List<String> stored(DataSource dataSource) throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet names =
          statement.executeQuery(
              "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where"
                  + " schemaname = 'dhis_admin' or tablename in ('systemsetting', 'keyjsonvalue',"
                  + " 'metadataversion', 'jobconfiguration')")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
        }
      }
    }
    return texts;
  }

  /** What is logged meanwhile: to the standard error, as by a host without a file. */
  static String logged(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    try (PrintStream recording = new PrintStream(recorded, true, StandardCharsets.UTF_8)) {
      System.setErr(recording);
      work.run();
    } finally {
      System.setErr(before);
    }
    return recorded.toString(StandardCharsets.UTF_8);
  }

  /** A password as it is, as it goes over the wire, and as bytes look in PostgreSQL. */
  static List<String> spellings(String user, String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return List.of(
        password,
        base64(bytes),
        base64((user + ":" + password).getBytes(StandardCharsets.UTF_8)),
        HexFormat.of().formatHex(bytes));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
