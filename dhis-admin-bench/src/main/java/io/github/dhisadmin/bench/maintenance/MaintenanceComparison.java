package io.github.dhisadmin.bench.maintenance;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/** Does operations both ways in one database, each on the same work. */
final class MaintenanceComparison {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final DataSource dataSource;
  private final MaintenanceService maintenance;
  private final Consumer<String> progress;

  MaintenanceComparison(
      DataSource dataSource, MaintenanceService maintenance, Consumer<String> progress) {
    this.dataSource = dataSource;
    this.maintenance = maintenance;
    this.progress = progress;
  }

  OperationReport compare(Scenario scenario) {
    String name = scenario.operation().name();
    progress.accept(name + ": doing what there is to do already");
    execute(scenario.operation(), () -> {});
    progress.accept(name + ": DHIS2's procedure");
    SideTimes dhis2 =
        measure(
            scenario,
            begun -> {
              begun.run();
              return peer(scenario.peer());
            });
    progress.accept(name + ": dhis-admin");
    SideTimes library = measure(scenario, begun -> execute(scenario.operation(), begun));
    return OperationReport.of(name, dhis2, library);
  }

  /**
   * Plants the work and measures one side.
   *
   * @param side does the work, says when it begins to change something, and returns how much it has
   *     changed
   */
  private SideTimes measure(Scenario scenario, ToLongFunction<Runnable> side) {
    try (Sessions sessions = Sessions.of(dataSource)) {
      scenario.planted().forEach(sessions::execute);
      if (scenario.written().isEmpty()) {
        long start = System.nanoTime();
        long rows = side.applyAsLong(() -> {});
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        return new SideTimes(rows, seconds, sessions.number(scenario.left()), null);
      }
      try (BusyWriter writer = new BusyWriter(dataSource, scenario.written())) {
        long start = System.nanoTime();
        long rows = side.applyAsLong(writer::begin);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Duration wait = writer.longestWait();
        return new SideTimes(
            rows, seconds, sessions.number(scenario.left()), wait.toNanos() / NANOS_PER_MILLI);
      }
    }
  }

  private long peer(PeerProcedure procedure) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      long rows = procedure.run(connection);
      connection.commit();
      return rows;
    } catch (SQLException e) {
      throw new BenchmarkException("DHIS2's procedure failed: " + e.getMessage(), e);
    }
  }

  /** A plan holds only while nobody writes what it counted: the writer begins after it. */
  private long execute(MaintenanceOperation<?> operation, Runnable begun) {
    MaintenanceRequest<?> request = operation.request();
    MaintenanceResult result =
        maintenance.execute(
            request,
            Confirmation.of(maintenance.plan(request)),
            RunControl.listening(step -> begun.run()));
    if (result.state() != RunState.SUCCEEDED) {
      throw new BenchmarkException(
          operation.name() + " failed: " + result.error().orElse("no reason"), null);
    }
    return result.counts().values().stream().mapToLong(Long::longValue).sum();
  }
}
