package io.github.dhisadmin.examples.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A test database, the library on it, and plain SQL to look at what the library made. */
final class AnalyticsDatabase implements AutoCloseable {
  /** In the middle of the last year that test data has. */
  static final String MID_2024 = "2024-06-15T06:00:00Z";

  /** The moment in the zone of this process, as DHIS2 stores moments, in SQL. */
  static final String NOW =
      "cast(current_timestamp at time zone '" + ZoneId.systemDefault() + "' as timestamp)";

  private final DataSource dataSource;
  private final DhisAdmin admin;
  private final Dhis2Fixture fixture;

  private AnalyticsDatabase(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(dataSource)).clock(clock).build();
    this.fixture = Dhis2Fixture.on(dataSource);
  }

  /** The library in the middle of 2024. */
  static AnalyticsDatabase on(Dhis2Database database) {
    return on(database.dataSource());
  }

  /** The same over connections of one's own making. */
  static AnalyticsDatabase on(DataSource dataSource) {
    return new AnalyticsDatabase(dataSource, MutableClock.at(MID_2024));
  }

  Dhis2Fixture fixture() {
    return fixture;
  }

  DataSource dataSource() {
    return dataSource;
  }

  AnalyticsTableResult update(AnalyticsTableUpdate update) {
    return admin.analytics().update(update);
  }

  AnalyticsTableResult update(AnalyticsTableUpdate update, RunControl control) {
    return admin.analytics().update(update, control);
  }

  AnalyticsEstimate estimate(AnalyticsTableUpdate update) {
    return admin.analytics().estimate(update);
  }

  /** Everything, without the outlier columns that most tests do not look at. */
  static AnalyticsTableUpdate full() {
    return AnalyticsTableUpdate.full().skipOutliers();
  }

  /** Only the data value table, on all resource tables. */
  static AnalyticsTableUpdate dataValues() {
    return full().only(AnalyticsTableType.DATA_VALUE);
  }

  void execute(String... statements) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes analytics tables, what is known of them, and the data that they are built from. */
  void clear() {
    List<String> tables = tables("^analytics(?!_rs_)");
    if (!tables.isEmpty()) {
      execute("drop table " + String.join(", ", tables) + " cascade");
    }
    execute(
        "delete from dhis_admin.partition_fingerprint",
        "delete from datavalue",
        "delete from completedatasetregistration",
        "delete from tablehook",
        "delete from sqlview");
  }

  /** Each row as its columns joined by spaces; a null is written {@code null}. */
  List<String> rows(String sql) {
    return maps(sql).stream()
        .map(
            row -> {
              StringJoiner joined = new StringJoiner(" ");
              row.values().forEach(joined::add);
              return joined.toString();
            })
        .toList();
  }

  /** The only row of an answer, by column. */
  Map<String, String> row(String sql) {
    List<Map<String, String>> rows = maps(sql);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows instead of one: " + sql);
    }
    return rows.get(0);
  }

  /** The only value of an answer. */
  String value(String sql) {
    return row(sql).values().iterator().next();
  }

  /** Waits until a query says true. */
  void await(String condition) {
    for (int attempt = 0; attempt < 600; attempt++) {
      if ("t".equals(row("select (" + condition + ") as met, pg_sleep(0.05)").get("met"))) {
        return;
      }
    }
    throw new AssertionError("never true: " + condition);
  }

  /**
   * Waits until every transaction of the server that began to write before has ended, also those of
   * other databases: what was written until now counts as written before a run that begins then.
   */
  void settle() {
    await("txid_snapshot_xmin(txid_current_snapshot()) > " + value("select txid_current()"));
  }

  /** Names of the columns of a table, in order. */
  List<String> columns(String table) {
    return rows(
        "select attname from pg_attribute where attrelid = to_regclass('public."
            + table
            + "') and attnum > 0 and not attisdropped order by attnum");
  }

  /** Tables of DHIS2's schema whose name matches a regular expression. */
  List<String> tables(String pattern) {
    return rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
            + " and relkind = 'r' and relname ~ '"
            + pattern
            + "' order by relname");
  }

  /**
   * What is in each analytics table: its columns, its parent, the number of its rows and the sum of
   * their hashes; a parent has the rows of its children.
   */
  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (Map<String, String> table :
        maps(
            """
            select relname, (select string_agg(attname, ' ' order by attnum) from pg_attribute
                where attrelid = c.oid and attnum > 0 and not attisdropped) || ' below '
              || coalesce((select inhparent::regclass::text from pg_inherits
                where inhrelid = c.oid), 'none') as declared
            from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
              and relname ~ '^analytics(?!_rs)' and relname !~ '_temp$'
            """)) {
      contents.put(table.get("relname"), table.get("declared"));
    }
    if (!contents.isEmpty()) {
      String rows =
          contents.keySet().stream()
              .map(
                  table ->
                      "select '%s' as name, count(*) || ' rows ' || ".formatted(table)
                          + "coalesce(sum(hashtextextended(cast(each as text), 0)), 0) as hash from "
                          + table
                          + " each")
              .collect(Collectors.joining(" union all "));
      for (Map<String, String> table : maps(rows)) {
        contents.merge(
            table.get("name"), table.get("hash"), (declared, hash) -> hash + " " + declared);
      }
    }
    return contents;
  }

  /** What a run must not leave behind. */
  List<String> leftovers() {
    return rows(
        "select relname from pg_class where relkind = 'r' and (relname ~ '_temp(_[0-9]+)?$'"
            + " or (relname like 'work\\_%' and relnamespace = 'dhis_admin'::regnamespace))"
            + " order by relname");
  }

  private List<Map<String, String>> maps(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData columns = rows.getMetaData();
      List<Map<String, String>> result = new ArrayList<>();
      while (rows.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          String value = rows.getString(i);
          if (row.put(columns.getColumnLabel(i), value == null ? "null" : value) != null) {
            throw new IllegalArgumentException("two columns of one name: " + sql);
          }
        }
        result.add(row);
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
