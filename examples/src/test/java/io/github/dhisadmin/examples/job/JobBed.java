package io.github.dhisadmin.examples.job;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.DhisAdminBuilder;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.SchedulerSettings;
import io.github.dhisadmin.jooq.JooqPersistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Nodes of one database, which are in a hurry, and patience with them. */
final class JobBed implements AutoCloseable {
  /** Short enough for a test to wait for its end, long enough for a busy machine to renew it. */
  static final Duration SHORT_LEASE = Duration.ofSeconds(3);

  private static final String DEADLOCK = "40P01";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DataSource dataSource;
  private final Function<String, SchedulerSettings> settings;
  private final UnaryOperator<DhisAdminBuilder> host;
  private final DhisAdmin observer;
  private final List<DhisAdmin> nodes = new ArrayList<>();

  private JobBed(
      DataSource dataSource,
      Function<String, SchedulerSettings> settings,
      UnaryOperator<DhisAdminBuilder> host) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.host = host;
    this.observer = admin("observer", dataSource);
  }

  /** A bed whose nodes all know the host's types; it starts none. */
  static JobBed on(DataSource dataSource, UnaryOperator<DhisAdminBuilder> host) {
    return new JobBed(dataSource, JobBed::hurried, host);
  }

  /** A bed whose nodes are taken for dead soon. */
  static JobBed fragile(DataSource dataSource, UnaryOperator<DhisAdminBuilder> host) {
    return new JobBed(dataSource, JobBed::fragile, host);
  }

  static SchedulerSettings fragile(String name) {
    return hurried(name).lease(SHORT_LEASE);
  }

  static SchedulerSettings hurried(String name) {
    return SchedulerSettings.defaults()
        .node(name)
        .threads(4)
        .pollInterval(Duration.ofMillis(40))
        .shutdown(Duration.ofSeconds(5));
  }

  private DhisAdmin admin(String name, DataSource connections) {
    return host.apply(
            DhisAdmin.builder()
                .persistence(JooqPersistence.of(connections))
                .scheduler(settings.apply(name)))
        .build();
  }

  /** Jobs as somebody sees them who runs none. */
  JobService jobs() {
    return observer.jobs();
  }

  /** A node that runs jobs until the bed is closed, or it is. */
  DhisAdmin start(String name) {
    return start(name, dataSource);
  }

  DhisAdmin start(String name, DataSource connections) {
    return started(admin(name, connections));
  }

  DhisAdmin start(SchedulerSettings special) {
    return started(
        host.apply(
                DhisAdmin.builder().persistence(JooqPersistence.of(dataSource)).scheduler(special))
            .build());
  }

  private DhisAdmin started(DhisAdmin admin) {
    nodes.add(admin);
    admin.start();
    return admin;
  }

  /** Waits until something is so. */
  void await(String what, BooleanSupplier condition) {
    await(what, PATIENCE, condition);
  }

  void await(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + patience + ": " + what + "\n" + state());
      }
      value("select pg_sleep(0.02)");
    }
  }

  /** Waits for a job's last run to end like this, and returns it. */
  JobRun awaitRun(Job job, RunStatus status) {
    await(
        job.name() + " is " + status,
        () ->
            jobs().history(job.uid(), 1).stream().anyMatch(run -> run.status() == status)
                && !jobs().find(job.uid()).map(JobBed::isRunning).orElse(false));
    return jobs().history(job.uid(), 1).get(0);
  }

  private static boolean isRunning(Job job) {
    return job.status() == JobStatus.RUNNING;
  }

  private String state() {
    return value(
        "select string_agg(job_name || ' ' || attempt || ' ' || status || ' ' || coalesce(error, ''),"
            + " E'\\n' order by run_id) from (select * from dhis_admin.job_run order by run_id desc"
            + " limit 20) last");
  }

  /** The first column of the first row, as text. */
  String value(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes all nodes and forgets all jobs. */
  void clear() {
    nodes.forEach(DhisAdmin::close);
    nodes.clear();
    await("all jobs are forgotten", this::forgets);
  }

  /** A run that outlives its node may be about to store its end, by the same tables. */
  private boolean forgets() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate dhis_admin.job, dhis_admin.job_run, dhis_admin.job_error, dhis_admin.job_slot,"
              + " dhis_admin.job_node");
      return true;
    } catch (SQLException e) {
      if (DEADLOCK.equals(e.getSQLState())) {
        return false;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(DhisAdmin::close);
    observer.close();
  }
}
