package io.github.dhisadmin.testkit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.job.DeadRunPolicy;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobError;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.job.JobOptions;
import io.github.dhisadmin.job.MisfirePolicy;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.spi.JobDraft;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.Ahead;
import io.github.dhisadmin.spi.JobTransitions.Claim;
import io.github.dhisadmin.spi.JobTransitions.ClaimRequest;
import io.github.dhisadmin.spi.JobTransitions.ClaimedRun;
import io.github.dhisadmin.spi.JobTransitions.LostRun;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import io.github.dhisadmin.spi.JobTransitions.Start;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.RunError;
import io.github.dhisadmin.spi.RunRow;
import io.github.dhisadmin.spi.StoredSchedule;
import io.github.dhisadmin.spi.UserState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the store answers to nodes that meet in it, without nodes. */
class JobStoreIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  /** More on the command line, as docs/guide/scheduler.md says. */
  private static final int ROUNDS = Integer.getInteger("dhisadmin.jobs.rounds", 60);

  private static final String TYPE = "STORED";
  private static final ClaimRequest ONE = request(1, Set.of(TYPE), Ahead.none());
  private static final ClaimRequest MANY = request(100, Set.of(TYPE), Ahead.none());

  private static JobStore store;

  private static ClaimRequest request(int limit, Set<String> types, Ahead ahead) {
    return new ClaimRequest(
        "a", limit, types, ahead, Duration.ofMinutes(15), Duration.ofMinutes(1));
  }

  @BeforeAll
  static void open() {
    Persistence persistence = JooqPersistence.of(POSTGRES.dataSource());
    persistence.prepare();
    store = persistence.jobs();
  }

  @AfterEach
  void forget() throws SQLException {
    execute("truncate dhis_admin.job, dhis_admin.job_run, dhis_admin.job_error");
    execute("update dhis_admin.job_slot set job_id = null");
  }

  /** This is the race that DHIS2 has: two rows of one type are due, and two sessions take one. */
  @Test
  void two_claims_at_the_same_moment_never_start_two_jobs_of_a_key() throws Exception {
    JobRow one = insert("one", "both");
    JobRow other = insert("other", "both");
    CyclicBarrier barrier = new CyclicBarrier(2);

    for (int round = 0; round < ROUNDS; round++) {
      store.runNow(one.id());
      store.runNow(other.id());
      CompletableFuture<Claim> rival = CompletableFuture.supplyAsync(() -> claimBehind(barrier));
      List<ClaimedRun> started = new ArrayList<>(claimBehind(barrier).started());
      started.addAll(rival.get().started());

      assertThat(started).as("round %d", round).hasSize(1);
      end(started);
      List<ClaimedRun> left = store.claim(ONE, JobStoreIT::start).started();
      assertThat(left).as("round %d", round).hasSize(1);
      end(left);
    }

    assertThat(store.runs(null, 10 * ROUNDS)).hasSize(2 * ROUNDS);
  }

  private static Claim claimBehind(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    return store.claim(ONE, JobStoreIT::start);
  }

  @Test
  void short_runs_are_taken_ahead_as_far_as_there_is_room_and_only_by_a_claim_that_was_full()
      throws SQLException {
    for (int number = 0; number < 9; number++) {
      insert("job " + number, null);
    }
    execute("update dhis_admin.job set job_type = 'SHORT' where name >= 'job 2'");
    execute("update dhis_admin.job set due_at = due_at - interval '1 hour' where name < 'job 2'");
    Set<String> types = Set.of(TYPE, "SHORT");
    Ahead ahead = new Ahead(Set.of("SHORT"), 8, 5);

    List<ClaimedRun> mixed = store.claim(request(1, types, ahead), JobStoreIT::start).started();

    assertThat(mixed)
        .as("one of five, and three of one each")
        .extracting(run -> run.job().type())
        .containsExactlyInAnyOrder(TYPE, "SHORT", "SHORT", "SHORT");
    assertThat(store.claim(request(3, Set.of("SHORT"), Ahead.none()), JobStoreIT::start).started())
        .hasSize(3);
    assertThat(store.claim(request(3, types, ahead), JobStoreIT::start).started())
        .as("the rest is less than was wanted")
        .hasSize(2);
  }

  @Test
  void ends_of_several_runs_are_stored_each_as_its_owner_tells_it() throws SQLException {
    for (String name : List.of("completed", "failed", "changed", "stolen")) {
      insert(name, null);
    }
    Map<String, ClaimedRun> runs =
        store.claim(MANY, JobStoreIT::start).started().stream()
            .collect(Collectors.toMap(run -> run.job().name(), run -> run));
    execute(
        "update dhis_admin.job set version = version + 1, next_fire_at = '2031-01-01T00:00:00Z'"
            + " where name = 'changed'");
    execute("update dhis_admin.job set fence = fence + 1 where name = 'stolen'");
    Instant next = Instant.parse("2030-01-01T03:00:00Z");
    Instant again = Instant.parse("2029-12-31T03:00:30Z");
    Instant occurrence = Instant.parse("2029-12-31T03:00:00Z");
    Plan later = new Plan(0, next, next, DueReason.SCHEDULE, null, 0, 0, null);
    Plan retry = new Plan(0, next, again, DueReason.RETRY, occurrence, 2, 7, "\"no\" {luck}, \\");

    Set<Owned> accepted =
        store.finish(
            List.of(
                finished(runs, "stolen", RunStatus.COMPLETED, null, null, later),
                finished(runs, "completed", RunStatus.COMPLETED, null, "{\"items\": 3}", later),
                finished(runs, "failed", RunStatus.FAILED, "no \0 \"luck\", {}", null, retry),
                finished(runs, "changed", RunStatus.STOPPED, null, null, retry)));

    assertThat(accepted)
        .containsExactlyInAnyOrder(
            owned(runs, "completed"), owned(runs, "failed"), owned(runs, "changed"));
    assertThat(state("stolen").running()).isTrue();
    JobRow.State completed = state("completed");
    assertThat(completed.running()).isFalse();
    assertThat(completed.dueAt()).isEqualTo(next);
    assertThat(completed.nextFireAt()).isEqualTo(next);
    assertThat(completed.occurrence()).isNull();
    assertThat(completed.lastStatus()).isEqualTo(RunStatus.COMPLETED);
    JobRow.State failed = state("failed");
    assertThat(failed.dueAt()).isEqualTo(again);
    assertThat(failed.nextFireAt()).isEqualTo(next);
    assertThat(failed.dueReason()).isEqualTo(DueReason.RETRY);
    assertThat(failed.occurrence()).isEqualTo(occurrence);
    assertThat(failed.attempts()).isEqualTo(2);
    assertThat(failed.failures()).isEqualTo(7);
    assertThat(failed.problem()).isEqualTo("\"no\" {luck}, \\");
    JobRow.State changed = state("changed");
    assertThat(changed.dueAt())
        .as("as it was planned with the change")
        .isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
    assertThat(changed.occurrence()).isNull();
    assertThat(changed.attempts()).isZero();
    assertThat(store.runs(null, 10))
        .extracting(RunRow::jobName, RunRow::status, RunRow::error, RunRow::progress)
        .containsExactlyInAnyOrder(
            tuple("completed", RunStatus.COMPLETED, null, "{\"items\": 3}"),
            tuple("failed", RunStatus.FAILED, "no  \"luck\", {}", null),
            tuple("changed", RunStatus.STOPPED, null, null),
            tuple("stolen", RunStatus.RUNNING, null, null));
  }

  private static JobRow.State state(String name) {
    return store.find(name).orElseThrow().state();
  }

  private static Owned owned(Map<String, ClaimedRun> runs, String name) {
    return Objects.requireNonNull(runs.get(name)).run();
  }

  private static Finished finished(
      Map<String, ClaimedRun> runs,
      String name,
      RunStatus status,
      @Nullable String error,
      @Nullable String progress,
      Plan plan) {
    int version = Objects.requireNonNull(runs.get(name)).job().version();
    return new Finished(
        owned(runs, name),
        new Settlement(
            status,
            error,
            progress,
            new Plan(
                version,
                plan.nextFireAt(),
                plan.dueAt(),
                plan.reason(),
                plan.occurrence(),
                plan.attempts(),
                plan.failures(),
                plan.problem())));
  }

  @Test
  void whatever_comes_from_an_owner_that_was_given_up_is_refused() {
    insert("queue", null);
    JobRow member =
        insert("member", null, new StoredSchedule("MANUAL", null, null, null, null, null));
    ClaimedRun run = store.claim(MANY, JobStoreIT::start).started().get(0);
    Owned late = run.run();
    store.abandon(late.jobId(), JobStoreIT::lost);
    List<String> done = new ArrayList<>();

    assertThat(store.finish(List.of(new Finished(late, ended(run.job(), RunStatus.COMPLETED)))))
        .isEmpty();
    assertThat(store.progress(late, "{}")).isFalse();
    assertThat(store.error(late, new RunError("E1", null, "late"))).isFalse();
    assertThat(store.fenced(late, () -> done.add("chunk"))).isFalse();
    assertThat(store.claimQueued(late, member.id(), run.start().occurrence(), 1, ONE)).isEmpty();
    assertThat(store.leaveOut(late, member, run.start().occurrence(), "a", "late")).isFalse();

    assertThat(done).isEmpty();
    assertThat(store.runs(null, 10)).extracting(RunRow::status).containsExactly(RunStatus.LOST);
  }

  @Test
  void queue_takes_its_members_as_long_as_it_is_its_owners() {
    insert("queue", null);
    JobRow member =
        insert("member", null, new StoredSchedule("MANUAL", null, null, null, null, null));
    ClaimedRun queue = store.claim(MANY, JobStoreIT::start).started().get(0);

    assertThat(store.claimQueued(queue.run(), member.id(), queue.start().occurrence(), 1, ONE))
        .hasValueSatisfying(run -> assertThat(run.start().reason()).isEqualTo(DueReason.QUEUE));
    assertThat(store.claimQueued(queue.run(), member.id(), queue.start().occurrence(), 1, ONE))
        .as("the same again")
        .isEmpty();
  }

  @Test
  void jobs_that_cannot_be_taken_back_yet_keep_no_others_from_it() throws SQLException {
    for (int number = 0; number < 25; number++) {
      insert("job " + number, null);
    }
    List<Owned> runs =
        store.claim(MANY, JobStoreIT::start).started().stream().map(ClaimedRun::run).toList();
    execute("update dhis_admin.job set lease_until = now() - interval '1 second'");
    List<LostRun> lost = new ArrayList<>();

    within(runs.subList(0, 22), () -> lost.addAll(store.recover(JobStoreIT::lost)));

    assertThat(lost)
        .extracting(each -> each.job().id())
        .containsExactlyElementsOf(runs.subList(22, 25).stream().map(Owned::jobId).toList());
    assertThat(store.recover(JobStoreIT::lost)).hasSizeGreaterThanOrEqualTo(20);
  }

  /** Each run within a piece of work that must not be doubled. */
  private static void within(List<Owned> runs, Runnable innermost) {
    if (runs.isEmpty()) {
      innermost.run();
    } else {
      assertThat(store.fenced(runs.get(0), () -> within(runs.subList(1, runs.size()), innermost)))
          .isTrue();
    }
  }

  @Test
  void silent_run_is_recovered_by_one_of_two_that_look_for_it() throws Exception {
    insert("silent", "key");
    store.claim(MANY, JobStoreIT::start);
    execute("update dhis_admin.job set lease_until = now() - interval '1 second'");

    CompletableFuture<List<LostRun>> rival =
        CompletableFuture.supplyAsync(() -> store.recover(JobStoreIT::lost));
    int recovered = store.recover(JobStoreIT::lost).size() + rival.get().size();

    assertThat(recovered + store.recover(JobStoreIT::lost).size()).isEqualTo(1);
    assertThat(store.runs(null, 10)).hasSize(1);
  }

  @Test
  void jobs_that_are_due_and_wait_are_counted_by_type() throws SQLException {
    insert("one", null);
    insert("two", "key");
    insert("off", null);
    insert("bad", null);
    insert("later", "key");
    insert("runs", null);
    execute("update dhis_admin.job set enabled = false where name = 'off'");
    execute("update dhis_admin.job set problem = 'broken' where name = 'bad'");
    execute("update dhis_admin.job set due_at = now() + interval '1 day' where name = 'later'");
    execute("update dhis_admin.job set state = 'RUNNING' where name = 'runs'");

    assertThat(store.waiting(Set.of(TYPE, "OTHER"))).containsExactly(Map.entry(TYPE, 2));
    assertThat(store.waiting(Set.of("OTHER"))).isEmpty();
  }

  @Test
  void errors_of_single_objects_are_found_and_go_with_their_run() throws SQLException {
    JobRow job = insert("erring", null);
    Owned run = store.claim(MANY, JobStoreIT::start).started().get(0).run();
    store.error(run, new RunError("E1100", "dataElement1", "no \0 name"));
    store.error(run, new RunError("E1101", "dataElement1", "no code"));
    store.error(run, new RunError("E1100", null, "nothing"));

    assertThat(store.errors(JobErrorFilter.last(10).job(job.uid())))
        .extracting(JobError::code, JobError::message)
        .containsExactly(
            tuple("E1100", "nothing"), tuple("E1101", "no code"), tuple("E1100", "no  name"));
    assertThat(store.errors(JobErrorFilter.last(10).code("E1100").object("dataElement1")))
        .extracting(JobError::message)
        .containsExactly("no  name");
    assertThat(store.errors(JobErrorFilter.last(10).job("somebody001"))).isEmpty();
    assertThat(store.errors(JobErrorFilter.last(1))).hasSize(1);

    execute("delete from dhis_admin.job_run");
    assertThat(store.errors(JobErrorFilter.last(10))).isEmpty();
  }

  @Test
  void users_may_act_unless_they_are_disabled_or_unknown() throws SQLException {
    execute(
        "insert into userinfo (userinfoid, uid, username, surname, firstname, disabled, created,"
            + " lastupdated) values (990, 'activeUser1', 'active', 'A', 'A', false, now(), now()),"
            + " (991, 'disabledUs1', 'disabled', 'D', 'D', true, now(), now())");

    assertThat(store.user("activeUser1")).isEqualTo(UserState.ACTIVE);
    assertThat(store.user("disabledUs1")).isEqualTo(UserState.DISABLED);
    assertThat(store.user("nobody00001")).isEqualTo(UserState.UNKNOWN);
  }

  private static JobRow insert(String name, @Nullable String key) {
    return insert(name, key, new StoredSchedule("ONCE", null, null, null, null, Instant.EPOCH));
  }

  private static JobRow insert(String name, @Nullable String key, StoredSchedule schedule) {
    String uid = "u" + "0".repeat(10 - name.length()) + name.replace(' ', '_');
    return store
        .insert(
            new JobDraft(
                uid,
                name,
                TYPE,
                "{}",
                schedule,
                new JobOptions(
                    true,
                    0,
                    key,
                    MisfirePolicy.once(MisfirePolicy.DEFAULT_MAX_LATENESS),
                    RetryPolicy.none(),
                    DeadRunPolicy.RESCHEDULE,
                    null),
                false,
                schedule.time()))
        .orElseThrow();
  }

  private static Start start(JobRow job, Instant now) {
    return new Start(Objects.requireNonNull(job.state().dueAt()), 1, job.state().dueReason());
  }

  private static Settlement lost(JobRow job, Instant now) {
    return ended(job, RunStatus.LOST);
  }

  private static Settlement ended(JobRow job, RunStatus status) {
    return new Settlement(
        status,
        null,
        null,
        new Plan(job.version(), null, null, DueReason.SCHEDULE, null, 0, 0, null));
  }

  private static void end(List<ClaimedRun> runs) {
    assertThat(
            store.finish(
                runs.stream()
                    .map(run -> new Finished(run.run(), ended(run.job(), RunStatus.COMPLETED)))
                    .toList()))
        .hasSameSizeAs(runs);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
