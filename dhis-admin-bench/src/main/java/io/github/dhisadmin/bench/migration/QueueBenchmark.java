package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.bench.migration.TaskContender.Lap;
import io.github.dhisadmin.bench.sql.PooledConnections;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.spi.StoreWorkQueue;
import io.github.dhisadmin.migration.spi.WorkQueue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets queues get the same tasks through, in turns, on one database. */
final class QueueBenchmark {
  private static final int WARM_UP = 2_000;

  private final PooledConnections connections;
  private final TaskTable table;
  private final @Nullable BrokerAccess broker;
  private final Consumer<String> log;
  private final AtomicInteger queues = new AtomicInteger();

  /**
   * On this database.
   *
   * @param broker leaves those out that need one if it is null
   */
  QueueBenchmark(
      PooledConnections connections,
      Sessions sessions,
      @Nullable BrokerAccess broker,
      Consumer<String> log) {
    this.connections = connections;
    this.table = new TaskTable(JooqPersistence.of(connections).sync().migration(), sessions);
    this.broker = broker;
    this.log = log;
  }

  /**
   * In turns, so that a busy moment of the machine hits all of them, after some tasks that do not
   * count.
   *
   * @param atOnce how many tasks queues are asked for at a time
   */
  List<QueueReport.Row> run(int tasks, List<Integer> atOnce, int repetitions) {
    List<TaskContender> contenders = contenders(atOnce);
    contenders.forEach(each -> each.run(Math.min(tasks, WARM_UP)));
    Map<String, List<Lap>> laps = new LinkedHashMap<>();
    for (int i = 0; i < repetitions; i++) {
      for (TaskContender each : contenders) {
        Lap lap = each.run(tasks);
        log.accept(each.name() + ": " + lap);
        laps.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(lap);
      }
    }
    return laps.entrySet().stream()
        .map(each -> new QueueReport.Row(each.getKey(), each.getValue()))
        .toList();
  }

  private List<TaskContender> contenders(List<Integer> atOnce) {
    List<TaskContender> contenders = new ArrayList<>();
    addBoth(contenders, "PostgreSQL", () -> StoreWorkQueue::new, atOnce);
    BrokerAccess access = broker;
    if (access != null) {
      // New names each time: nobody looks at messages of tasks that are gone.
      Supplier<WorkQueue.Factory> fresh = () -> access.queues("bench-" + queues.incrementAndGet());
      addBoth(contenders, "RabbitMQ", fresh, atOnce);
      contenders.add(new BareLoop(access));
    }
    return contenders;
  }

  private void addBoth(
      List<TaskContender> contenders,
      String name,
      Supplier<WorkQueue.Factory> factory,
      List<Integer> atOnce) {
    atOnce.forEach(each -> contenders.add(new QueueContender(name, table, factory, each)));
    contenders.add(new WorkerContender(name, table, connections, factory));
  }
}
