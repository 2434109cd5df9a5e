package io.github.dhisadmin.bench.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.migration.QueueReport.Row;
import io.github.dhisadmin.bench.sql.PooledConnections;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.broker.RabbitMqServer;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Few tasks; the benchmark itself refuses queues that lose some. */
class QueueBenchmarkIT {
  @RegisterExtension static final Dhis2DatabaseExtension DATABASE = Dhis2DatabaseExtension.v242();

  private static final int TASKS = 60;

  @Test
  void all_queues_get_all_tasks_through() throws IOException {
    assumeTrue(
        RabbitMqServer.isInstalled(),
        "RABBITMQ-SERVER IS NOT INSTALLED, so nobody has tried to measure it");
    try (RabbitMqServer rabbit = RabbitMqServer.start(Path.of("target"))) {
      BrokerAccess broker =
          new BrokerAccess("127.0.0.1", rabbit.port(), rabbit.user(), rabbit.password());

      assertThat(measure(broker))
          .extracting(Row::name)
          .containsExactly(
              "PostgreSQL, 4 at once",
              "PostgreSQL, 20 at once",
              "PostgreSQL, whole worker",
              "RabbitMQ, 4 at once",
              "RabbitMQ, 20 at once",
              "RabbitMQ, whole worker",
              "bare amqp-client loop");
    }
  }

  @Test
  void without_a_broker_only_the_database_is_measured() {
    assertThat(measure(null)).extracting(Row::name).allMatch(name -> name.startsWith("PostgreSQL"));
  }

  private static List<Row> measure(@Nullable BrokerAccess broker) {
    JooqPersistence.of(DATABASE.dataSource()).prepare();
    try (PooledConnections connections = new PooledConnections(DATABASE.dataSource(), 10);
        Sessions sessions = Sessions.of(DATABASE.dataSource())) {
      List<Row> rows =
          new QueueBenchmark(connections, sessions, broker, line -> {})
              .run(TASKS, List.of(4, 20), 1);
      QueueReport report = new QueueReport("now", "command", Environment.of(sessions), TASKS, rows);

      assertThat(rows).allMatch(each -> each.carrySeconds() > 0);
      assertThat(report.markdown()).contains("| PostgreSQL, 4 at once |");
      return rows;
    }
  }
}
