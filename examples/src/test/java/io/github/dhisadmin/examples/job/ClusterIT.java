package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.JobFilter;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MisfirePolicy;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several nodes on one database: each occurrence runs once, and keys keep jobs apart. */
class ClusterIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final int JOBS = 200;
  private static final int ROUNDS = 15;

  /** More of both on the command line, as docs/guide/scheduler.md says. */
  private static final int KEYS = Integer.getInteger("dhisadmin.jobs.keys", 50);

  private static final int JOBS_PER_KEY = Integer.getInteger("dhisadmin.jobs.per.key", 2);
  private static final Duration PER_JOB = Duration.ofMillis(100);
  private static final Map<String, AtomicInteger> RUNS = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> TOGETHER = new ConcurrentHashMap<>();
  private static final List<String> ORDER = new CopyOnWriteArrayList<>();
  private static final List<String> OVERLAPS = new CopyOnWriteArrayList<>();
  private static final List<String> HEARD = new CopyOnWriteArrayList<>();

  private static JobBed bed;

  /** What is counted, and under which key. */
  record Counted(String key) {}

  private static final JobType<Counted> COUNT =
      JobType.of("COUNT", Counted.class, "Counts its runs.").parallel();

  @BeforeAll
  static void open() {
    bed =
        JobBed.on(
            POSTGRES.dataSource(),
            builder ->
                builder
                    .job(COUNT, ClusterIT::count)
                    .listener(event -> HEARD.add(event.kind() + " " + event.jobName())));
  }

  private static void count(JobContext context, Counted parameters) {
    AtomicInteger together = TOGETHER.computeIfAbsent(parameters.key(), key -> new AtomicInteger());
    if (together.incrementAndGet() > 1 && !parameters.key().isEmpty()) {
      OVERLAPS.add(parameters.key());
    }
    RUNS.computeIfAbsent(context.job().name(), name -> new AtomicInteger()).incrementAndGet();
    ORDER.add(context.job().name());
    together.decrementAndGet();
  }

  @AfterEach
  void forget() {
    bed.clear();
    RUNS.clear();
    ORDER.clear();
    OVERLAPS.clear();
    HEARD.clear();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @Test
  void each_of_many_jobs_runs_exactly_once_on_three_nodes() {
    createDue(JOBS, number -> "");
    bed.execute("update dhis_admin.job set due_at = now() + interval '1 day'");

    bed.start("a");
    bed.start("b");
    bed.start("c");
    bed.execute("update dhis_admin.job set due_at = now() where job_type = 'COUNT'");
    bed.await("all have run", () -> RUNS.size() == JOBS && nothingIsRunning());

    assertThat(RUNS.values()).allMatch(count -> count.get() == 1);
    assertThat(bed.jobs().history(2 * JOBS))
        .hasSize(JOBS)
        .allMatch(run -> run.status() == RunStatus.COMPLETED && run.attempt() == 1);
    assertThat(bed.jobs().history(JOBS).stream().map(JobRun::node).distinct()).hasSize(3);
  }

  @Test
  void jobs_of_a_key_never_run_together() {
    createDue(100, number -> "key " + number % 10);

    bed.start("a");
    bed.start("b");
    bed.await("all have run", () -> RUNS.size() == 100 && nothingIsRunning());

    assertThat(OVERLAPS).isEmpty();
    assertThat(RUNS.values()).allMatch(count -> count.get() == 1);
  }

  /** By the times of the runs in the store, which show overlaps that no test could hit on. */
  @Test
  void jobs_of_many_keys_that_are_all_due_at_once_never_overlap_within_a_key() {
    int jobs = KEYS * JOBS_PER_KEY;
    createDue(jobs, number -> "key " + number % KEYS);
    Set<JobEvent.Kind> heard = ConcurrentHashMap.newKeySet();

    try (DhisAdmin watched =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(POSTGRES.dataSource()))
            .scheduler(JobBed.hurried("watched"))
            .listener(event -> heard.add(event.kind()))
            .job(COUNT, ClusterIT::count)
            .build()) {
      watched.start();
      bed.start("a");
      bed.start("b");
      bed.start("c");
      bed.await(
          "all have run",
          PER_JOB.multipliedBy(jobs).plusSeconds(20),
          () -> RUNS.size() == jobs && nothingIsRunning());
    }

    assertThat(RUNS.values()).allMatch(count -> count.get() == 1);
    assertThat(
            bed.value(
                "select count(*) from dhis_admin.job_run one"
                    + " join dhis_admin.job job_of_one on job_of_one.job_id = one.job_id"
                    + " join dhis_admin.job job_of_other"
                    + " on job_of_other.exclusive_key = job_of_one.exclusive_key"
                    + " join dhis_admin.job_run other"
                    + " on other.job_id = job_of_other.job_id and other.run_id > one.run_id"
                    + " where (one.started_at, one.finished_at)"
                    + " overlaps (other.started_at, other.finished_at)"))
        .isEqualTo("0");
    assertThat(heard)
        .as("no claim met the index that stands behind the slots")
        .doesNotContain(JobEvent.Kind.POLL_FAILED);
  }

  /** This is the race that DHIS2 has: two rows of one type, started from two sessions. */
  @Test
  void two_jobs_of_a_key_that_are_due_at_once_run_one_after_the_other() {
    Job one = bed.jobs().create(job("one", "both").excluding("both"));
    Job other = bed.jobs().create(job("other", "both").excluding("both"));
    bed.start("a");
    bed.start("b");

    for (int round = 1; round <= ROUNDS; round++) {
      int rounds = round;
      bed.jobs().runNow(one.uid());
      bed.jobs().runNow(other.uid());
      bed.await(
          "round " + round,
          () -> runs("one") == rounds && runs("other") == rounds && nothingIsRunning());
    }

    assertThat(OVERLAPS).isEmpty();
  }

  @Test
  void clocks_of_nodes_do_not_decide_what_is_due() {
    Instant now =
        Instant.parse(
            bed.value(
                "select to_char(now() at time zone 'UTC'," + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
    bed.jobs().create(job("later", "").on(Schedule.at(now.plus(Duration.ofMinutes(3)))));
    bed.jobs().create(job("due", "").on(Schedule.at(now.minus(Duration.ofMinutes(3)))));

    for (int minutes : List.of(-5, 5)) {
      try (DhisAdmin node =
          DhisAdmin.builder()
              .persistence(JooqPersistence.of(POSTGRES.dataSource()))
              .clock(MutableClock.at(now.plus(Duration.ofMinutes(minutes)).toString()))
              .scheduler(JobBed.hurried("skewed " + minutes))
              .job(COUNT, ClusterIT::count)
              .build()) {
        node.start();
        bed.await("what is due has run", () -> runs("due") == 1 && nothingIsRunning());
        node.jobs().create(job("probe " + minutes, "").on(Schedule.at(now)));
        bed.await("the node still runs jobs", () -> runs("probe " + minutes) == 1);
      }
    }

    assertThat(runs("later")).isZero();
  }

  @Test
  void urgent_jobs_start_first_and_patience_has_an_end() {
    bed.jobs().create(job("late", "k").excluding("k").on(past()));
    bed.jobs().create(job("urgent", "k").excluding("k").priority(9).on(past()));
    bed.jobs().create(job("normal", "k").excluding("k").on(past()));
    bed.execute("update dhis_admin.job set due_at = now() - interval '1 hour' where name = 'late'");

    bed.start("a");
    bed.await("all have run", () -> RUNS.size() == 3 && nothingIsRunning());

    assertThat(ORDER).containsExactly("late", "urgent", "normal");
  }

  /** A job that is always due and always more urgent must not keep another of its key for ever. */
  @Test
  void daily_job_starts_within_the_patience_beside_one_that_is_always_due() {
    Duration patience = Duration.ofSeconds(3);
    Job busy =
        bed.jobs()
            .create(
                JobDefinition.of(JobTypes.TEST, "busy", TestJobParameters.waiting(1_100))
                    .excluding("shared")
                    .priority(100)
                    .on(Schedule.every(Duration.ofSeconds(1))));
    Job daily =
        bed.jobs()
            .create(
                JobDefinition.of(JobTypes.TEST, "daily", TestJobParameters.nothing())
                    .excluding("shared")
                    .on(Schedule.cron("0 0 3 * * *", ZoneOffset.UTC)));
    bed.start(JobBed.hurried("a").aging(patience));
    bed.await("the busy one runs", () -> !bed.jobs().history(busy.uid(), 2).isEmpty());

    bed.execute(
        "update dhis_admin.job set due_at = now(), next_fire_at = now() where name = 'daily'");
    JobRun run = bed.awaitRun(daily, RunStatus.COMPLETED);

    assertThat(Duration.between(run.scheduledFor(), run.startedAt()))
        .as("not before its turn, and then with the next free moment of the key")
        .isBetween(patience, patience.plusSeconds(4));
    assertThat(bed.jobs().history(busy.uid(), 100).stream().map(JobRun::startedAt))
        .as("what was more urgent ran while it waited")
        .filteredOn(started -> started.isAfter(run.scheduledFor()))
        .filteredOn(started -> started.isBefore(run.startedAt()))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void jobs_of_types_that_no_node_knows_wait_and_disturb_nobody() {
    createDue(5, number -> "");
    bed.execute(
        "update dhis_admin.job set job_type = 'FROM_THE_FUTURE' where name in ('job 0', 'job 1')");

    bed.start("a");
    bed.await("those it knows have run", () -> RUNS.size() == 3 && nothingIsRunning());

    assertThat(bed.jobs().find("job 0").map(Job::status)).contains(JobStatus.UNKNOWN_TYPE);
  }

  @Test
  void rows_that_make_no_sense_are_put_aside_alone() {
    createDue(6, number -> "");
    bed.execute(
        "update dhis_admin.job set schedule_kind = 'CRON', cron = 'every now and then',"
            + " zone = 'UTC' where name = 'job 0'");
    bed.execute(
        "update dhis_admin.job set params = '{\"key\": \"\", \"depth\": 3}'"
            + " where name = 'job 1'");
    bed.execute("update dhis_admin.job set params = '[1]' where name = 'job 2'");

    bed.start("a");
    bed.await("the others have run", () -> RUNS.size() == 3);
    bed.await(
        "the bad ones are known",
        () ->
            bed.jobs().list(JobFilter.USER).stream()
                    .filter(job -> job.status() == JobStatus.INVALID)
                    .count()
                == 3);

    bed.await(
        "listeners were told",
        () ->
            HEARD.containsAll(
                List.of("QUARANTINED job 0", "QUARANTINED job 1", "QUARANTINED job 2")));
    assertThat(bed.jobs().find("job 1").flatMap(Job::problem)).get().asString().contains("depth");
    assertThat(RUNS).containsOnlyKeys("job 3", "job 4", "job 5");
  }

  @Test
  void occurrence_that_was_missed_is_told_and_kept_as_not_run() {
    Job job =
        bed.jobs()
            .create(
                job("missed", "")
                    .misfire(MisfirePolicy.skip(Duration.ofHours(1)))
                    .on(Schedule.cron("0 0 3 * * *", ZoneOffset.UTC)));
    bed.execute(
        "update dhis_admin.job set due_at = now() - interval '2 days',"
            + " next_fire_at = now() - interval '2 days' where name = 'missed'");

    bed.start("a");
    bed.awaitRun(job, RunStatus.NOT_RUN);
    bed.await("listeners were told", () -> HEARD.contains("NOT_RUN missed"));

    assertThat(RUNS).isEmpty();
  }

  private static List<Job> createDue(int count, IntFunction<String> key) {
    List<Job> created = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String exclusive = key.apply(number);
      JobDefinition<Counted> definition = job("job " + number, exclusive).on(past());
      created.add(
          bed.jobs().create(exclusive.isEmpty() ? definition : definition.excluding(exclusive)));
    }
    return created;
  }

  private static Schedule past() {
    return Schedule.at(Instant.EPOCH);
  }

  private static JobDefinition<Counted> job(String name, String key) {
    return JobDefinition.of(COUNT, name, new Counted(key));
  }

  private static int runs(String name) {
    AtomicInteger count = RUNS.get(name);
    return count == null ? 0 : count.get();
  }

  private static boolean nothingIsRunning() {
    return bed.value("select count(*) from dhis_admin.job where state = 'RUNNING'").equals("0");
  }
}
