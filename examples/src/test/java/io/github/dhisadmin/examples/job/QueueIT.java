package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.CronSchedule;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobFilter;
import io.github.dhisadmin.job.JobHistoryParameters;
import io.github.dhisadmin.job.JobQueueParameters;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.OnFailure;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Queues, and what operators may and may not do with jobs; by test jobs and the public API alone.
 */
class QueueIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final ZoneId UTC = ZoneId.of("UTC");

  private static JobBed bed;

  @BeforeAll
  static void open() {
    bed = JobBed.on(POSTGRES.dataSource(), builder -> builder);
  }

  @AfterEach
  void forget() {
    bed.clear();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @Test
  void queue_runs_its_jobs_in_order() {
    Job queue = queue(OnFailure.STOP, member("first", 0), member("second", 0), member("third", 0));

    run(queue, RunStatus.COMPLETED);

    assertThat(members()).containsExactly("first COMPLETED", "second COMPLETED", "third COMPLETED");
  }

  @Test
  void queue_stops_after_a_failure_and_says_what_was_left_out() {
    Job queue = queue(OnFailure.STOP, member("first", 0), failing("second"), member("third", 0));

    run(queue, RunStatus.FAILED);

    assertThat(members()).containsExactly("first COMPLETED", "second FAILED", "third NOT_RUN");
  }

  @Test
  void queue_goes_on_after_a_failure_if_wanted() {
    Job queue =
        queue(OnFailure.CONTINUE, failing("first"), member("second", 0), member("third", 0));

    run(queue, RunStatus.FAILED);

    assertThat(members()).containsExactly("first FAILED", "second COMPLETED", "third COMPLETED");
  }

  @Test
  void disabled_members_are_left_out() {
    Job first = member("first", 0);
    Job queue = queue(OnFailure.STOP, first, member("second", 0));
    bed.jobs().disable(first.uid());

    run(queue, RunStatus.COMPLETED);

    assertThat(members()).containsExactly("first NOT_RUN", "second COMPLETED");
  }

  @Test
  void queue_whose_node_is_closed_within_a_job_begins_that_job_again_elsewhere() {
    Job second = member("second", 4_000);
    Job queue = queue(OnFailure.STOP, member("first", 0), second, member("third", 0));
    bed.jobs().runNow(queue.uid());
    DhisAdmin node = bed.start(JobBed.hurried("closing").shutdown(Duration.ofMillis(1_500)));
    bed.await(
        "the second runs",
        () -> bed.jobs().find(second.uid()).orElseThrow().status() == JobStatus.RUNNING);

    node.close();
    bed.start("heir");
    bed.awaitRun(queue, RunStatus.COMPLETED);

    assertThat(members())
        .containsExactly(
            "first COMPLETED", "second STOPPED", "second COMPLETED", "third COMPLETED");
  }

  @Test
  void member_that_runs_already_is_waited_for() {
    Job busy = member("busy", 1_500);
    Job queue = queue(OnFailure.STOP, busy, member("second", 0));
    bed.jobs().runNow(busy.uid());
    bed.start("a");
    bed.await(
        "it is busy",
        () -> bed.jobs().find(busy.uid()).map(Job::status).equals(Optional.of(JobStatus.RUNNING)));

    bed.jobs().runNow(queue.uid());
    bed.awaitRun(queue, RunStatus.COMPLETED);

    assertThat(members()).containsExactly("busy COMPLETED", "busy COMPLETED", "second COMPLETED");
  }

  @Test
  void queue_is_run_from_one_of_its_jobs_on() {
    Job second = member("second", 0);
    Job queue = queue(OnFailure.STOP, member("first", 0), second, member("third", 0));
    Job other = member("other", 0);
    bed.start("a");

    bed.jobs().runNow(queue.uid(), second.uid());
    bed.awaitRun(queue, RunStatus.COMPLETED);

    assertThat(members()).containsExactly("first NOT_RUN", "second COMPLETED", "third COMPLETED");
    assertThat(bed.jobs().history("first", 1).get(0).error())
        .contains("Left out: the queue was begun with 'second'.");
    assertThatThrownBy(() -> bed.jobs().runNow(queue.uid(), other.uid()))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> bed.jobs().runNow(second.uid(), other.uid()))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void queue_whose_job_is_gone_fails_and_says_so() {
    Job queue = queue(OnFailure.CONTINUE, member("first", 0), member("second", 0));
    bed.execute("delete from dhis_admin.job where name = 'second'");

    run(queue, RunStatus.FAILED);

    assertThat(members()).containsExactly("first COMPLETED");
    assertThat(bed.jobs().history(queue.uid(), 1).get(0).error()).get().asString().contains("gone");
  }

  @Test
  void queue_that_would_wait_for_itself_is_refused() {
    Job inner = queue("inner", OnFailure.STOP, member("one", 0), member("two", 0));
    Job outer = queue("outer", OnFailure.STOP, inner, member("three", 0));
    JobQueueParameters aroundOuter =
        JobQueueParameters.of(
            List.of(bed.jobs().find("one").orElseThrow().uid(), outer.uid()), OnFailure.STOP);
    JobQueueParameters ofItself =
        JobQueueParameters.of(List.of(outer.uid(), inner.uid()), OnFailure.STOP);

    assertThatThrownBy(
            () ->
                bed.jobs()
                    .update(inner, JobDefinition.of(JobTypes.JOB_QUEUE, "inner", aroundOuter)))
        .hasMessageContaining("wait for itself");
    assertThatThrownBy(
            () -> bed.jobs().update(outer, JobDefinition.of(JobTypes.JOB_QUEUE, "outer", ofItself)))
        .hasMessageContaining("wait for itself");
    assertThatThrownBy(() -> queue("twice", OnFailure.STOP, inner, member("four", 0)))
        .hasMessageContaining("E7022");

    run(outer, RunStatus.COMPLETED);
    assertThat(members()).containsExactly("one COMPLETED", "two COMPLETED", "three COMPLETED");
  }

  @Test
  void job_of_a_user_runs_only_while_the_user_may_act() {
    String user = "activeUser1";
    bed.execute(
        "insert into userinfo (userinfoid, uid, username, surname, firstname, disabled, created,"
            + " lastupdated) values (990, '"
            + user
            + "', 'active', 'A', 'A', false, now(), now())");
    JobDefinition<TestJobParameters> definition =
        JobDefinition.of(JobTypes.TEST, "personal", TestJobParameters.nothing())
            .retry(RetryPolicy.attempts(5));
    List<String> acted = new CopyOnWriteArrayList<>();

    assertThatThrownBy(() -> bed.jobs().create(definition.runAs("nobody00001")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("nobody00001");
    Job job = bed.jobs().create(definition.runAs(user));
    try (DhisAdmin node =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(POSTGRES.dataSource()))
            .scheduler(JobBed.hurried("personal"))
            .runAs(
                (uid, work) -> {
                  acted.add(uid);
                  work.run();
                })
            .build()) {
      node.start();
      bed.jobs().runNow(job.uid());
      bed.awaitRun(job, RunStatus.COMPLETED);
      bed.execute("update userinfo set disabled = true where uid = '" + user + "'");
      bed.jobs().runNow(job.uid());
      JobRun refused = bed.awaitRun(job, RunStatus.FAILED);

      assertThat(refused.error()).get().asString().contains("disabled");
      assertThat(bed.jobs().find(job.uid()).flatMap(Job::dueAt))
          .as("another attempt, which would fail as well")
          .isEmpty();
    }

    assertThat(acted).containsExactly(user);
  }

  @Test
  void user_in_whose_name_a_job_runs_cancels_it_without_any_authority() {
    String user = "owningUser1";
    bed.execute(
        "insert into userinfo (userinfoid, uid, username, surname, firstname, disabled, created,"
            + " lastupdated) values (991, '"
            + user
            + "', 'owning', 'A', 'A', false, now(), now())");
    Job own =
        bed.jobs()
            .create(
                JobDefinition.of(JobTypes.TEST, "own", TestJobParameters.nothing()).runAs(user));
    Job others = member("others", 0);
    bed.jobs().runNow(own.uid());
    bed.jobs().runNow(others.uid());
    try (DhisAdmin asUser =
            DhisAdmin.builder()
                .persistence(JooqPersistence.of(POSTGRES.dataSource()))
                .accessPolicy(AccessPolicy.dhis2(Set::of, () -> Optional.of(user)))
                .build();
        DhisAdmin asSomebody =
            DhisAdmin.builder()
                .persistence(JooqPersistence.of(POSTGRES.dataSource()))
                .accessPolicy(AccessPolicy.dhis2(Set::of))
                .build()) {
      assertThatThrownBy(() -> asSomebody.jobs().cancel("own"))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> asUser.jobs().cancel("others"))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> asUser.jobs().cancel("nobody's"))
          .as("who may not ask does not learn what there is")
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> asUser.jobs().runNow("own"))
          .isInstanceOf(AccessDeniedException.class);
      assertThat(asUser.jobs().cancel("own")).isEqualTo(CancelOutcome.WITHDRAWN);
    }
  }

  @Test
  void queues_of_bad_members_are_refused() {
    Job one = member("one", 0);
    Job scheduled =
        bed.jobs()
            .create(
                JobDefinition.of(JobTypes.TEST, "scheduled", TestJobParameters.nothing())
                    .on(Schedule.delay(Duration.ofHours(1))));

    assertThatThrownBy(() -> JobQueueParameters.of(List.of(one.uid()), OnFailure.STOP))
        .hasMessageContaining("E7024");
    assertThatThrownBy(() -> queue(OnFailure.STOP, one, scheduled)).hasMessageContaining("E7022");
    JobDefinition<?> pointless =
        bed.jobs().define("JOB_QUEUE", "queue", Map.of("jobs", one.uid() + ",nobody"));
    assertThatThrownBy(() -> bed.jobs().create(pointless)).hasMessageContaining("E7020");

    Job other = member("other", 0);
    queue(OnFailure.STOP, one, other);
    assertThatThrownBy(() -> bed.jobs().delete(other.uid())).hasMessageContaining("E7022");
    assertThatThrownBy(() -> bed.jobs().reschedule(other, Schedule.delay(Duration.ofHours(1))))
        .hasMessageContaining("E7022");
  }

  @Test
  void definition_is_checked_as_a_whole() {
    assertThatThrownBy(
            () ->
                bed.jobs()
                    .define("TEST", "wrong", Map.of("stages", "101", "items", "x", "colour", "y")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("stages")
        .hasMessageContaining("items")
        .hasMessageContaining("colour");
    assertThatThrownBy(() -> bed.jobs().define("TEEST", "wrong", Map.of()))
        .hasMessageContaining("Did you mean TEST");
    assertThatThrownBy(() -> nightly("0 0 25 * * *", "bad"))
        .isInstanceOf(InvalidRequestException.class);

    nightly("0 0 2 * * *", "nightly");
    assertThatThrownBy(() -> nightly("0 0 2 ? * *", "twin")).hasMessageContaining("E7000");
    assertThatThrownBy(() -> nightly("0 0 3 * * *", "nightly"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("nightly");
  }

  @Test
  void changed_schedule_counts_from_now_and_stale_knowledge_is_refused() {
    Job known = nightly("0 0 2 * * *", "nightly");

    Job changed = bed.jobs().reschedule(known, Schedule.cron("0 30 4 * * *", UTC));

    assertThat(changed.dueAt().orElseThrow().atZone(UTC).toLocalTime()).hasToString("04:30");
    assertThatThrownBy(() -> bed.jobs().reschedule(known, Schedule.manual()))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> bed.jobs().reschedule(changed, Schedule.cron("0 0 0 30 2 ?", UTC)))
        .isInstanceOf(InvalidRequestException.class);
    Job disabled = bed.jobs().disable(changed.uid());
    assertThat(disabled.status()).isEqualTo(JobStatus.DISABLED);
    assertThatThrownBy(() -> bed.jobs().runNow(disabled.uid()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("disabled");
    assertThat(bed.jobs().enable(disabled.uid()).dueAt()).isPresent();
    bed.jobs().delete("nightly");
    assertThatThrownBy(() -> bed.jobs().runNow("nightly")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void running_job_can_be_changed_but_not_deleted_and_stays_disabled() {
    Job job = member("slow", 1_000);
    bed.start("a");
    bed.jobs().runNow(job.uid());
    bed.await("it runs", () -> bed.jobs().find("slow").orElseThrow().status() == JobStatus.RUNNING);

    assertThatThrownBy(() -> bed.jobs().delete("slow")).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> bed.jobs().runNow("slow")).isInstanceOf(ConflictException.class);
    bed.jobs().disable("slow");
    bed.awaitRun(job, RunStatus.COMPLETED);

    assertThat(bed.jobs().find("slow").orElseThrow().status()).isEqualTo(JobStatus.DISABLED);
  }

  @Test
  void system_jobs_are_hidden_and_only_their_schedule_can_change() {
    bed.start("a");
    assertThat(bed.jobs().list(JobFilter.USER)).isEmpty();
    assertThat(bed.jobs().list(JobFilter.ALL))
        .extracting(Job::type, job -> ((CronSchedule) job.schedule()).expression())
        .containsExactlyInAnyOrder(
            tuple("DATA_STATISTICS", "0 0 2 ? * *"), tuple("JOB_HISTORY", "0 30 1 * * *"));
    Job system = bed.jobs().list(JobFilter.ALL).get(0);

    assertThat(system.system()).isTrue();
    assertThatThrownBy(() -> bed.jobs().disable(system.uid())).hasMessageContaining("E7003");
    assertThatThrownBy(() -> bed.jobs().delete(system.uid())).hasMessageContaining("E7003");
    assertThat(bed.jobs().reschedule(system, Schedule.cron("0 0 5 * * *", UTC)).dueAt())
        .isPresent();
  }

  @Test
  void stages_items_and_messages_of_a_run_are_kept() {
    Job job =
        bed.jobs()
            .create(
                bed.jobs()
                    .define(
                        "TEST",
                        "staged",
                        Map.of(
                            "stages",
                            "2",
                            "items",
                            "4",
                            "failAtStage",
                            "2",
                            "failAtItem",
                            "3",
                            "failPolicy",
                            "SKIP_ITEM_OUTLIER")));
    bed.start("a");
    bed.jobs().runNow(job.uid());

    JobRun run = bed.awaitRun(job, RunStatus.COMPLETED);

    assertThat(run.progress().current())
        .hasValueSatisfying(
            progress -> {
              assertThat(progress.stage()).isEqualTo("Stage 2");
              assertThat(progress.percent()).isEqualTo(100);
            });
    assertThat(run.progress().messages()).containsExactly("Stage 2, 3: simulated failure");
    assertThat(List.of(run))
        .extracting(JobRun::attempt, JobRun::node)
        .containsExactly(tuple(1, "a"));
  }

  @Test
  void progress_of_a_run_is_read_on_another_node_while_it_lasts() {
    Job job =
        bed.jobs()
            .create(
                bed.jobs()
                    .define(
                        "TEST",
                        "long",
                        Map.of("stages", "1", "items", "1000", "itemMillis", "50")));
    bed.start("a");
    bed.jobs().runNow(job.uid());
    bed.await(
        "how far it is can be read",
        () ->
            bed.jobs().history(job.uid(), 1).stream()
                .anyMatch(run -> run.progress().current().isPresent()));

    JobRun run = bed.jobs().history(job.uid(), 1).get(0);
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.progress().current())
        .hasValueSatisfying(
            progress -> {
              assertThat(progress.stage()).isEqualTo("Stage 1");
              assertThat(progress.percent()).isBetween(1, 99);
              assertThat(progress.remaining()).isPresent();
            });
    bed.jobs().cancel(job.uid());
    bed.awaitRun(job, RunStatus.STOPPED);
  }

  @Test
  void old_runs_are_deleted_but_for_the_last_of_each_job() {
    Job job = member("often", 0);
    bed.start("a");
    for (int run = 1; run <= 4; run++) {
      int runs = run;
      bed.jobs().runNow(job.uid());
      bed.await(
          "run " + run,
          () ->
              bed.jobs().history(job.uid(), 10).size() == runs
                  && bed.jobs().find(job.uid()).orElseThrow().status() == JobStatus.SCHEDULED);
    }
    bed.execute("update dhis_admin.job_run set started_at = started_at - interval '2 days'");
    Job history =
        bed.jobs()
            .create(
                JobDefinition.of(JobTypes.JOB_HISTORY, "history", new JobHistoryParameters(1, 3)));

    bed.jobs().runNow(history.uid());

    assertThat(bed.awaitRun(history, RunStatus.COMPLETED).progress().messages())
        .containsExactly("Deleted runs: 1");
    assertThat(bed.jobs().history(job.uid(), 10)).hasSize(3);
  }

  private static Job nightly(String cron, String name) {
    return bed.jobs()
        .create(
            JobDefinition.of(JobTypes.TEST, name, TestJobParameters.nothing())
                .on(Schedule.cron(cron, UTC)));
  }

  private static Job member(String name, long millis) {
    return bed.jobs()
        .create(JobDefinition.of(JobTypes.TEST, name, TestJobParameters.waiting(millis)));
  }

  private static Job failing(String name) {
    return bed.jobs().create(JobDefinition.of(JobTypes.TEST, name, TestJobParameters.failing(0)));
  }

  private static Job queue(OnFailure onFailure, Job... members) {
    return queue("queue", onFailure, members);
  }

  private static Job queue(String name, OnFailure onFailure, Job... members) {
    return bed.jobs()
        .create(
            JobDefinition.of(
                JobTypes.JOB_QUEUE,
                name,
                JobQueueParameters.of(Arrays.stream(members).map(Job::uid).toList(), onFailure)));
  }

  private static void run(Job queue, RunStatus status) {
    bed.jobs().runNow(queue.uid());
    bed.start("a");
    bed.awaitRun(queue, status);
  }

  /** What became of all jobs but the queue, the first first. */
  private static List<String> members() {
    return bed.jobs().history(20).stream()
        .filter(run -> run.type().equals("TEST"))
        .sorted(Comparator.comparing(JobRun::id))
        .map(run -> run.jobName() + " " + run.status())
        .toList();
  }
}
