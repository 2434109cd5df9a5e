package io.github.dhisadmin.testkit.resourcetable;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.resourcetable.JooqResourceTableEngine;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.testkit.fake.ManualExecutor;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jooq.conf.Settings;

/** Builds resource tables in a test database in June 2024, and reads them with plain JDBC. */
final class ResourceTableBed {
  private final Dhis2Database database;

  ResourceTableBed(Dhis2Database database) {
    this.database = database;
  }

  ResourceTableResult build(ResourceTable first, ResourceTable... others) {
    return build(ResourceTableUpdate.of(first, others), RunControl.none());
  }

  ResourceTableResult buildAll() {
    return build(ResourceTableUpdate.all(), RunControl.none());
  }

  ResourceTableResult build(ResourceTableUpdate update, RunControl control) {
    return build(update, control, TableStorage.UNLOGGED);
  }

  /** On two sessions. */
  ResourceTableResult buildAllSideBySide(RunControl control) {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      return build(ResourceTableUpdate.all(), TableStorage.UNLOGGED, context(workers, 2, control));
    } finally {
      workers.shutdownNow();
    }
  }

  ResourceTableResult build(ResourceTableUpdate update, RunControl control, TableStorage storage) {
    return build(update, storage, context(new ManualExecutor(), 1, control));
  }

  private static EngineContext context(
      ExecutorService workers, int parallelism, RunControl control) {
    return new EngineContext(
        MutableClock.at("2024-06-15T10:00:00Z"), workers, parallelism, control);
  }

  private ResourceTableResult build(
      ResourceTableUpdate update, TableStorage storage, EngineContext context) {
    Dhis2Schema schema =
        new Database(database.dataSource(), "public", new Settings())
            .transaction(ctx -> Dhis2Schema.probe(ctx, "public"));
    Database renamed =
        new Database(database.dataSource(), "public", schema.renderSettings(new Settings()));
    return new JooqResourceTableEngine(
            renamed, schema, new SystemSettings(schema.quotesSettings()), storage)
        .build(update, context);
  }

  void run(String... statements) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(Arrays.toString(statements), e);
    }
  }

  /** Rows with their values joined by a bar; null is empty, and blanks that char(n) adds end. */
  List<String> rows(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          String value = rows.getString(i);
          values.add(value == null ? "" : value);
        }
        result.add(String.join("|", values));
      }
      return result;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Columns as name, type and, where it is so, NOT NULL. */
  List<String> columns(String table) {
    return rows(
        "select attname || ' ' || format_type(atttypid, atttypmod)"
            + " || case when attnotnull then ' not null' else '' end from pg_attribute where"
            + " attrelid = '"
            + table
            + "'::regclass and attnum > 0 and not attisdropped order by attnum");
  }

  /** Indexes as their columns, in parentheses after what kind they are. */
  List<String> indexes(String table) {
    return rows(
        "select case when indisprimary then 'primary key' when indisunique then 'unique' else"
            + " 'index' end || ' (' || array_to_string(array(select pg_get_indexdef(indexrelid, n,"
            + " true) from generate_series(1, indnatts) n), ', ') || ')' from pg_index where"
            + " indrelid = '"
            + table
            + "'::regclass order by 1");
  }

  static List<String> codes(ResourceTableResult result) {
    return result.warnings().stream().map(Warning::code).sorted().collect(Collectors.toList());
  }
}
