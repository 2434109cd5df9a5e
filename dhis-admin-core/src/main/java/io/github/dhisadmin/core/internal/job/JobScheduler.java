package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobHistoryParameters;
import io.github.dhisadmin.job.JobListener;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.NoParameters;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.SchedulerSettings;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.MetricsSink;
import io.github.dhisadmin.spi.RunAs;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of one process: the jobs of the database, and the node that runs them once it is
 * started.
 */
public final class JobScheduler implements AutoCloseable, StoredJobs.LocalNode {
  private final JobStore store;
  private final SchedulerSettings settings;
  private final String node;
  private final WorkerThreads threads;
  private final JobEvents events;
  private final JobTypeRegistry types;
  private final DuePlanner planner;
  private final StoredJobs jobs;
  private final ZoneId zone;
  private volatile @Nullable JobEngine engine;
  private boolean closed;

  /** Who watches, who may, and in whose name. */
  public record Host(
      AccessPolicy accessPolicy,
      List<JobListener> listeners,
      MetricsSink metrics,
      RunAs runAs,
      ZoneId zone) {}

  /** A scheduler that is not started; it can already be asked and told about jobs. */
  public JobScheduler(
      JobStore store,
      SchedulerSettings settings,
      List<RegisteredType<?>> hostTypes,
      Host host,
      WorkerThreads threads) {
    this.store = store;
    this.settings = settings;
    this.node = settings.node().isEmpty() ? "node-" + Uids.random() : settings.node();
    this.threads = threads;
    this.zone = host.zone();
    this.events = new JobEvents(host.listeners(), host.metrics());
    List<RegisteredType<?>> all = new ArrayList<>(hostTypes);
    all.add(RegisteredType.of(JobTypes.TEST, new TestWork()));
    all.add(
        RegisteredType.of(
            JobTypes.JOB_HISTORY, (context, parameters) -> prune(context::message, parameters)));
    all.add(RegisteredType.of(JobTypes.JOB_QUEUE, new JobQueueWork(store, this::running)));
    JobUsers users = new JobUsers(store, host.runAs());
    this.types =
        new JobTypeRegistry(all.stream().<RegisteredType<?>>map(type -> type.as(users)).toList());
    this.planner = new DuePlanner(types, () -> ThreadLocalRandom.current().nextDouble());
    this.jobs = new StoredJobs(store, types, host.accessPolicy(), users, planner, events, this);
  }

  private void prune(Consumer<String> message, JobHistoryParameters parameters) {
    int deleted = store.pruneRuns(Duration.ofDays(parameters.keepDays()), parameters.keepRuns());
    message.accept("Deleted runs: " + deleted);
  }

  private JobEngine running() {
    JobEngine started = engine;
    if (started == null) {
      throw new ConflictException("The scheduler is not started.");
    }
    return started;
  }

  /** The jobs of the database. */
  public JobService jobs() {
    return jobs;
  }

  /** Begins to run jobs; once it runs, does nothing. */
  public synchronized void start() {
    if (closed) {
      throw new ConflictException("This DhisAdmin is closed; build another one to start it.");
    }
    if (engine == null) {
      createSystemJobs();
      // Before anything is started: a database that is away now must not leave half a node behind.
      store.announce(node, types.names(), false);
      JobEngine made = new JobEngine(node, settings, store, types, planner, events, threads);
      engine = made;
      made.start();
    }
  }

  /** At the hours of DHIS2's own, where it has them (2.42, JobType). */
  private void createSystemJobs() {
    jobs.createSystemJob(
        JobDefinition.of(JobTypes.JOB_HISTORY, "Job history", new JobHistoryParameters(90, 50))
            .on(Schedule.cron("0 30 1 * * *", zone)));
    if (types.find(JobTypes.DATA_STATISTICS.name()).isPresent()) {
      jobs.createSystemJob(
          JobDefinition.of(JobTypes.DATA_STATISTICS, "Data statistics", new NoParameters())
              .on(Schedule.cron("0 0 2 ? * *", zone)));
    }
  }

  @Override
  public void wake() {
    Optional.ofNullable(engine).ifPresent(JobEngine::wake);
  }

  @Override
  public void cancel(long jobId) {
    Optional.ofNullable(engine).ifPresent(running -> running.cancelHere(jobId));
  }

  @Override
  public synchronized void close() {
    closed = true;
    JobEngine started = engine;
    if (started != null) {
      started.close();
      engine = null;
    }
  }
}
