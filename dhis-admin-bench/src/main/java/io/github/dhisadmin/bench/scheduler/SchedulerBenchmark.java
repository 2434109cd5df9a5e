package io.github.dhisadmin.bench.scheduler;

import io.github.dhisadmin.bench.scheduler.Contender.NodeSettings;
import io.github.dhisadmin.bench.scheduler.Contender.Nodes;
import io.github.dhisadmin.bench.scheduler.DbSchedulerContender.Claiming;
import io.github.dhisadmin.bench.scheduler.SchedulerReport.Idle;
import io.github.dhisadmin.bench.scheduler.SchedulerReport.Lateness;
import io.github.dhisadmin.bench.scheduler.SchedulerReport.Throughput;
import io.github.dhisadmin.bench.sql.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Lets the contenders do the same one after the other, on one server. */
final class SchedulerBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SETTLING_SECONDS = 3;
  private static final int WARM_UP = 5_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final DataSource dataSource;
  private final Sessions sessions;
  private final Sizes sizes;
  private final Consumer<String> log;

  /**
   * How much is measured.
   *
   * @param schedulers beginnings of the names of those that are measured
   * @param jobs how many jobs run once
   * @param nodes numbers of nodes that share them
   * @param threads of each node
   * @param connections of each node
   * @param cronJobs how many jobs have the same times
   * @param cronSeconds seconds from one of these times to the next
   * @param firings how many of these times are waited for
   * @param idleRows how many jobs lie there while nothing is due
   * @param idleSeconds how long that is looked at
   * @param history how many former runs the library is to remember in one more measurement
   */
  record Sizes(
      List<String> schedulers,
      int jobs,
      List<Integer> nodes,
      int threads,
      int connections,
      int cronJobs,
      int cronSeconds,
      int firings,
      List<Integer> idleRows,
      int idleSeconds,
      int history) {
    Sizes {
      schedulers = List.copyOf(schedulers);
      nodes = List.copyOf(nodes);
      idleRows = List.copyOf(idleRows);
    }
  }

  SchedulerBenchmark(DataSource dataSource, Sessions sessions, Sizes sizes, Consumer<String> log) {
    this.dataSource = dataSource;
    this.sessions = sessions;
    this.sizes = sizes;
    this.log = log;
  }

  List<Contender> contenders() {
    return Stream.of(
            new LibraryContender(dataSource, sessions, 0),
            new DbSchedulerContender(dataSource, sessions, Claiming.FETCH),
            new DbSchedulerContender(dataSource, sessions, Claiming.LOCK_AND_FETCH),
            new QuartzContender(dataSource, sessions))
        .filter(contender -> sizes.schedulers().stream().anyMatch(contender.name()::startsWith))
        .toList();
  }

  /**
   * In turns, so that a busy moment of the machine hits all of them; before that each runs some
   * jobs that do not count, as whoever comes first would else pay for starting Java.
   */
  List<Throughput> throughput(int repetitions) {
    List<Contender> all = new ArrayList<>(contenders());
    all.forEach(contender -> throughput(contender, 1, Math.min(sizes.jobs(), WARM_UP)));
    if (sizes.history() > 0) {
      all.add(new LibraryContender(dataSource, sessions, sizes.history()));
    }
    List<Throughput> measured = new ArrayList<>();
    for (int nodes : sizes.nodes()) {
      Map<String, List<Double>> perSecond = new LinkedHashMap<>();
      for (int i = 0; i < repetitions; i++) {
        for (Contender contender : all) {
          perSecond
              .computeIfAbsent(contender.name(), name -> new ArrayList<>())
              .add(throughput(contender, nodes, sizes.jobs()));
        }
      }
      perSecond.forEach(
          (name, values) -> {
            log.accept("%s, %d nodes: %s jobs/s".formatted(name, nodes, values));
            measured.add(new Throughput(name, nodes, values));
          });
    }
    return measured;
  }

  /** From the moment in which all jobs are due until the database knows the end of the last. */
  private double throughput(Contender contender, int nodes, int jobs) {
    contender.reset();
    contender.addOnce(jobs);
    Runs runs = new Runs(jobs);
    NodeSettings settings = new NodeSettings(nodes, sizes.threads(), sizes.connections(), 100);
    try (Nodes running = contender.start(runs, settings)) {
      settle();
      contender.makeDue();
      long began = System.nanoTime();
      require(runs.await(PATIENCE), contender, "all jobs have run");
      while (contender.unfinished() > 0) {
        require(System.nanoTime() - began < PATIENCE.toNanos(), contender, "all jobs are finished");
        sessions.number("select count(*) from pg_sleep(0.02)");
      }
      double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
      require(runs.count() == jobs, contender, "each job has run once");
      require(running.statements() > 0, contender, "statements were counted");
      return jobs / seconds;
    }
  }

  List<Lateness> lateness() {
    List<Lateness> measured = new ArrayList<>();
    for (Contender contender : contenders()) {
      contender.reset();
      contender.addEvery(sizes.cronSeconds(), sizes.cronJobs());
      Runs runs = new Runs(sizes.cronJobs() * sizes.firings());
      NodeSettings settings = new NodeSettings(2, sizes.threads(), sizes.connections(), 1_000);
      try (Nodes running = contender.start(runs, settings)) {
        require(runs.await(PATIENCE), contender, "all jobs have run at each time");
        measured.add(Lateness.of(contender.name(), runs.latenessMillis(), running.statements()));
      }
      log.accept(String.valueOf(measured.get(measured.size() - 1)));
    }
    return measured;
  }

  List<Idle> idle() {
    List<Idle> measured = new ArrayList<>();
    for (int rows : sizes.idleRows()) {
      for (Contender contender : contenders()) {
        measured.add(idle(contender, rows));
        log.accept(String.valueOf(measured.get(measured.size() - 1)));
      }
    }
    return measured;
  }

  private Idle idle(Contender contender, int rows) {
    contender.reset();
    contender.addOnce(rows);
    // Else what autovacuum reads of tables that were busy before would count as the node's.
    sessions.execute("vacuum analyze");
    NodeSettings settings = new NodeSettings(1, sizes.threads(), sizes.connections(), 1_000);
    try (Nodes running = contender.start(new Runs(0), settings)) {
      settle();
      long statements = running.statements();
      long buffers = buffers();
      sessions.number("select count(*) from pg_sleep(" + sizes.idleSeconds() + ")");
      double seconds = sizes.idleSeconds();
      return new Idle(
          contender.name(),
          rows,
          (running.statements() - statements) / seconds,
          (buffers() - buffers) / seconds);
    }
  }

  /** Of all sessions, as far as they have told by now, which they do each second. */
  private long buffers() {
    return sessions.number(
        "select blks_hit + blks_read from pg_stat_database where datname = current_database()");
  }

  private void settle() {
    int seconds = Math.min(SETTLING_SECONDS, sizes.idleSeconds());
    sessions.number("select count(*) from pg_sleep(" + seconds + ")");
  }

  private static void require(boolean holds, Contender contender, String what) {
    if (!holds) {
      throw new IllegalStateException(contender.name() + ": not so that " + what);
    }
  }
}
