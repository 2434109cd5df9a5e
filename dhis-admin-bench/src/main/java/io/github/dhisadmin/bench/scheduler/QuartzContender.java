package io.github.dhisadmin.bench.scheduler;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.PooledConnections;
import io.github.dhisadmin.bench.sql.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz's clustered JDBC store, taking as many triggers at once as it has threads. */
final class QuartzContender implements Contender {
  private static final String CLUSTER = "bench";
  private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  /** Less it refuses. */
  private static final int SHORTEST_WAIT_MILLIS = 1_000;

  private final DataSource dataSource;
  private final Sessions sessions;
  private final Clock clock = Clock.systemUTC();

  QuartzContender(DataSource dataSource, Sessions sessions) {
    this.dataSource = dataSource;
    this.sessions = sessions;
  }

  @Override
  public String name() {
    return "Quartz";
  }

  @Override
  public void reset() {
    try (InputStream script = Objects.requireNonNull(Job.class.getResourceAsStream(TABLES))) {
      sessions.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void addOnce(int jobs) {
    Date later = Date.from(clock.instant().plusSeconds(TimeUnit.DAYS.toSeconds(365)));
    add(
        jobs,
        number ->
            TriggerBuilder.newTrigger().withIdentity("once " + number).startAt(later).build());
  }

  @Override
  public void addEvery(int seconds, int jobs) {
    add(
        jobs,
        number ->
            TriggerBuilder.newTrigger()
                .withIdentity("cron " + number)
                .withSchedule(CronScheduleBuilder.cronSchedule("0/" + seconds + " * * * * ?"))
                .build());
  }

  private void add(int jobs, IntFunction<Trigger> trigger) {
    if (jobs == 0) {
      return;
    }
    Set<Trigger> triggers = new HashSet<>();
    for (int number = 1; number <= jobs; number++) {
      triggers.add(trigger.apply(number));
    }
    PooledConnections pool = new PooledConnections(dataSource, 4);
    try {
      Scheduler scheduler = node(new Runs(0), "adding", pool, new NodeSettings(1, 1, 4, 1_000));
      JobDetail job =
          JobBuilder.newJob(Nothing.class).withIdentity("nothing").storeDurably().build();
      scheduler.scheduleJobs(Map.of(job, triggers), true);
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new BenchmarkException("Quartz: " + e.getMessage(), e);
    } finally {
      pool.close();
    }
    sessions.execute("vacuum analyze qrtz_triggers");
  }

  @Override
  public void makeDue() {
    sessions.execute(
        "update qrtz_triggers set next_fire_time = (extract(epoch from now()) * 1000)::bigint");
  }

  @Override
  public long unfinished() {
    return sessions.number("select count(*) from qrtz_triggers")
        + sessions.number("select count(*) from qrtz_fired_triggers");
  }

  @Override
  public Nodes start(Runs runs, NodeSettings settings) {
    List<PooledConnections> pools = new ArrayList<>();
    List<Scheduler> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < settings.nodes(); i++) {
        PooledConnections pool = new PooledConnections(dataSource, settings.connections());
        pools.add(pool);
        nodes.add(node(runs, "node" + i, pool, settings));
      }
      for (Scheduler node : nodes) {
        node.start();
      }
    } catch (SchedulerException e) {
      throw new BenchmarkException("Quartz: " + e.getMessage(), e);
    }
    return new PooledNodes(
        pools,
        () -> {
          for (Scheduler node : nodes) {
            stop(node);
          }
        });
  }

  private static void stop(Scheduler node) {
    try {
      node.shutdown(true);
    } catch (SchedulerException e) {
      throw new BenchmarkException("Quartz: " + e.getMessage(), e);
    }
  }

  private static Scheduler node(
      Runs runs, String name, PooledConnections pool, NodeSettings settings)
      throws SchedulerException {
    DBConnectionManager.getInstance().addConnectionProvider(name, new Provider(pool));
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", CLUSTER);
    properties.setProperty("org.quartz.scheduler.instanceId", name);
    properties.setProperty(
        "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", String.valueOf(settings.threads()));
    properties.setProperty(
        "org.quartz.scheduler.idleWaitTime",
        String.valueOf(Math.max(SHORTEST_WAIT_MILLIS, settings.pollMillis())));
    properties.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    properties.setProperty("org.quartz.threadPool.threadCount", String.valueOf(settings.threads()));
    properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    properties.setProperty("org.quartz.jobStore.dataSource", name);
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    // Else the next node of the cluster would be this one.
    SchedulerRepository.getInstance().remove(CLUSTER);
    scheduler.setJobFactory(
        (bundle, of) -> context -> runs.ran(context.getScheduledFireTime().toInstant()));
    return scheduler;
  }

  /** What is stored as the class of jobs; the factory makes others in its place. */
  public static final class Nothing implements Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }

  /** Quartz's way to get connections. */
  private record Provider(PooledConnections pool) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return pool.getConnection();
    }

    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}
  }
}
