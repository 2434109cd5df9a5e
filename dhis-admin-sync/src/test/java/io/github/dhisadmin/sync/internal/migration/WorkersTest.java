package io.github.dhisadmin.sync.internal.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static io.github.dhisadmin.migration.ProcessType.METADATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.MigrationEvent.TaskPostponed;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.StoreWorkQueue;
import io.github.dhisadmin.migration.spi.TaskRetries;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.migration.InMemoryTaskStore.State;
import io.github.dhisadmin.sync.internal.remote.RestingException;
import io.github.dhisadmin.testkit.fake.ManualExecutor;
import io.github.dhisadmin.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One worker process, without threads and without waiting. */
class WorkersTest {
  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Executor AT_ONCE = Runnable::run;

  private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
  private final InMemoryTaskStore store = new InMemoryTaskStore(clock);
  private final Cancellation cancellation = new Cancellation();
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> carriedOut = new ArrayList<>();
  private final Map<ProcessType, TaskWork> works = new EnumMap<>(ProcessType.class);
  private final List<MigrationEvent> events = new ArrayList<>();
  private long run;

  @BeforeEach
  void begin() {
    run = store.begin("north", "{}", "amina");
    works.put(DATA_DOWNLOAD, (task, stop) -> done(task));
    works.put(DATA_UPLOAD, (task, stop) -> done(task));
  }

  @Test
  void all_tasks_and_what_follows_from_them_are_carried_out_once() {
    works.put(
        DATA_DOWNLOAD,
        (task, stop) -> {
          done(task);
          return TaskEffect.followedBy(
              List.of(new NewTask(run, DATA_UPLOAD, "of " + task.key(), "{}")));
        });
    store.enqueue(tasks(DATA_DOWNLOAD, 3));

    WorkTotals totals = drain(AT_ONCE);

    assertThat(totals).isEqualTo(new WorkTotals(6, 0, 0));
    assertThat(carriedOut).containsExactlyInAnyOrder("0", "1", "2", "of 0", "of 1", "of 2");
    assertThat(store.counts(run))
        .allMatch(each -> each.isSettled() && each.missing() == 0 && each.failed() == 0);
  }

  @Test
  void no_more_tasks_of_a_process_are_under_way_than_allowed() {
    ManualExecutor executor = new ManualExecutor();
    store.enqueue(tasks(DATA_UPLOAD, 5));
    List<Integer> underWay = new ArrayList<>();

    workers(
            (outcomes, time) -> {
              underWay.add(executor.pending());
              executor.runNext();
              return outcomes.poll();
            })
        .drain(executor, cancellation);

    assertThat(underWay).isNotEmpty().allMatch(number -> number <= 2);
    assertThat(carriedOut).hasSize(5);
  }

  /** A failed attempt was put back at once, and came again at once (D.9, 6 and 11). */
  @Test
  void trouble_that_may_pass_is_tried_again_after_growing_pauses_and_then_given_up() {
    works.put(DATA_UPLOAD, (task, stop) -> trouble(RemoteProblem.UNREACHABLE, 0));
    store.enqueue(tasks(DATA_UPLOAD, 1));

    WorkTotals totals = drain(AT_ONCE);

    assertThat(totals).isEqualTo(new WorkTotals(0, 3, 0));
    assertThat(waited()).isEqualTo(Duration.ofSeconds(30));
    assertThat(store.state("0")).isEqualTo(State.FAILED);
    assertThat(store.attempts("0")).isEqualTo(3);
    assertThat(store.problem("0").code()).isEqualTo("UNREACHABLE");
  }

  @Test
  void server_that_asks_for_time_gets_it() {
    works.put(
        DATA_UPLOAD,
        (task, stop) -> {
          if (carriedOut.isEmpty()) {
            carriedOut.add("throttled");
            throw new RemoteException(RemoteProblem.THROTTLED, 429, "Too many requests", null)
                .retryAfter(Duration.ofMinutes(2));
          }
          return done(task);
        });
    store.enqueue(tasks(DATA_UPLOAD, 1));

    drain(AT_ONCE);

    assertThat(waited()).isEqualTo(Duration.ofMinutes(2));
    assertThat(carriedOut).containsExactly("throttled", "0");
  }

  @Test
  void trouble_that_does_not_pass_is_given_up_at_once_with_the_status() {
    works.put(DATA_UPLOAD, (task, stop) -> trouble(RemoteProblem.AUTH, 401));
    store.enqueue(tasks(DATA_UPLOAD, 1));

    drain(AT_ONCE);

    assertThat(store.attempts("0")).isEqualTo(1);
    assertThat(store.problem("0").httpStatus()).isEqualTo(401);
    assertThat(waited()).isZero();
  }

  /** A server that was away for a minute failed all that was waiting for it (D.9, 15). */
  @Test
  void task_whose_server_is_away_waits_for_it_and_loses_no_attempt() {
    Instant back = clock.instant().plus(Duration.ofMinutes(10));
    works.put(
        DATA_UPLOAD,
        (task, stop) -> {
          if (clock.instant().isBefore(back)) {
            throw new RestingException("central", Duration.ofMinutes(1));
          }
          return done(task);
        });
    store.enqueue(tasks(DATA_UPLOAD, 8));

    WorkTotals totals = drain(AT_ONCE);

    assertThat(totals).isEqualTo(new WorkTotals(8, 0, 80));
    assertThat(store.attempts("0")).isEqualTo(1);
    assertThat(waited()).isEqualTo(Duration.ofMinutes(10));
    assertThat(events).filteredOn(TaskPostponed.class::isInstance).hasSize(80);
  }

  /** What was fetched faster than it could be sent filled the broker (D.9, 15). */
  @Test
  void no_more_is_fetched_while_too_much_waits_to_be_sent() {
    works.put(
        DATA_DOWNLOAD,
        (task, stop) -> {
          clock.advance(POLL);
          done(task);
          return TaskEffect.followedBy(
              IntStream.range(0, 8)
                  .mapToObj(i -> new NewTask(run, DATA_UPLOAD, task.key() + "#" + i, "{}"))
                  .toList());
        });
    List<Long> backlog = new ArrayList<>();
    works.put(
        DATA_UPLOAD,
        (task, stop) -> {
          clock.advance(POLL);
          backlog.add(waiting());
          return done(task);
        });
    store.enqueue(tasks(DATA_DOWNLOAD, 12));

    drain(AT_ONCE);

    assertThat(backlog).hasSize(96).allMatch(waiting -> waiting <= 10 + 2 * 8);
    assertThat(store.counts(run)).allMatch(ProcessCounts::isSettled);
  }

  /** Other errors than 409 were swallowed, and the task counted as done (D.9, 10). */
  @Test
  void task_fails_with_whatever_is_thrown() {
    works.put(
        DATA_UPLOAD,
        (task, stop) -> {
          throw new IllegalStateException("no such file");
        });
    works.put(
        DATA_DOWNLOAD,
        (task, stop) -> {
          throw new InvalidRequestException("There is no such unit.");
        });
    store.enqueue(List.of(new NewTask(run, DATA_UPLOAD, "defect", "{}")));
    store.enqueue(List.of(new NewTask(run, DATA_DOWNLOAD, "request", "{}")));
    store.enqueue(List.of(new NewTask(run, METADATA_UPLOAD, "unknown", "{}")));

    drain(AT_ONCE);

    assertThat(store.problem("defect").code()).isEqualTo("UNEXPECTED");
    assertThat(store.problem("defect").message()).contains("no such file");
    assertThat(store.problem("request").code()).isEqualTo("INVALID_REQUEST");
    assertThat(store.problem("unknown").code()).isEqualTo("UNKNOWN_PROCESS");
  }

  @Test
  void refusal_keeps_the_answer_of_the_server() {
    TaskProblem refused = new TaskProblem("REJECTED_ROWS", "3 values", 409, "{\"status\":\"E\"}");
    works.put(
        DATA_UPLOAD,
        (task, stop) -> {
          throw new RefusedException(refused, false);
        });
    store.enqueue(tasks(DATA_UPLOAD, 1));

    drain(AT_ONCE);

    assertThat(store.problem("0")).isEqualTo(refused);
  }

  @Test
  void stopped_worker_begins_nothing_more_and_puts_back_what_it_has() {
    works.put(
        DATA_UPLOAD,
        (task, stop) -> {
          if (task.key().equals("1")) {
            cancellation.cancel();
            throw new CancelledException("stopped");
          }
          return done(task);
        });
    store.enqueue(tasks(DATA_UPLOAD, 5));

    WorkTotals totals = drain(AT_ONCE);

    assertThat(totals.failed()).isZero();
    assertThat(store.state("0")).isEqualTo(State.DONE);
    assertThat(store.state("1")).isEqualTo(State.QUEUED);
    assertThat(store.attempts("1")).isZero();
    assertThat(store.state("4")).isEqualTo(State.QUEUED);
  }

  @Test
  void task_of_a_killed_worker_is_carried_out_when_its_lease_is_over() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    store.claim(new Claim("killed", Map.of(DATA_UPLOAD, 1), LEASE));
    clock.advance(LEASE.plusSeconds(1));

    drain(AT_ONCE);

    assertThat(carriedOut).containsExactly("0");
    assertThat(store.attempts("0")).isEqualTo(2);
  }

  @Test
  void worker_stays_while_another_has_a_task_and_does_what_follows_from_it() {
    store.enqueue(tasks(DATA_DOWNLOAD, 1));
    ClaimedTask other = store.claim(new Claim("other", Map.of(DATA_DOWNLOAD, 1), LEASE)).get(0);

    workers(
            (outcomes, time) -> {
              clock.advance(time);
              waits.add(time);
              if (waits.size() == 3) {
                store.complete(
                    List.of(
                        new Completion(
                            other.handle(),
                            List.of(new NewTask(run, DATA_UPLOAD, "follows", "{}")))));
              }
              return outcomes.poll();
            })
        .drain(AT_ONCE, cancellation);

    assertThat(carriedOut).containsExactly("follows");
  }

  @Test
  void long_task_stays_the_workers() {
    ManualExecutor executor = new ManualExecutor();
    store.enqueue(tasks(DATA_UPLOAD, 1));

    workers(
            (outcomes, time) -> {
              clock.advance(Duration.ofMinutes(1));
              waits.add(time);
              if (waits.size() == 10) {
                assertThat(store.leaseUntil("0")).isAfter(clock.instant());
                executor.runNext();
              }
              return outcomes.poll();
            })
        .drain(executor, cancellation);

    assertThat(store.state("0")).isEqualTo(State.DONE);
    assertThat(store.attempts("0")).isEqualTo(1);
  }

  @Test
  void outcome_waits_for_a_database_that_is_restarted() {
    works.put(
        DATA_UPLOAD,
        (task, stop) -> {
          store.failNext(5);
          return done(task);
        });
    store.enqueue(tasks(DATA_UPLOAD, 1));

    drain(AT_ONCE);

    assertThat(store.state("0")).isEqualTo(State.DONE);
    assertThat(carriedOut).containsExactly("0");
  }

  @Test
  void database_that_stays_away_ends_the_worker() {
    store.enqueue(tasks(DATA_UPLOAD, 1));
    store.failNext(1_000);

    assertThatThrownBy(() -> drain(AT_ONCE)).isInstanceOf(StoreException.class);
  }

  @Test
  void follow_up_that_the_database_refuses_fails_its_task_and_no_other() {
    works.put(
        DATA_DOWNLOAD,
        (task, stop) -> {
          done(task);
          return TaskEffect.followedBy(
              List.of(new NewTask(run, DATA_UPLOAD, "of " + task.key(), "{}")));
        });
    store.refuse("of 1");
    store.enqueue(tasks(DATA_DOWNLOAD, 3));

    drain(AT_ONCE);

    assertThat(store.state("0")).isEqualTo(State.DONE);
    assertThat(store.state("1")).isEqualTo(State.FAILED);
    assertThat(store.problem("1").code()).isEqualTo("STORE_FAILED");
    assertThat(store.state("of 2")).isEqualTo(State.DONE);
  }

  @Test
  void tasks_of_a_run_that_is_stopped_meanwhile_have_no_follow_ups() {
    works.put(
        DATA_DOWNLOAD,
        (task, stop) -> {
          store.cancel(run, "amina");
          return TaskEffect.followedBy(
              List.of(new NewTask(run, DATA_UPLOAD, "of " + task.key(), "{}")));
        });
    store.enqueue(tasks(DATA_DOWNLOAD, 1));

    WorkTotals totals = drain(AT_ONCE);

    assertThat(totals).isEqualTo(WorkTotals.NONE);
    assertThat(store.state("0")).isEqualTo(State.CANCELLED);
    assertThat(store.counts(run)).allMatch(each -> each.done() == 0 && each.queued() == 0);
  }

  private long waiting() {
    return store.counts(run).stream()
        .filter(each -> each.process() == DATA_UPLOAD)
        .mapToLong(ProcessCounts::queued)
        .sum();
  }

  private TaskEffect done(NewTask task) {
    carriedOut.add(task.key());
    return TaskEffect.followedBy(List.of());
  }

  private static TaskEffect trouble(RemoteProblem problem, int status) {
    throw new RemoteException(problem, status, "The server is in trouble.", null);
  }

  private List<NewTask> tasks(ProcessType process, int number) {
    return IntStream.range(0, number)
        .mapToObj(each -> new NewTask(run, process, String.valueOf(each), "{}"))
        .toList();
  }

  private Duration waited() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private WorkTotals drain(Executor executor) {
    return workers(
            (outcomes, time) -> {
              clock.advance(time);
              waits.add(time);
              return outcomes.poll();
            })
        .drain(executor, cancellation);
  }

  private Workers workers(Workers.Waiting waiting) {
    return new Workers(
        store,
        new StoreWorkQueue(store),
        new TaskRunner(works),
        new WorkerSettings(
            "worker-1",
            Map.of(DATA_DOWNLOAD, 2, DATA_UPLOAD, 2, METADATA_UPLOAD, 1),
            LEASE,
            POLL,
            TaskRetries.DEFAULT,
            10,
            20),
        clock,
        waiting,
        new RunLife(store, new Announcer(events::add)));
  }
}
