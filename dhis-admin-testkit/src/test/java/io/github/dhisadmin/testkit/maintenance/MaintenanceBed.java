package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.MaintenanceStore;
import io.github.dhisadmin.spi.StoredOperation;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Outlook;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plans and executes operations in a test database, as a run does that may. */
final class MaintenanceBed {
  private final Dhis2Database database;
  private final MaintenanceStore store;

  MaintenanceBed(Dhis2Database database) {
    this.database = database;
    this.store = JooqPersistence.of(database.dataSource()).maintenance();
  }

  MaintenanceStore store() {
    return store;
  }

  Outlook plan(MaintenanceOperation<?> operation) {
    return plan(operation.request());
  }

  Outlook plan(MaintenanceRequest<?> request) {
    return prepared(request).outlook();
  }

  Done execute(MaintenanceRequest<?> request) {
    return execute(request, RunControl.none());
  }

  Done execute(MaintenanceRequest<?> request, RunControl control) {
    return execute(request, prepared(request), control);
  }

  /** Executes what was planned before. */
  Done execute(MaintenanceRequest<?> request, Prepared prepared, RunControl control) {
    return execute(request, prepared, control, 2);
  }

  /** Executes chunk after chunk. */
  Done step(MaintenanceRequest<?> request, RunControl control) {
    return execute(request, prepared(request), control, 1);
  }

  private Done execute(
      MaintenanceRequest<?> request, Prepared prepared, RunControl control, int parallelism) {
    long runId = store.runs().begin(request);
    store.runs().planned(runId, prepared.outlook().counts());
    ExecutorService pool = Executors.newFixedThreadPool(parallelism);
    try {
      Done done =
          prepared.execute(
              runId,
              new EngineContext(
                  MutableClock.at("2024-06-15T10:00:00Z"), pool, parallelism, control));
      store
          .runs()
          .finish(runId, done.failureOrNull() == null ? RunState.SUCCEEDED : RunState.FAILED, null);
      return done;
    } finally {
      pool.shutdownNow();
    }
  }

  Prepared prepared(MaintenanceRequest<?> request) {
    return prepared(operation(request.operation().name()), request);
  }

  private static <P extends Record> Prepared prepared(
      StoredOperation<P> operation, MaintenanceRequest<?> request) {
    @SuppressWarnings("unchecked")
    P parameters = (P) request.parameters();
    return operation.prepare(parameters, new Cancellation());
  }

  private StoredOperation<?> operation(String name) {
    return store.operations().stream()
        .filter(operation -> operation.definition().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operation " + name));
  }

  /**
   * Carries an operation out, after making sure that planning changes nothing, that what is planned
   * is what is done and remembered, and that nothing is left to do. Returns the counts.
   */
  Map<String, Long> carryOut(MaintenanceRequest<?> request) {
    Outlook outlook = plan(request);
    assertThat(plan(request)).as("second plan").isEqualTo(outlook);
    Done done = execute(request);
    assertThat(done.failureOrNull()).as("failure").isNull();
    assertThat(done.counts()).as("done").isEqualTo(outlook.counts());
    assertThat(lastRun().done()).as("remembered").isEqualTo(outlook.counts());
    assertThat(plan(request).counts().values()).as("left").allMatch(count -> count == 0);
    assertThat(execute(request).counts().values()).as("again").allMatch(count -> count == 0);
    return done.counts();
  }

  MaintenanceRunRecord lastRun() {
    return store.runs().last(1).get(0);
  }

  /** Cancels when the first chunk is done. */
  static RunControl cancelledAfterFirstChunk() {
    Cancellation cancellation = new Cancellation();
    ProgressListener listener =
        progress -> {
          if (progress.done() > 0) {
            cancellation.cancel();
          }
        };
    return new RunControl(listener, cancellation);
  }

  static List<String> lines(List<Blocker> blockers) {
    return blockers.stream()
        .map(each -> each.reason() + " " + each.name() + ": " + each.detail())
        .toList();
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

  /** The first column of all rows. */
  List<String> values(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  long count(String table) {
    return Long.parseLong(values("select count(*) from " + table).get(0));
  }

  Connection connection() throws SQLException {
    return database.dataSource().getConnection();
  }
}
