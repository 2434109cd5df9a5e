package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.DeadRunPolicy;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobQueueParameters;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.NoParameters;
import io.github.dhisadmin.job.OnFailure;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.SchedulerSettings;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.MetricsSink;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Nodes that die, fall silent, are closed, or lose the database; and what becomes of their runs.
 */
class FaultsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final JobType<NoParameters> STUCK =
      JobType.of("STUCK", NoParameters.class, "Takes no notice of anything.").parallel();
  private static final JobType<NoParameters> HEEDFUL =
      JobType.of("HEEDFUL", NoParameters.class, "Waits until it is stopped.").parallel();
  private static final JobType<NoParameters> ONE_STATEMENT =
      JobType.of("ONE_STATEMENT", NoParameters.class, "Waits in the database.").parallel();
  private static final JobType<NoParameters> CHUNK =
      JobType.of("CHUNK", NoParameters.class, "Does what must not be doubled.").parallel();
  private static final JobType<NoParameters> ODD_WORDS =
      JobType.of("ODD_WORDS", NoParameters.class, "Says what no database takes.").parallel();

  private static final RetryPolicy SOON =
      new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(100));

  /** Ten of them on the command line, as docs/guide/scheduler.md says. */
  private static final int LEASES = Integer.getInteger("dhisadmin.jobs.leases", 2);

  private static final String LEASE =
      "select count(*) from dhis_admin.job where name = 'held' and lease_until";

  private static final int SECONDS_IN_STATEMENT = LEASES * (int) JobBed.SHORT_LEASE.toSeconds();
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();
  private static final List<String> HEARD = new CopyOnWriteArrayList<>();
  private static final List<Thread> STUCK_THREADS = new CopyOnWriteArrayList<>();
  private static final Semaphore LET_GO = new Semaphore(0);

  private static JobBed bed;
  private static PGSimpleDataSource unpooled;

  @BeforeAll
  static void open() {
    unpooled = connections("unpooled");
    bed =
        JobBed.fragile(
            POSTGRES.dataSource(),
            builder ->
                SchedulerProcess.types(builder, POSTGRES.dataSource())
                    .job(STUCK, (context, none) -> stuck())
                    .job(HEEDFUL, (context, none) -> heedful(context))
                    .job(ONE_STATEMENT, (context, none) -> oneStatement(context))
                    .job(CHUNK, (context, none) -> chunk(context))
                    .job(ODD_WORDS, (context, none) -> context.message("zero \0 character"))
                    .listener(event -> HEARD.add(event.kind() + " " + event.jobName())));
    bed.execute("create table run_note (job text not null)");
  }

  @AfterEach
  void forget() {
    LET_GO.release(10);
    bed.clear();
    LET_GO.drainPermits();
    SEEN.clear();
    HEARD.clear();
    bed.execute("truncate run_note");
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @Test
  void jobs_of_a_killed_node_are_recovered_once_and_none_is_lost() throws Exception {
    int jobs = 10;
    for (int number = 0; number < jobs; number++) {
      bed.jobs()
          .create(
              due(SchedulerProcess.SLOW_NOTE, "job " + number)
                  .deadRun(DeadRunPolicy.RETRY)
                  .retry(SOON));
    }
    String killed;
    try (SchedulerProcess process = SchedulerProcess.start(POSTGRES.database(), "doomed")) {
      bed.await("it works", () -> count("select count(*) from run_note") >= 6);
      process.kill();
      killed = bed.value("select statement_timestamp()");
    }
    int lost = count("select count(*) from dhis_admin.job where state = 'RUNNING'");
    bed.start("heir");
    bed.await("all are done", () -> completed() == jobs);

    assertThat(lost).isPositive();
    assertThat(HEARD).filteredOn(event -> event.startsWith("LOST job ")).hasSize(lost);
    assertThat(count("select count(*) from dhis_admin.job_run where status = 'LOST'"))
        .isEqualTo(lost);
    assertThat(
            count(
                "select count(*) from dhis_admin.job_run where status = 'LOST' and finished_at > '"
                    + killed
                    + "'::timestamptz + interval '8 seconds'"))
        .as("runs that were recovered later than lease and poll allow")
        .isZero();
    assertThat(
            count(
                "select count(*) from (select job_id from dhis_admin.job_run"
                    + " where status = 'COMPLETED' group by job_id having count(*) > 1) twice"))
        .isZero();
    assertThat(count("select count(*) from run_note"))
        .as("runs that were begun, of which a killed one may not have come to its note")
        .isBetween(jobs, jobs + lost);
  }

  @Test
  void node_that_was_asleep_cannot_end_what_it_lost() throws Exception {
    Job job =
        bed.jobs()
            .create(
                due(SchedulerProcess.SLOW_NOTE, "contested")
                    .deadRun(DeadRunPolicy.RETRY)
                    .retry(SOON));
    try (SchedulerProcess process = SchedulerProcess.start(POSTGRES.database(), "sleeper")) {
      bed.await("it works", () -> count("select count(*) from run_note") == 1);
      process.pause();
      bed.start("heir");
      bed.awaitRun(job, RunStatus.COMPLETED);
      String resumed = bed.value("select statement_timestamp()");
      process.resume();
      bed.await(
          "the sleeper is back",
          () ->
              count(
                      "select count(*) from dhis_admin.job_node where node = 'sleeper'"
                          + " and last_seen > '"
                          + resumed
                          + "'::timestamptz + interval '500 ms'")
                  == 1);
    }

    assertThat(bed.jobs().history(job.uid(), 5))
        .extracting(JobRun::attempt, JobRun::node, JobRun::status)
        .containsExactly(
            tuple(2, "heir", RunStatus.COMPLETED), tuple(1, "sleeper", RunStatus.LOST));
  }

  @Test
  void run_that_waits_in_one_statement_for_longer_than_its_lease_is_not_taken_for_dead() {
    Job job = bed.jobs().create(due(ONE_STATEMENT, "long"));
    bed.start("a");
    bed.start("b");

    bed.await("it is done", Duration.ofSeconds(20L + SECONDS_IN_STATEMENT), () -> completed() == 1);
    JobRun run = bed.awaitRun(job, RunStatus.COMPLETED);

    assertThat(Duration.between(run.startedAt(), run.finishedAt().orElseThrow()))
        .isGreaterThan(JobBed.SHORT_LEASE);
    assertThat(bed.jobs().history(job.uid(), 5)).hasSize(1);
  }

  @Test
  void node_without_the_database_stops_its_runs_before_their_lease_ends() throws Exception {
    CuttableDataSource connections = new CuttableDataSource(unpooled);
    Job job = bed.jobs().create(due(HEEDFUL, "cut off"));
    DhisAdmin node = bed.start("cut off", connections);
    bed.await("it runs", () -> SEEN.contains("begun"));

    connections.cut();
    bed.await("it was stopped", () -> SEEN.size() == 2);

    assertThat(SEEN).containsExactly("begun", "stopped, lease lasts: t");
    bed.start("heir");
    bed.await("it runs again, or was given up", () -> lostRuns(job) == 1);
    connections.mend();
    node.close();
  }

  @Test
  void cancel_on_another_node_reaches_a_statement_that_waits() {
    Job job = bed.jobs().create(due(ONE_STATEMENT, "unwanted"));
    bed.start("a");
    bed.await("it waits", () -> SEEN.contains("waiting"));

    CancelOutcome outcome = bed.jobs().cancel(job.uid());
    JobRun run = bed.awaitRun(job, RunStatus.STOPPED);

    assertThat(outcome).isEqualTo(CancelOutcome.STOPPING);
    assertThat(Duration.between(run.startedAt(), run.finishedAt().orElseThrow()))
        .isLessThan(Duration.ofSeconds(SECONDS_IN_STATEMENT));
    assertThat(bed.jobs().cancel(job.uid())).isEqualTo(CancelOutcome.NOTHING);
  }

  @Test
  void cancel_after_a_change_of_the_owner_reaches_the_new_one() throws Exception {
    CuttableDataSource connections = new CuttableDataSource(unpooled);
    Job job = bed.jobs().create(due(HEEDFUL, "inherited").deadRun(DeadRunPolicy.RETRY).retry(SOON));
    DhisAdmin former = bed.start("former", connections);
    bed.await("it runs", () -> SEEN.contains("begun"));
    connections.cut();
    Measurements measured = new Measurements();
    try (DhisAdmin heir = measured("heir", unpooled, measured)) {
      heir.start();
      bed.await("the heir runs it", () -> SEEN.stream().filter("begun"::equals).count() == 2);
      connections.mend();

      assertThat(bed.jobs().cancel(job.uid())).isEqualTo(CancelOutcome.STOPPING);
      bed.awaitRun(job, RunStatus.STOPPED);
    }

    assertThat(measured.count("job.lost HEEDFUL")).isEqualTo(1);
    assertThat(bed.jobs().history(job.uid(), 5))
        .extracting(JobRun::node, JobRun::status)
        .containsExactly(tuple("heir", RunStatus.STOPPED), tuple("former", RunStatus.LOST));
    former.close();
  }

  @Test
  void cancel_before_the_start_and_between_attempts_withdraws_the_run() {
    Job wished = bed.jobs().create(JobDefinition.of(HEEDFUL, "wished", new NoParameters()));
    bed.jobs().runNow(wished.uid());

    assertThat(bed.jobs().cancel(wished.uid())).isEqualTo(CancelOutcome.WITHDRAWN);
    assertThat(bed.jobs().find(wished.uid()).flatMap(Job::dueAt)).isEmpty();

    Job failing =
        bed.jobs()
            .create(
                JobDefinition.of(JobTypes.TEST, "failing", TestJobParameters.failing(0))
                    .on(Schedule.at(Instant.EPOCH))
                    .retry(RetryPolicy.attempts(5)));
    bed.start("a");
    bed.awaitRun(failing, RunStatus.FAILED);

    assertThat(bed.jobs().cancel(failing.uid())).isEqualTo(CancelOutcome.WITHDRAWN);
    assertThat(bed.jobs().find(failing.uid()).flatMap(Job::dueAt)).isEmpty();
  }

  @Test
  void failed_occurrence_is_tried_again_until_it_succeeds() {
    Job job =
        bed.jobs()
            .create(
                JobDefinition.of(JobTypes.TEST, "twice wrong", TestJobParameters.failing(2))
                    .on(Schedule.at(Instant.EPOCH))
                    .retry(SOON));
    bed.start("a");
    bed.awaitRun(job, RunStatus.COMPLETED);

    List<JobRun> runs = bed.jobs().history(job.uid(), 5);
    assertThat(runs)
        .extracting(JobRun::attempt, JobRun::status)
        .containsExactly(
            tuple(3, RunStatus.COMPLETED), tuple(2, RunStatus.FAILED), tuple(1, RunStatus.FAILED));
    assertThat(runs.stream().map(JobRun::scheduledFor).distinct()).hasSize(1);
    assertThat(runs.get(2).error()).get().asString().contains("simulated failure");
  }

  @Test
  void closing_stops_runs_that_take_too_long_and_another_node_takes_them_up() {
    Job job = bed.jobs().create(due(HEEDFUL, "interrupted"));
    DhisAdmin node = bed.start(JobBed.fragile("closing").shutdown(Duration.ofMillis(1500)));
    bed.await("it runs", () -> SEEN.contains("begun"));

    node.close();
    node.close();

    assertThat(bed.jobs().history(job.uid(), 1))
        .extracting(JobRun::status, run -> run.error().orElse(""))
        .containsExactly(tuple(RunStatus.STOPPED, "The node was closed."));
    LET_GO.release();
    bed.start("heir");
    assertThat(bed.awaitRun(job, RunStatus.COMPLETED).attempt()).isEqualTo(2);
  }

  @Test
  void closing_gives_back_runs_that_do_not_stop() {
    Job job = bed.jobs().create(due(STUCK, "stubborn"));
    SchedulerSettings impatient = JobBed.fragile("closing").shutdown(Duration.ofMillis(300));
    DhisAdmin node = bed.start(impatient);
    bed.await("it runs", () -> SEEN.contains("begun"));

    node.close();

    assertThat(bed.jobs().find(job.uid()).map(Job::status)).contains(JobStatus.SCHEDULED);
    assertThat(bed.jobs().history(job.uid(), 1))
        .extracting(JobRun::status)
        .containsExactly(RunStatus.LOST);
    LET_GO.release();
    // It has stored the end of its run by then, or given that up.
    bed.await("the old thread ended", () -> STUCK_THREADS.stream().noneMatch(Thread::isAlive));
    assertThat(bed.jobs().history(job.uid(), 5))
        .extracting(JobRun::status)
        .containsExactly(RunStatus.LOST);
  }

  @Test
  void closing_an_idle_node_takes_no_time() {
    DhisAdmin node = bed.start("idle");
    bed.await("it is known", () -> !bed.jobs().nodes().isEmpty());
    long began = System.nanoTime();

    node.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    assertThat(bed.jobs().nodes())
        .singleElement()
        .satisfies(each -> assertThat(each.stopping()).isTrue());
  }

  @Test
  void node_survives_a_time_without_connections() throws Exception {
    CuttableDataSource connections = new CuttableDataSource(unpooled);
    Measurements measured = new Measurements();
    try (DhisAdmin node = measured("starved", connections, measured)) {
      node.start();
      connections.cut();
      bed.await("it notices", () -> HEARD.contains("POLL_FAILED "));
      bed.await("it cannot renew", () -> measured.count("job.lease.renew.failures ") > 0);

      Job job = bed.jobs().create(due(SchedulerProcess.NOTE, "waiting"));
      connections.mend();

      bed.awaitRun(job, RunStatus.COMPLETED);
    }

    assertThat(measured.count("poll.failures ")).isPositive();
  }

  /** Pools are exhausted exactly when jobs are long. */
  @Test
  void node_that_gets_no_more_connections_keeps_its_leases_and_tells_how_late_it_is() {
    CuttableDataSource connections = new CuttableDataSource(unpooled);
    Measurements measured = new Measurements();
    Job held = bed.jobs().create(due(HEEDFUL, "held"));
    try (DhisAdmin node = measured("exhausted", connections, measured)) {
      node.start();
      bed.await("it runs", () -> SEEN.contains("begun"));
      bed.await("it was renewed", () -> count(LEASE + " > last_started + interval '3500 ms'") == 1);

      connections.exhaust();
      Job late = bed.jobs().create(due(SchedulerProcess.NOTE, "late"));
      bed.await(
          "more than a lease has passed",
          () -> count(LEASE + " > last_started + interval '7 seconds'") == 1);
      connections.mend();
      LET_GO.release();

      bed.awaitRun(late, RunStatus.COMPLETED);
      bed.awaitRun(held, RunStatus.COMPLETED);
    }

    assertThat(bed.jobs().history(held.uid(), 5)).hasSize(1);
    assertThat(measured.latest("job.lateness NOTE")).isGreaterThan(Duration.ofSeconds(1));
    assertThat(measured.latest("poll.duration ")).isPositive();
    assertThat(measured.count("poll.empty ")).isPositive();
  }

  /** As after a restart of the server: whoever was connected is told 57P01. */
  @Test
  void jobs_go_on_after_the_server_has_ended_all_connections_of_the_node() {
    DhisAdmin node = bed.start("ended", connections("ended"));
    Job before = bed.jobs().create(due(SchedulerProcess.NOTE, "before"));
    bed.awaitRun(before, RunStatus.COMPLETED);

    endConnections("ended");
    Job after = bed.jobs().create(due(SchedulerProcess.NOTE, "after"));

    bed.awaitRun(after, RunStatus.COMPLETED);
    node.close();
  }

  /** As in a failover: the server is there and refuses to write, which is state 25006. */
  @Test
  void jobs_go_on_after_a_time_in_which_the_database_could_only_be_read() {
    PGSimpleDataSource connections = connections("failover");
    List<String> heard = new CopyOnWriteArrayList<>();
    DhisAdmin node =
        SchedulerProcess.types(DhisAdmin.builder(), POSTGRES.dataSource())
            .persistence(JooqPersistence.of(connections))
            .scheduler(JobBed.fragile("failover"))
            .listener(event -> heard.add(event.kind().name()))
            .build();
    node.start();

    connections.setOptions("-c default_transaction_read_only=on");
    endConnections("failover");
    Job job = bed.jobs().create(due(SchedulerProcess.NOTE, "waiting"));
    bed.await("it notices", () -> heard.contains("POLL_FAILED"));
    connections.setOptions("-c default_transaction_read_only=off");
    endConnections("failover");

    bed.awaitRun(job, RunStatus.COMPLETED);
    node.close();
  }

  @Test
  void what_the_database_cannot_store_of_a_run_holds_nothing_up() {
    Job odd = bed.jobs().create(due(ODD_WORDS, "odd"));
    bed.start("a");

    JobRun run = bed.awaitRun(odd, RunStatus.COMPLETED);

    assertThat(run.progress().messages()).containsExactly("zero  character");
  }

  @Test
  void metrics_and_listeners_that_fail_disturb_no_run() {
    MetricsSink broken =
        new MetricsSink() {
          @Override
          public void count(String metric, String type, long times) {
            throw new IllegalStateException(metric);
          }

          @Override
          public void time(String metric, String type, Duration duration) {
            throw new IllegalStateException(metric);
          }
        };
    Job job = bed.jobs().create(due(SchedulerProcess.NOTE, "watched"));
    try (DhisAdmin node =
        SchedulerProcess.types(DhisAdmin.builder(), unpooled)
            .persistence(JooqPersistence.of(unpooled))
            .scheduler(JobBed.fragile("watched"))
            .metrics(broken)
            .listener(
                event -> {
                  throw new AssertionError(event);
                })
            .build()) {
      node.start();
      bed.awaitRun(job, RunStatus.COMPLETED);
    }
  }

  @ParameterizedTest
  @CsvSource({"STOP, NOT_RUN", "CONTINUE, COMPLETED"})
  void queue_of_a_killed_node_goes_on_after_the_job_that_was_lost(OnFailure policy, RunStatus third)
      throws Exception {
    List<Job> members =
        List.of(
            manual(SchedulerProcess.NOTE, "first"),
            manual(SchedulerProcess.SLOW_NOTE, "second"),
            manual(SchedulerProcess.NOTE, "third"));
    Job queue =
        bed.jobs()
            .create(
                JobDefinition.of(
                        JobTypes.JOB_QUEUE,
                        "queue",
                        JobQueueParameters.of(members.stream().map(Job::uid).toList(), policy))
                    .deadRun(DeadRunPolicy.RETRY)
                    .retry(SOON));
    bed.jobs().runNow(queue.uid());
    try (SchedulerProcess process = SchedulerProcess.start(POSTGRES.database(), "doomed")) {
      bed.await("the second runs", () -> count("select count(*) from run_note") == 2);
      process.kill();
    }
    // The queue is recovered first, and has to wait to be told what became of its job.
    bed.execute(
        "update dhis_admin.job set lease_until = lease_until + interval '2 seconds'"
            + " where name = 'second' and state = 'RUNNING'");

    bed.start("heir");
    bed.awaitRun(queue, RunStatus.FAILED);

    assertThat(members)
        .flatExtracting(each -> bed.jobs().history(each.uid(), 5))
        .extracting(JobRun::jobName, JobRun::status)
        .containsExactly(
            tuple("first", RunStatus.COMPLETED),
            tuple("second", RunStatus.LOST),
            tuple("third", third));
    assertThat(bed.jobs().find("second").map(Job::status)).contains(JobStatus.SCHEDULED);
  }

  @Test
  void job_is_not_taken_over_within_a_piece_of_work_that_must_not_be_doubled() {
    Job job = bed.jobs().create(due(CHUNK, "destructive"));
    bed.start("a");
    bed.await("it is within", () -> SEEN.contains("within"));

    assertThatThrownBy(() -> bed.jobs().abandon(job.uid())).isInstanceOf(ConflictException.class);
    LET_GO.release();
    bed.await("it is between", () -> SEEN.contains("between"));
    bed.jobs().abandon(job.uid());
    LET_GO.release();
    bed.await("it was refused", () -> SEEN.contains("refused"));

    assertThat(SEEN).containsExactly("within", "between", "refused");
    assertThat(bed.jobs().history(job.uid(), 5))
        .extracting(JobRun::status)
        .containsExactly(RunStatus.LOST);
  }

  /** A fragile node that others do not see in the bed, and that tells its measurements. */
  private static DhisAdmin measured(String name, DataSource connections, MetricsSink measurements) {
    return SchedulerProcess.types(DhisAdmin.builder(), unpooled)
        .persistence(JooqPersistence.of(connections))
        .scheduler(JobBed.fragile(name))
        .metrics(measurements)
        .listener(event -> HEARD.add(event.kind() + " " + event.jobName()))
        .job(HEEDFUL, (context, none) -> heedful(context))
        .build();
  }

  private static JobDefinition<NoParameters> due(JobType<NoParameters> type, String name) {
    return JobDefinition.of(type, name, new NoParameters()).on(Schedule.at(Instant.EPOCH));
  }

  private static Job manual(JobType<NoParameters> type, String name) {
    return bed.jobs().create(JobDefinition.of(type, name, new NoParameters()));
  }

  /** Connections that are not kept, and that can be told from those of others. */
  private static PGSimpleDataSource connections(String application) {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(POSTGRES.database().jdbcUrl());
    connections.setUser(POSTGRES.database().user());
    connections.setPassword(System.getProperty("dhisadmin.test.password"));
    connections.setApplicationName(application);
    return connections;
  }

  private static void endConnections(String application) {
    bed.value(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where application_name = '"
            + application
            + "'");
  }

  private static int count(String sql) {
    return Integer.parseInt(bed.value(sql));
  }

  private static int completed() {
    return count("select count(*) from dhis_admin.job_run where status = 'COMPLETED'");
  }

  private static long lostRuns(Job job) {
    return bed.jobs().history(job.uid(), 5).stream()
        .filter(run -> run.status() == RunStatus.LOST)
        .count();
  }

  /** Only letting it go ends it. */
  private static void stuck() {
    STUCK_THREADS.add(Thread.currentThread());
    SEEN.add("begun");
    LET_GO.acquireUninterruptibly();
  }

  private static void heedful(JobContext context) {
    SEEN.add("begun");
    try {
      LET_GO.acquire();
    } catch (InterruptedException e) {
      SEEN.add(
          "stopped, lease lasts: "
              + bed.value(
                  "select lease_until > statement_timestamp() from dhis_admin.job where uid = '"
                      + context.job().uid()
                      + "'"));
      throw new CancelledException("interrupted");
    }
  }

  private static void oneStatement(JobContext context) {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      Cancellation.Registration stop =
          context.control().cancellation().onCancel(() -> cancel(statement));
      SEEN.add("waiting");
      try {
        statement.execute("select pg_sleep(" + SECONDS_IN_STATEMENT + ")");
      } finally {
        stop.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void chunk(JobContext context) {
    context.fenced(
        () -> {
          SEEN.add("within");
          LET_GO.acquireUninterruptibly();
        });
    SEEN.add("between");
    LET_GO.acquireUninterruptibly();
    try {
      context.fenced(() -> SEEN.add("within again"));
    } catch (CancelledException e) {
      SEEN.add("refused");
      throw e;
    }
  }

  /** What a node has measured, by measurement and type. */
  private static final class Measurements implements MetricsSink {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final Map<String, Duration> latest = new ConcurrentHashMap<>();

    @Override
    public void count(String metric, String type, long times) {
      counts.merge(metric + " " + type, times, Long::sum);
    }

    @Override
    public void time(String metric, String type, Duration duration) {
      latest.put(metric + " " + type, duration);
    }

    long count(String measurement) {
      return counts.getOrDefault(measurement, 0L);
    }

    Duration latest(String measurement) {
      return latest.getOrDefault(measurement, Duration.ZERO);
    }
  }
}
