package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.examples.process.ForkedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens to a worker while it carries tasks out, each once in an order that a seed decides:
 * the broker dies, loses and repeats messages, the database is restarted, another process is killed
 * in the middle of its tasks, and the worker itself is interrupted. It happens before tasks of
 * certain numbers, so that no round ends before it has.
 */
final class BrokenWorld {
  private static final int LAST_STEP = 60;
  private static final int TASKS_BEFORE_DEATH = 3;
  private static final int LONGEST_LIFE_SECONDS = 20;
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int LOOKS = 600;
  private static final int BROKER_ATTEMPTS = 100;
  private static final List<String> QUEUES = List.of("data-download", "data-upload");

  private final RestartableDatabase database;
  private final Broker broker;
  private final String queues;
  private final Thread worker;
  private final Random random;
  private final Map<Integer, Mishap> plan = new TreeMap<>();
  private final Object gate = new Object();
  private final CountDownLatch left = new CountDownLatch(Mishap.values().length);
  private final List<Throwable> surprises = new CopyOnWriteArrayList<>();
  private int begun;

  /** One thing that goes wrong. */
  private enum Mishap {
    BROKER_DIES,
    MESSAGES_ARE_LOST,
    MESSAGES_COME_AGAIN,
    DATABASE_IS_RESTARTED,
    PROCESS_IS_KILLED,
    WORKER_IS_INTERRUPTED
  }

  /**
   * Plans what goes wrong.
   *
   * @param queues the name of the broker's queues
   * @param worker the thread that talks to database and broker
   */
  BrokenWorld(
      RestartableDatabase database, Broker broker, String queues, Thread worker, Random random) {
    this.database = database;
    this.broker = broker;
    this.queues = queues;
    this.worker = worker;
    this.random = random;
    List<Integer> steps = new ArrayList<>();
    for (int step = 2; step <= LAST_STEP; step++) {
      steps.add(step);
    }
    Collections.shuffle(steps, random);
    Iterator<Integer> step = steps.iterator();
    for (Mishap mishap : Mishap.values()) {
      plan.put(step.next(), mishap);
    }
  }

  /** A task is about to begin, on one of several threads; it begins whatever goes wrong. */
  void beforeTask() {
    Mishap mishap = plan.get(next());
    if (mishap != null) {
      try {
        happen(mishap);
      } catch (IOException | SQLException | RuntimeException | AssertionError e) {
        surprises.add(e);
      } catch (InterruptedException e) {
        surprises.add(e);
        Thread.currentThread().interrupt();
      } finally {
        left.countDown();
      }
    }
  }

  /** Waits while another process is to have tasks of its own. */
  private int next() {
    synchronized (gate) {
      begun++;
      return begun;
    }
  }

  /** What could not go wrong as planned. */
  List<Throwable> surprises() {
    return List.copyOf(surprises);
  }

  /** Waits until everything has gone wrong that was planned; tells whether it has. */
  boolean isOver() {
    for (int look = 0; left.getCount() > 0 && look < LOOKS; look++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      // The waiting thread may be the worker that is interrupted.
      Thread.interrupted();
    }
    return left.getCount() == 0;
  }

  /** One after the other: nobody sends messages to a broker that is dead. */
  private synchronized void happen(Mishap mishap)
      throws IOException, SQLException, InterruptedException {
    switch (mishap) {
      case BROKER_DIES -> {
        broker.kill();
        broker.startAgain();
      }
      case MESSAGES_ARE_LOST ->
          QUEUES.forEach(each -> persistently(() -> broker.purge(queues + "." + each)));
      case MESSAGES_COME_AGAIN -> repeatMessages();
      case DATABASE_IS_RESTARTED -> {
        database.restart();
        // Of tasks that were given away when it went, the worker may not have heard.
        database.execute(
            "update dhis_admin.migration_task set lease_until = now() where state = 'PROCESSING'");
      }
      case PROCESS_IS_KILLED -> killProcess();
      case WORKER_IS_INTERRUPTED -> worker.interrupt();
    }
  }

  /** Of tasks in whatever state, in whatever queue. */
  private void repeatMessages() throws SQLException {
    List<Long> tasks = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select task_id from dhis_admin.migration_task order by task_id")) {
      while (rows.next()) {
        tasks.add(rows.getLong(1));
      }
    }
    Collections.shuffle(tasks, random);
    for (long task : tasks.subList(0, Math.min(20, tasks.size()))) {
      String queue = queues + "." + QUEUES.get(random.nextInt(QUEUES.size()));
      persistently(() -> broker.send(queue, String.valueOf(task)));
    }
  }

  /** A broker that was started a moment ago may not have found all its queues. */
  private static void persistently(Runnable step) {
    for (int attempt = 1; ; attempt++) {
      try {
        step.run();
        return;
      } catch (AssertionError e) {
        if (attempt == BROKER_ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** This process holds its tasks back meanwhile, so that the other has some when it dies. */
  private void killProcess() throws IOException, InterruptedException {
    synchronized (gate) {
      try (ForkedProcess process =
          BrokeredMigrationProcess.start(database.database(), broker, queues)) {
        CompletableFuture.runAsync(() -> readTasks(process))
            .completeOnTimeout(null, LONGEST_LIFE_SECONDS, TimeUnit.SECONDS)
            .join();
        process.kill();
      }
    }
    // Nobody waits five minutes for it.
    database.execute(
        "update dhis_admin.migration_task set lease_until = now() where worker = '%s'"
            .formatted(BrokeredMigrationProcess.WORKER));
  }

  private static void readTasks(ForkedProcess process) {
    AtomicInteger tasks = new AtomicInteger();
    try {
      process.readUntil(
          line -> line.equals("task") && tasks.incrementAndGet() == TASKS_BEFORE_DEATH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
