package io.github.dhisadmin.bench;

import io.github.dhisadmin.bench.comparison.ComparisonCommand;
import io.github.dhisadmin.bench.integrity.IntegrityCommand;
import io.github.dhisadmin.bench.maintenance.MaintenanceCommand;
import io.github.dhisadmin.bench.migration.MigrationBenchmarkCommand;
import io.github.dhisadmin.bench.migration.QueueBenchmarkCommand;
import io.github.dhisadmin.bench.minmax.MinMaxBenchmarkCommand;
import io.github.dhisadmin.bench.scheduler.SchedulerBenchmarkCommand;
import io.github.dhisadmin.bench.statistics.StatisticsBenchmarkCommand;
import io.github.dhisadmin.bench.streaming.StreamingCommand;
import io.github.dhisadmin.bench.sync.SyncBenchmarkCommand;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * The main class of {@code benchmarks.jar}: {@code comparison} compares the library with DHIS2's
 * procedure, {@code integrity}, {@code maintenance}, {@code min-max} and {@code statistics} compare
 * it with DHIS2's way of these, {@code scheduler} compares it with other schedulers, {@code sync}
 * compares sending with a bare loop, {@code migration-queue} the queues of migrations with one,
 * {@code migration} and {@code integrity-streaming} show how little memory they need, and anything
 * else goes to JMH.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs what the first argument says. */
  public static void main(String[] arguments) throws IOException {
    String first = arguments.length > 0 ? arguments[0] : "";
    switch (first) {
      case "comparison" -> execute(new ComparisonCommand(), arguments);
      case "maintenance" -> execute(new MaintenanceCommand(), arguments);
      case "integrity" -> execute(new IntegrityCommand(), arguments);
      case "integrity-streaming" -> execute(new StreamingCommand(), arguments);
      case "migration" -> execute(new MigrationBenchmarkCommand(), arguments);
      case "migration-queue" -> execute(new QueueBenchmarkCommand(), arguments);
      case "min-max" -> execute(new MinMaxBenchmarkCommand(), arguments);
      case "scheduler" -> execute(new SchedulerBenchmarkCommand(), arguments);
      case "statistics" -> execute(new StatisticsBenchmarkCommand(), arguments);
      case "sync" -> execute(new SyncBenchmarkCommand(), arguments);
      default -> org.openjdk.jmh.Main.main(arguments);
    }
  }

  private static void execute(Callable<Integer> command, String[] arguments) {
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    System.exit(new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(rest));
  }
}
