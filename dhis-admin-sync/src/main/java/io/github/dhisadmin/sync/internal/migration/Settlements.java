package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.TaskFailure;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskRetries;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.sync.internal.migration.TaskOutcome.Done;
import io.github.dhisadmin.sync.internal.migration.TaskOutcome.Failed;
import io.github.dhisadmin.sync.internal.migration.TaskOutcome.Postponed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stores what became of tasks, many in one transaction. What the database does not take while it is
 * in trouble stays here until it does. Used by one thread.
 */
final class Settlements {
  /** Classes of SQL states that say that it is the task that is in trouble. */
  private static final String BAD_DATA = "22";

  private static final String BROKEN_CONSTRAINT = "23";

  private final TaskStore store;
  private final WorkQueue queue;
  private final TaskRetries retries;
  private final RunLife runs;
  private final List<TaskOutcome> waiting = new ArrayList<>();
  private WorkTotals totals = WorkTotals.NONE;

  Settlements(TaskStore store, WorkQueue queue, TaskRetries retries, RunLife runs) {
    this.store = store;
    this.queue = queue;
    this.retries = retries;
    this.runs = runs;
  }

  void add(TaskOutcome outcome) {
    waiting.add(outcome);
  }

  WorkTotals totals() {
    return totals;
  }

  /** Tasks whose end is not stored yet. */
  List<TaskHandle> unsettled() {
    return waiting.stream().map(outcome -> outcome.task().handle()).toList();
  }

  /**
   * Stores what is waiting.
   *
   * @throws StoreException if the database is in trouble; nothing is forgotten
   */
  void store() {
    List<TaskOutcome> batch = List.copyOf(waiting);
    if (batch.isEmpty()) {
      return;
    }
    try {
      settle(batch);
    } catch (StoreException e) {
      if (!isRefused(e)) {
        throw e;
      }
      batch.forEach(this::settleAlone);
    }
  }

  /** What the database will never take of one task must not keep it from taking the others. */
  private void settleAlone(TaskOutcome outcome) {
    try {
      settle(List.of(outcome));
    } catch (StoreException e) {
      if (!isRefused(e)) {
        throw e;
      }
      waiting.remove(outcome);
      Failed refused =
          new Failed(
              outcome.task(),
              TaskProblem.of(
                  e.code().name(), "What became of the task could not be stored as it was told."),
              false,
              Duration.ZERO);
      waiting.add(refused);
      settle(List.of(refused));
    }
  }

  private void settle(List<TaskOutcome> batch) {
    List<Completion> done = new ArrayList<>();
    List<TaskFailure> failed = new ArrayList<>();
    Map<TaskHandle, MigrationEvent> events = new HashMap<>();
    List<Postponed> postponed = new ArrayList<>();
    List<TaskHandle> stopped = new ArrayList<>();
    for (TaskOutcome outcome : batch) {
      TaskHandle handle = outcome.task().handle();
      if (outcome instanceof Done each) {
        done.add(new Completion(handle, each.effect().followUps(), each.effect().totals()));
        events.put(handle, TaskEvents.of(each));
      } else if (outcome instanceof Failed each) {
        Optional<Duration> pause = pause(each);
        failed.add(new TaskFailure(handle, each.problem(), pause.orElse(null)));
        events.put(handle, TaskEvents.of(each, pause.isEmpty()));
      } else if (outcome instanceof Postponed each) {
        postponed.add(each);
        events.put(handle, TaskEvents.of(each));
      } else {
        stopped.add(handle);
      }
    }
    // One after the other: what was stored before the database got into trouble is not told again.
    Set<TaskHandle> completed = store.complete(done);
    totals = totals.done(completed.size());
    waiting.removeIf(outcome -> outcome instanceof Done && batch.contains(outcome));
    tell(done.stream().map(Completion::handle).filter(completed::contains), events);
    Set<TaskHandle> refused = store.fail(failed);
    totals = totals.failed(refused.size());
    waiting.removeIf(outcome -> outcome instanceof Failed && batch.contains(outcome));
    tell(failed.stream().map(TaskFailure::handle).filter(refused::contains), events);
    Set<TaskHandle> putBack = postpone(postponed);
    totals = totals.postponed(putBack.size());
    store.release(stopped, Duration.ZERO);
    waiting.removeAll(batch);
    tell(postponed.stream().map(each -> each.task().handle()).filter(putBack::contains), events);
    queue.settled(batch.stream().map(outcome -> outcome.task().handle()).toList());
  }

  private void tell(Stream<TaskHandle> settled, Map<TaskHandle, MigrationEvent> events) {
    settled.map(events::get).filter(Objects::nonNull).forEach(runs::tell);
  }

  /** All for the longest rest among them: who comes too early only waits again. */
  private Set<TaskHandle> postpone(List<Postponed> outcomes) {
    return store.release(
        outcomes.stream().map(each -> each.task().handle()).toList(),
        outcomes.stream()
            .map(Postponed::rest)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO));
  }

  private Optional<Duration> pause(Failed failed) {
    return failed.mayPass()
        ? retries
            .pauseAfter(failed.task().attempt())
            .map(pause -> pause.compareTo(failed.rest()) < 0 ? failed.rest() : pause)
        : Optional.empty();
  }

  private static boolean isRefused(StoreException failure) {
    return failure
        .sqlState()
        .filter(state -> state.startsWith(BAD_DATA) || state.startsWith(BROKEN_CONSTRAINT))
        .isPresent();
  }
}
