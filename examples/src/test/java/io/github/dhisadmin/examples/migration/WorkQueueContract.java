package io.github.dhisadmin.examples.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.MigrationKind;
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
import io.github.dhisadmin.migration.spi.TaskRetries;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What workers may expect of a queue, whatever brings them the news of tasks. */
abstract class WorkQueueContract {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final TaskProblem TROUBLE = TaskProblem.of("UNREACHABLE", "Nobody answers.");

  /** How often an empty queue is asked again before it counts as empty, 20 milliseconds apart. */
  private static final int GLANCES = 500;

  private static final int FEW_GLANCES = 15;

  private final List<WorkQueue> opened = new ArrayList<>();
  private TaskStore store;
  private RunStore runs;
  private long run;

  /** A queue over a store, as one worker process has it. */
  abstract WorkQueue queue(TaskStore store);

  /** Where the tasks are. */
  abstract DataSource dataSource();

  @BeforeEach
  void begin() {
    MigrationStore migration = JooqPersistence.of(dataSource()).sync().migration();
    store = migration.tasks();
    runs = migration.runs();
    execute("truncate dhis_admin.migration_run cascade");
    run = runs.begin(new NewRun("north", MigrationKind.DATA, "{}", "amina"));
    runs.seal(run);
  }

  @AfterEach
  void close() {
    opened.forEach(WorkQueue::close);
  }

  @Test
  void task_is_taken_once_and_does_not_come_back_when_it_is_done() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 1);

    ClaimedTask task = claim(queue, DATA_UPLOAD, 1).get(0);
    done(queue, task);

    assertThat(task.task().key()).isEqualTo("0");
    assertThat(nothing(queue)).isTrue();
    assertThat(nothing(open())).isTrue();
  }

  @Test
  void no_more_are_taken_than_are_wanted_of_each_process() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 5);
    enqueue(DATA_DOWNLOAD, 5);
    claim(queue, DATA_UPLOAD, 1);

    List<ClaimedTask> taken = glance(queue, Map.of(DATA_UPLOAD, 2, DATA_DOWNLOAD, 0), 50);

    assertThat(taken)
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(each -> each.task().process() == DATA_UPLOAD);
  }

  @Test
  void all_tasks_arrive_and_each_once_with_two_workers() {
    WorkQueue first = open();
    WorkQueue second = open();
    enqueue(DATA_UPLOAD, 100);

    Set<Long> ids = new HashSet<>();
    int taken = 0;
    for (int i = 0; taken < 100 && i < GLANCES; i++) {
      for (WorkQueue queue : List.of(first, second)) {
        for (ClaimedTask task : glance(queue, Map.of(DATA_UPLOAD, 7), 1)) {
          taken++;
          ids.add(task.handle().id());
          done(queue, task);
        }
      }
    }

    assertThat(ids).hasSize(100);
    assertThat(taken).isEqualTo(100);
    assertThat(store.counts(run)).allMatch(each -> each.missing() == 0 && each.isSettled());
  }

  @Test
  void what_follows_from_a_task_arrives() {
    WorkQueue queue = open();
    enqueue(DATA_DOWNLOAD, 1);
    ClaimedTask task = claim(queue, DATA_DOWNLOAD, 1).get(0);

    store.complete(
        List.of(
            new Completion(
                task.handle(), List.of(new NewTask(run, DATA_UPLOAD, "of " + 0, "{}")))));
    queue.settled(List.of(task.handle()));

    assertThat(claim(queue, DATA_UPLOAD, 1).get(0).task().key()).isEqualTo("of 0");
  }

  @Test
  void failed_attempt_comes_back_after_its_pause_and_not_before() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 1);
    ClaimedTask task = claim(queue, DATA_UPLOAD, 1).get(0);
    fail(queue, task, Duration.ofHours(1));

    assertThat(nothing(queue)).isTrue();

    execute("update dhis_admin.migration_task set available_at = now()");
    ClaimedTask again = claim(queue, DATA_UPLOAD, 1).get(0);

    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.handle().fence()).isGreaterThan(task.handle().fence());
  }

  @Test
  void task_of_a_worker_that_fell_silent_comes_to_another() {
    enqueue(DATA_UPLOAD, 1);
    WorkQueue silent = open();
    claim(silent, DATA_UPLOAD, 1);
    silent.close();
    WorkQueue other = open();

    assertThat(nothing(other)).isTrue();

    execute("update dhis_admin.migration_task set lease_until = now() - interval '1 second'");
    store.recover(new TaskRetries(3, Duration.ZERO, Duration.ZERO), 10);

    assertThat(claim(other, DATA_UPLOAD, 1).get(0).attempt()).isEqualTo(2);
  }

  @Test
  void task_that_was_not_begun_comes_back_at_once() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 1);
    ClaimedTask task = claim(queue, DATA_UPLOAD, 1).get(0);

    store.release(List.of(task.handle()), Duration.ZERO);
    queue.settled(List.of(task.handle()));

    assertThat(claim(queue, DATA_UPLOAD, 1).get(0).attempt()).isEqualTo(1);
  }

  @Test
  void task_that_is_announced_again_is_still_taken_once() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 1);
    for (int i = 0; i < 3; i++) {
      queue.relay();
      store.announceAgain(Duration.ZERO, 10);
    }

    ClaimedTask task = claim(queue, DATA_UPLOAD, 1).get(0);

    assertThat(nothing(queue)).isTrue();
    done(queue, task);
    assertThat(nothing(queue)).isTrue();
  }

  @Test
  void failed_task_that_is_retried_by_hand_arrives() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 1);
    ClaimedTask task = claim(queue, DATA_UPLOAD, 1).get(0);
    store.fail(List.of(new TaskFailure(task.handle(), TROUBLE, null)));
    queue.settled(List.of(task.handle()));

    assertThat(nothing(queue)).isTrue();

    store.retry(TaskSelection.one("north", task.handle().id()), "amina");

    assertThat(claim(queue, DATA_UPLOAD, 1)).hasSize(1);
  }

  @Test
  void cancelled_tasks_do_not_arrive() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 3);
    queue.relay();

    runs.cancel(run, "amina");

    assertThat(nothing(queue)).isTrue();
  }

  final WorkQueue open() {
    WorkQueue queue = queue(store);
    opened.add(queue);
    return queue;
  }

  final TaskStore store() {
    return store;
  }

  final void enqueue(ProcessType process, int number) {
    store.enqueue(
        IntStream.range(0, number)
            .mapToObj(i -> new NewTask(run, process, String.valueOf(i), "{}"))
            .toList());
  }

  /** Takes so many tasks, as soon as they have arrived. */
  final List<ClaimedTask> claim(WorkQueue queue, ProcessType process, int number) {
    List<ClaimedTask> taken = new ArrayList<>();
    for (int i = 0; taken.size() < number && i < GLANCES; i++) {
      taken.addAll(glance(queue, Map.of(process, number - taken.size()), 1));
    }
    assertThat(taken).hasSize(number);
    return taken;
  }

  final void done(WorkQueue queue, ClaimedTask task) {
    store.complete(List.of(new Completion(task.handle(), List.of())));
    queue.settled(List.of(task.handle()));
  }

  final void fail(WorkQueue queue, ClaimedTask task, Duration pause) {
    store.fail(List.of(new TaskFailure(task.handle(), TROUBLE, pause)));
    queue.settled(List.of(task.handle()));
  }

  /** Whether no task arrives for a while. */
  final boolean nothing(WorkQueue queue) {
    return glance(queue, Map.of(DATA_UPLOAD, 10, DATA_DOWNLOAD, 10), FEW_GLANCES).isEmpty();
  }

  /** What arrives within some glances, the first of which may be too early for any broker. */
  private static List<ClaimedTask> glance(
      WorkQueue queue, Map<ProcessType, Integer> wanted, int glances) {
    for (int i = 0; i < glances; i++) {
      queue.relay();
      List<ClaimedTask> taken = queue.claim(new Claim("worker", wanted, LEASE));
      if (!taken.isEmpty()) {
        return taken;
      }
      pause();
    }
    return List.of();
  }

  static void pause() {
    try {
      assertThat(new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  final void execute(String sql) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
