package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.ServerOptions;
import io.github.dhisadmin.bench.sql.PooledConnections;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.broker.RabbitMqServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code migration-queue}: the queues of migrations beside a bare loop.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar migration-queue --output
 * migration-queue.json}
 */
@Command(
    name = "migration-queue",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Gets small tasks through PostgreSQL and through RabbitMQ, and as many messages through a"
            + " bare loop of RabbitMQ's client. RabbitMQ is that of Debian; without it, only"
            + " PostgreSQL is measured.")
public final class QueueBenchmarkCommand implements Callable<Integer> {
  private static final int CONNECTIONS = 10;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private ResultOptions results = new ResultOptions(Path.of("migration-queue.json"));

  @Option(names = "--tasks", description = "Tasks that do nothing.")
  private int tasks = 10_000;

  @Option(
      names = "--at-once",
      split = ",",
      description = "How many tasks are taken together; workers take four of a process type.")
  private List<Integer> atOnce = List.of(4, 20);

  @Option(names = "--repetitions", description = "Times that each is measured.")
  private int repetitions = 3;

  @Override
  public Integer call() throws IOException {
    PrintWriter progress = results.progress();
    if (!RabbitMqServer.isInstalled()) {
      progress.println("rabbitmq-server is not installed: only PostgreSQL is measured");
      measure(progress, null);
      return 0;
    }
    try (RabbitMqServer rabbit = RabbitMqServer.start(temporary())) {
      measure(
          progress, new BrokerAccess("127.0.0.1", rabbit.port(), rabbit.user(), rabbit.password()));
    }
    return 0;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private void measure(PrintWriter progress, @Nullable BrokerAccess broker) {
    Clock clock = Clock.systemUTC();
    String startedAt = clock.instant().toString();
    try (BenchmarkDatabase database =
            BenchmarkDatabase.embedded(
                "bench_migration",
                source -> {},
                server.dataDirectory(),
                server.durableSettings(),
                2);
        PooledConnections connections = new PooledConnections(database.dataSource(), CONNECTIONS);
        Sessions sessions = Sessions.of(database.dataSource())) {
      JooqPersistence.of(connections).prepare();
      QueueBenchmark benchmark =
          new QueueBenchmark(
              connections,
              sessions,
              broker,
              line -> progress.println(clock.instant() + " " + line));
      QueueReport report =
          new QueueReport(
              startedAt,
              results.commandLine(),
              Environment.of(sessions),
              tasks,
              benchmark.run(tasks, atOnce, repetitions));
      results.write(report);
      results.out().println(report.markdown());
    }
  }
}
