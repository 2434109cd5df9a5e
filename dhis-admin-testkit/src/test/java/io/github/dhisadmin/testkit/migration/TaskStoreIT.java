package io.github.dhisadmin.testkit.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static io.github.dhisadmin.migration.ProcessType.METADATA_UPLOAD;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Loss;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.migration.spi.TaskFailure;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskRetries;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.TaskStore.Unannounced;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the store answers to workers that meet in it, without workers. */
class TaskStoreIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final TaskProblem REFUSED =
      new TaskProblem("CONFLICT", "The server refused 3 values.", 409, "{\"status\":\"ERROR\"}");
  private static final TaskRetries THREE = TaskRetries.DEFAULT;

  private static TaskStore store;
  private static RunStore runs;

  private long run;

  @BeforeAll
  static void open() {
    MigrationStore migration = JooqPersistence.of(POSTGRES.dataSource()).sync().migration();
    store = migration.tasks();
    runs = migration.runs();
  }

  @BeforeEach
  void begin() {
    execute("truncate dhis_admin.migration_run cascade");
    run = runs.begin(new NewRun("north", MigrationKind.DATA, "{}", "amina"));
    runs.seal(run);
  }

  @Test
  void task_is_taken_once_and_done_once() {
    store.enqueue(tasks(DATA_DOWNLOAD, 1));

    ClaimedTask task = take(DATA_DOWNLOAD, 5).get(0);

    assertThat(task.task()).isEqualTo(task(DATA_DOWNLOAD, 0));
    assertThat(task.attempt()).isEqualTo(1);
    assertThat(take(DATA_DOWNLOAD, 5)).isEmpty();
    assertThat(store.complete(List.of(done(task)))).containsExactly(task.handle());
    assertThat(store.complete(List.of(done(task)))).isEmpty();
    assertThat(counts(DATA_DOWNLOAD))
        .isEqualTo(new ProcessCounts(DATA_DOWNLOAD, 1, 0, 0, 0, 1, 0, 0));
  }

  /** A double click would otherwise migrate everything twice (data service, both versions). */
  @Test
  void second_task_of_one_key_is_no_task_even_when_the_first_is_done() {
    assertThat(store.enqueue(tasks(DATA_DOWNLOAD, 3))).isEqualTo(3);
    store.complete(take(DATA_DOWNLOAD, 1).stream().map(TaskStoreIT::done).toList());

    assertThat(store.enqueue(tasks(DATA_DOWNLOAD, 4))).isEqualTo(1);

    assertThat(counts(DATA_DOWNLOAD).enqueued()).isEqualTo(4);
    assertThat(counts(DATA_DOWNLOAD).missing()).isZero();
  }

  @Test
  void claim_takes_of_each_process_what_is_wanted_and_the_oldest_first() {
    store.enqueue(tasks(DATA_DOWNLOAD, 3));
    store.enqueue(tasks(DATA_UPLOAD, 3));

    List<ClaimedTask> taken =
        store.claim(new Claim("a", Map.of(DATA_DOWNLOAD, 2, DATA_UPLOAD, 1), LEASE));

    assertThat(taken)
        .extracting(each -> each.task().process(), each -> each.task().key())
        .containsExactly(
            tuple(DATA_DOWNLOAD, "0"), tuple(DATA_DOWNLOAD, "1"), tuple(DATA_UPLOAD, "0"));
  }

  @Test
  void follow_ups_exist_with_the_end_of_their_task_and_not_without() {
    store.enqueue(tasks(DATA_DOWNLOAD, 1));
    ClaimedTask late = take(DATA_DOWNLOAD, 1).get(0);
    expire();
    store.recover(THREE, 10);
    makeDue();
    ClaimedTask second = take(DATA_DOWNLOAD, 1).get(0);

    assertThat(store.complete(List.of(new Completion(late.handle(), tasks(DATA_UPLOAD, 2)))))
        .isEmpty();
    assertThat(counts(DATA_UPLOAD)).isEqualTo(ProcessCounts.none(DATA_UPLOAD));

    store.complete(List.of(new Completion(second.handle(), tasks(DATA_UPLOAD, 2))));
    assertThat(counts(DATA_UPLOAD).queued()).isEqualTo(2);
  }

  @Test
  void failed_attempt_rests_and_is_tried_again() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    ClaimedTask task = take(DATA_UPLOAD, 1).get(0);

    store.fail(List.of(new TaskFailure(task.handle(), REFUSED, Duration.ofMinutes(10))));

    assertThat(take(DATA_UPLOAD, 1)).isEmpty();
    assertThat(counts(DATA_UPLOAD).queued()).isEqualTo(1);
    assertThat(store.nextDue().orElseThrow())
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    makeDue();
    assertThat(take(DATA_UPLOAD, 1)).extracting(ClaimedTask::attempt).containsExactly(2);
  }

  @Test
  void many_failures_are_stored_by_as_many_statements_as_one_and_each_as_it_was_told() {
    store.enqueue(tasks(DATA_UPLOAD, 41));
    int one = statements(() -> giveUp(take(DATA_UPLOAD, 1).get(0)));
    List<TaskFailure> failures = new ArrayList<>();
    for (ClaimedTask each : take(DATA_UPLOAD, 40)) {
      int number = Integer.parseInt(each.task().key());
      failures.add(
          new TaskFailure(
              each.handle(),
              new TaskProblem("P" + number, "told of " + number, number, "excerpt " + number),
              number % 2 == 0 ? null : Duration.ofHours(number)));
    }

    assertThat(statements(() -> store.fail(failures))).isLessThanOrEqualTo(one);

    assertThat(failed(TaskSelection.all("north")))
        .filteredOn(each -> each.problem().code().startsWith("P"))
        .hasSize(20)
        .allMatch(each -> each.problem().code().equals("P" + each.key()))
        .allMatch(each -> each.problem().message().equals("told of " + each.key()))
        .allMatch(each -> each.problem().excerpt().equals("excerpt " + each.key()))
        .allMatch(each -> String.valueOf(each.problem().httpStatus()).equals(each.key()));
    assertThat(counts(DATA_UPLOAD).queued()).isEqualTo(20);
    assertThat(store.nextDue().orElseThrow())
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void many_tasks_of_silent_workers_are_put_back_by_as_many_statements_as_one() {
    store.enqueue(tasks(DATA_UPLOAD, 21));
    take(DATA_UPLOAD, 1);
    expire();
    int one = statements(() -> store.recover(THREE, 100));
    take(DATA_UPLOAD, 20);
    expire();

    assertThat(statements(() -> store.recover(THREE, 100))).isEqualTo(one);

    assertThat(counts(DATA_UPLOAD).queued()).isEqualTo(21);
  }

  private static int statements(Runnable work) {
    try (StatementCount count = POSTGRES.dataSource().countStatements()) {
      work.run();
      return count.count();
    }
  }

  /** The data service sets the reason on a message that is thrown away next (D.9, 1 and 6). */
  @Test
  void given_up_task_keeps_its_reason_its_attempts_and_its_whole_payload() {
    String payload = "{\"dataValues\":[" + "1,".repeat(60_000) + "1]}";
    store.enqueue(List.of(new NewTask(run, DATA_UPLOAD, "0", payload)));
    ClaimedTask task = take(DATA_UPLOAD, 1).get(0);

    giveUp(task);

    FailedTask failed = failed(TaskSelection.all("north")).get(0);
    assertThat(failed.problem()).isEqualTo(REFUSED);
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.payload()).isEqualTo(payload);
    assertThat(failed.run()).isEqualTo(run);
    assertThat(failed.id()).isEqualTo(task.handle().id());
  }

  /** Listing took messages from the queue and put them back in another order (D.9, 5). */
  @Test
  void failed_tasks_are_paged_in_the_order_of_their_failure_however_often_they_are_read() {
    store.enqueue(tasks(DATA_UPLOAD, 5));
    take(DATA_UPLOAD, 5).forEach(TaskStoreIT::giveUp);

    List<FailedTask> first = store.failed(TaskSelection.all("north"), FailedTask.Position.START, 2);
    List<FailedTask> second = store.failed(TaskSelection.all("north"), first.get(1).position(), 10);

    assertThat(first).extracting(FailedTask::key).containsExactly("0", "1");
    assertThat(second).extracting(FailedTask::key).containsExactly("2", "3", "4");
    assertThat(store.failed(TaskSelection.all("north"), FailedTask.Position.START, 2))
        .isEqualTo(first);
  }

  /** Only the first hundred messages could be retried, and their places moved (D.9, 5). */
  @Test
  void failed_task_far_down_the_list_is_retried_while_somebody_reads_the_list() {
    store.enqueue(tasks(DATA_UPLOAD, 250));
    take(DATA_UPLOAD, 250).forEach(TaskStoreIT::giveUp);
    List<FailedTask> first =
        store.failed(TaskSelection.all("north"), FailedTask.Position.START, 100);
    long late =
        store.failed(TaskSelection.all("north"), first.get(99).position(), 100).get(80).id();

    assertThat(store.retry(TaskSelection.one("north", first.get(10).id()), "amina")).isEqualTo(1);
    assertThat(store.retry(TaskSelection.one("north", late), "amina")).isEqualTo(1);

    List<FailedTask> rest =
        store.failed(TaskSelection.all("north"), first.get(99).position(), 1_000);
    assertThat(rest).hasSize(149).extracting(FailedTask::id).doesNotContain(late);
    assertThat(rest)
        .extracting(FailedTask::id)
        .doesNotContainAnyElementsOf(first.stream().map(FailedTask::id).toList());
    assertThat(counts(DATA_UPLOAD))
        .isEqualTo(new ProcessCounts(DATA_UPLOAD, 250, 2, 0, 248, 0, 0, 0));
  }

  /** Retrying one type drained the messages of all others (D.9, 2 and 3). */
  @Test
  void retry_of_one_process_leaves_the_failures_of_others() {
    store.enqueue(tasks(DATA_UPLOAD, 2));
    store.enqueue(tasks(METADATA_UPLOAD, 1));
    take(DATA_UPLOAD, 2).forEach(TaskStoreIT::giveUp);
    take(METADATA_UPLOAD, 1).forEach(TaskStoreIT::giveUp);

    assertThat(store.retry(TaskSelection.of("north", METADATA_UPLOAD), "amina")).isEqualTo(1);

    assertThat(counts(DATA_UPLOAD).failed()).isEqualTo(2);
    assertThat(take(METADATA_UPLOAD, 9)).extracting(ClaimedTask::attempt).containsExactly(1);
  }

  /** Retrying one message was always answered with 404 (D.9, 9). */
  @Test
  void one_failed_task_is_retried_by_its_number_and_only_once() {
    store.enqueue(tasks(DATA_UPLOAD, 2));
    take(DATA_UPLOAD, 2).forEach(TaskStoreIT::giveUp);
    long id = failed(TaskSelection.all("north")).get(1).id();

    assertThat(store.retry(TaskSelection.one("north", id), "amina")).isEqualTo(1);
    assertThat(store.retry(TaskSelection.one("north", id), "amina")).isZero();

    assertThat(take(DATA_UPLOAD, 9)).extracting(each -> each.handle().id()).containsExactly(id);
    assertThat(failed(TaskSelection.all("north"))).hasSize(1);
  }

  @Test
  void tasks_of_another_configuration_are_not_touched() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    take(DATA_UPLOAD, 1).forEach(TaskStoreIT::giveUp);

    assertThat(store.retry(TaskSelection.all("south"), "amina")).isZero();
    assertThat(failed(TaskSelection.all("south"))).isEmpty();
    assertThat(store.counts("south")).allMatch(each -> each.enqueued() == 0);
    assertThat(store.plan(new Clearing(TaskSelection.all("south"), Scope.FAILED)).tasks()).isZero();
  }

  /** The status of one run was that of all (D.9, 9). */
  @Test
  void one_run_is_counted_without_the_others() {
    long other = runs.begin(new NewRun("north", MigrationKind.DATA, "{}", "amina"));
    runs.seal(other);
    store.enqueue(tasks(DATA_UPLOAD, 2));
    store.enqueue(List.of(new NewTask(other, DATA_UPLOAD, "0", "{}")));

    assertThat(store.counts(run)).contains(new ProcessCounts(DATA_UPLOAD, 2, 2, 0, 0, 0, 0, 0));
    assertThat(store.counts(other)).contains(new ProcessCounts(DATA_UPLOAD, 1, 1, 0, 0, 0, 0, 0));
    assertThat(counts(DATA_UPLOAD).queued()).isEqualTo(3);
  }

  @Test
  void task_of_a_silent_worker_is_given_to_another_and_the_first_settles_nothing() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    ClaimedTask first = take(DATA_UPLOAD, 1).get(0);
    expire();

    assertThat(store.recover(THREE, 10)).isEqualTo(1);
    makeDue();
    ClaimedTask second = take(DATA_UPLOAD, 1).get(0);

    assertThat(second.attempt()).isEqualTo(2);
    assertThat(store.renew(List.of(first.handle()), LEASE)).isEmpty();
    assertThat(store.fail(List.of(new TaskFailure(first.handle(), REFUSED, null)))).isEmpty();
    assertThat(store.complete(List.of(done(first)))).isEmpty();
    assertThat(store.complete(List.of(done(second)))).hasSize(1);
  }

  @Test
  void worker_that_shows_signs_of_life_keeps_its_task() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    ClaimedTask task = take(DATA_UPLOAD, 1).get(0);
    expire();

    assertThat(store.renew(List.of(task.handle()), LEASE)).containsExactly(task.handle());

    assertThat(store.recover(THREE, 10)).isZero();
    assertThat(store.complete(List.of(done(task)))).hasSize(1);
  }

  @Test
  void task_that_kills_its_worker_each_time_is_given_up_with_that_reason() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(take(DATA_UPLOAD, 1)).hasSize(1);
      expire();
      store.recover(THREE, 10);
      makeDue();
    }

    assertThat(take(DATA_UPLOAD, 1)).isEmpty();
    FailedTask failed = failed(TaskSelection.all("north")).get(0);
    assertThat(failed.problem().code()).isEqualTo("LEASE_EXPIRED");
    assertThat(failed.problem().message()).contains("worker-1");
    assertThat(failed.attempts()).isEqualTo(3);
  }

  @Test
  void task_that_a_worker_has_is_due_for_others_when_its_lease_ends() {
    assertThat(store.nextDue()).isEmpty();
    store.enqueue(tasks(DATA_UPLOAD, 1));
    assertThat(store.nextDue()).hasValue(Duration.ZERO);

    ClaimedTask task = take(DATA_UPLOAD, 1).get(0);

    assertThat(store.open()).isEqualTo(1);
    assertThat(store.nextDue().orElseThrow()).isBetween(LEASE.minusMinutes(1), LEASE);
    store.complete(List.of(done(task)));
    assertThat(store.open()).isZero();
    assertThat(store.nextDue()).isEmpty();
  }

  @Test
  void released_task_is_due_at_once_and_was_not_an_attempt() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    store.release(handles(take(DATA_UPLOAD, 1)), Duration.ZERO);

    assertThat(take(DATA_UPLOAD, 1)).extracting(ClaimedTask::attempt).containsExactly(1);
  }

  @Test
  void postponed_task_rests_and_was_not_an_attempt() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    ClaimedTask task = take(DATA_UPLOAD, 1).get(0);

    assertThat(store.release(List.of(task.handle()), Duration.ofMinutes(10)))
        .containsExactly(task.handle());
    assertThat(store.release(List.of(task.handle()), Duration.ofMinutes(10))).isEmpty();

    assertThat(take(DATA_UPLOAD, 1)).isEmpty();
    assertThat(store.nextDue().orElseThrow())
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    makeDue();
    assertThat(take(DATA_UPLOAD, 1)).extracting(ClaimedTask::attempt).containsExactly(1);
  }

  @Test
  void backlog_of_a_process_is_told_by_its_waiting_tasks() {
    store.enqueue(tasks(DATA_UPLOAD, 3));
    store.enqueue(tasks(DATA_DOWNLOAD, 9));
    take(DATA_UPLOAD, 1);

    assertThat(store.isWaiting(DATA_UPLOAD, 2)).isTrue();
    assertThat(store.isWaiting(DATA_UPLOAD, 3)).isFalse();
  }

  @Test
  void stopped_run_begins_nothing_more_and_takes_nothing_in() {
    store.enqueue(tasks(DATA_DOWNLOAD, 3));
    ClaimedTask working = take(DATA_DOWNLOAD, 1).get(0);

    assertThat(runs.cancel(run, "amina")).isEqualTo(3);

    assertThat(take(DATA_DOWNLOAD, 9)).isEmpty();
    assertThat(store.complete(List.of(done(working)))).isEmpty();
    store.enqueue(tasks(DATA_UPLOAD, 2));
    assertThat(take(DATA_UPLOAD, 9)).isEmpty();
    assertThat(store.counts(run))
        .extracting(ProcessCounts::cancelled, ProcessCounts::missing)
        .containsExactly(tuple(0L, 0L), tuple(0L, 0L), tuple(3L, 0L), tuple(2L, 0L), tuple(0L, 0L));
  }

  @Test
  void clearing_says_what_is_lost_and_loses_exactly_that() {
    store.enqueue(tasks(DATA_UPLOAD, 4));
    giveUp(take(DATA_UPLOAD, 1).get(0));
    ClaimedTask working = take(DATA_UPLOAD, 1).get(0);

    ClearingPlan plan = store.plan(clearing(Scope.QUEUED_AND_FAILED));
    assertThat(plan.losses())
        .extracting(Loss::process, Loss::queued, Loss::failed)
        .containsExactly(tuple(DATA_UPLOAD, 2L, 1L));
    assertThat(store.clear(plan, "amina")).isEqualTo(plan);

    assertThat(counts(DATA_UPLOAD)).isEqualTo(new ProcessCounts(DATA_UPLOAD, 4, 0, 1, 0, 0, 0, 3));
    assertThat(store.complete(List.of(done(working)))).hasSize(1);
  }

  @Test
  void clearing_that_would_lose_more_than_was_seen_loses_nothing() {
    store.enqueue(tasks(DATA_UPLOAD, 2));
    ClearingPlan plan = store.plan(clearing(Scope.QUEUED));
    store.enqueue(tasks(DATA_UPLOAD, 3));

    assertThatThrownBy(() -> store.clear(plan, "amina")).isInstanceOf(OutdatedPlanException.class);

    assertThat(counts(DATA_UPLOAD).queued()).isEqualTo(3);
  }

  @Test
  void clearing_goes_on_when_workers_have_done_some_meanwhile() {
    store.enqueue(tasks(DATA_UPLOAD, 3));
    ClearingPlan plan = store.plan(clearing(Scope.QUEUED));
    store.complete(List.of(done(take(DATA_UPLOAD, 1).get(0))));

    assertThat(store.clear(plan, "amina").tasks()).isEqualTo(2);
  }

  @Test
  void broker_is_told_of_each_due_task_once_and_again_after_each_failure() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    Unannounced task = store.unannounced(10).get(0);
    store.announced(List.of(task.id()));
    assertThat(store.unannounced(10)).isEmpty();

    ClaimedTask taken = store.claim(List.of(task.id()), "worker-1", LEASE).get(0);
    store.fail(List.of(new TaskFailure(taken.handle(), REFUSED, Duration.ofMinutes(1))));

    assertThat(store.unannounced(10)).isEmpty();
    makeDue();
    assertThat(store.unannounced(10)).containsExactly(task);
  }

  @Test
  void task_whose_announcement_a_broker_lost_is_announced_again() {
    store.enqueue(tasks(DATA_UPLOAD, 2));
    store.announced(store.unannounced(10).stream().map(Unannounced::id).toList());
    take(DATA_UPLOAD, 1);

    assertThat(store.announceAgain(Duration.ofHours(1), 10)).isZero();
    assertThat(store.announceAgain(Duration.ZERO, 10)).isEqualTo(1);
    assertThat(store.unannounced(10)).hasSize(1);
  }

  /** Refreshing registered a second consumer, and both worked on the same message (D.9, 7). */
  @Test
  void message_that_is_delivered_twice_finds_the_task_taken() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    List<Long> delivered = store.unannounced(10).stream().map(Unannounced::id).toList();

    assertThat(store.claim(delivered, "worker-1", LEASE)).hasSize(1);
    assertThat(store.claim(delivered, "worker-2", LEASE)).isEmpty();
  }

  @Test
  void many_workers_do_each_task_once_and_the_counts_add_up() {
    store.enqueue(tasks(DATA_DOWNLOAD, 600));

    List<CompletableFuture<List<String>>> workers =
        IntStream.range(0, 6)
            .mapToObj(worker -> CompletableFuture.supplyAsync(() -> work("worker-" + worker)))
            .toList();
    List<String> done = new ArrayList<>();
    workers.forEach(worker -> done.addAll(worker.join()));

    assertThat(done).hasSize(600).doesNotHaveDuplicates();
    assertThat(counts(DATA_DOWNLOAD).done()).isEqualTo(600);
    assertThat(counts(DATA_UPLOAD))
        .isEqualTo(new ProcessCounts(DATA_UPLOAD, 600, 600, 0, 0, 0, 0, 0));
  }

  /** Two clicks on one button retried twice (D.9, 5). */
  @Test
  void retries_at_the_same_time_queue_each_task_once() {
    store.enqueue(tasks(DATA_UPLOAD, 300));
    take(DATA_UPLOAD, 300).forEach(TaskStoreIT::giveUp);

    List<CompletableFuture<Integer>> clicks =
        IntStream.range(0, 4)
            .mapToObj(
                click ->
                    CompletableFuture.supplyAsync(
                        () -> store.retry(TaskSelection.all("north"), "amina")))
            .toList();

    assertThat(clicks.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(300);
    assertThat(counts(DATA_UPLOAD))
        .isEqualTo(new ProcessCounts(DATA_UPLOAD, 300, 300, 0, 0, 0, 0, 0));
  }

  private static List<String> work(String worker) {
    List<String> done = new ArrayList<>();
    while (true) {
      List<ClaimedTask> taken = store.claim(new Claim(worker, Map.of(DATA_DOWNLOAD, 7), LEASE));
      if (taken.isEmpty()) {
        return done;
      }
      Set<TaskHandle> settled =
          store.complete(
              taken.stream()
                  .map(
                      each ->
                          new Completion(
                              each.handle(),
                              List.of(
                                  new NewTask(
                                      each.task().run(), DATA_UPLOAD, each.task().key(), "{}"))))
                  .toList());
      taken.stream()
          .filter(each -> settled.contains(each.handle()))
          .forEach(each -> done.add(each.task().key()));
    }
  }

  private List<NewTask> tasks(ProcessType process, int number) {
    return IntStream.range(0, number).mapToObj(each -> task(process, each)).toList();
  }

  private NewTask task(ProcessType process, int number) {
    return new NewTask(run, process, String.valueOf(number), "{\"part\":" + number + "}");
  }

  private static List<ClaimedTask> take(ProcessType process, int number) {
    return store.claim(new Claim("worker-1", Map.of(process, number), LEASE));
  }

  private static Completion done(ClaimedTask task) {
    return new Completion(task.handle(), List.of());
  }

  private static void giveUp(ClaimedTask task) {
    store.fail(List.of(new TaskFailure(task.handle(), REFUSED, null)));
  }

  private static List<TaskHandle> handles(Collection<ClaimedTask> tasks) {
    return tasks.stream().map(ClaimedTask::handle).toList();
  }

  private static List<FailedTask> failed(TaskSelection selection) {
    return store.failed(selection, FailedTask.Position.START, 100);
  }

  private static Clearing clearing(Scope scope) {
    return new Clearing(TaskSelection.of("north", DATA_UPLOAD), scope);
  }

  private static ProcessCounts counts(ProcessType process) {
    @Nullable ProcessCounts found = null;
    for (ProcessCounts each : store.counts("north")) {
      assertThat(each.missing()).isZero();
      if (each.process() == process) {
        found = each;
      }
    }
    return requireNonNull(found);
  }

  private static void expire() {
    execute(
        "update dhis_admin.migration_task set lease_until = now() - interval '1 second'"
            + " where state = 'PROCESSING'");
  }

  private static void makeDue() {
    execute("update dhis_admin.migration_task set available_at = now() where state = 'QUEUED'");
  }

  private static void execute(String sql) {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
