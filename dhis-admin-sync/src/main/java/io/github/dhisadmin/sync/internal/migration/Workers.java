package io.github.dhisadmin.sync.internal.migration;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One worker process: takes tasks, has them carried out by an executor, and stores what became of
 * them. Only the calling thread talks to the store, so that tasks share its transactions.
 */
final class Workers {
  private static final int RECOVERED_AT_ONCE = 100;
  private static final int GLANCES_PER_POLL = 20;

  private final TaskStore store;
  private final WorkQueue queue;
  private final TaskRunner runner;
  private final WorkerSettings settings;
  private final Clock clock;
  private final Waiting waiting;
  private final RunLife runs;

  /** How the worker waits for outcomes, so that tests need not. */
  @FunctionalInterface
  interface Waiting {
    /** Waits in real time. */
    Waiting REAL = (outcomes, time) -> outcomes.poll(time.toNanos(), NANOSECONDS);

    /** The next outcome, or null if there is none within the time. */
    @Nullable TaskOutcome next(BlockingQueue<TaskOutcome> outcomes, Duration time)
        throws InterruptedException;
  }

  Workers(
      TaskStore store,
      WorkQueue queue,
      TaskRunner runner,
      WorkerSettings settings,
      Clock clock,
      Waiting waiting,
      RunLife runs) {
    this.store = store;
    this.queue = queue;
    this.runner = runner;
    this.settings = settings;
    this.clock = clock;
    this.waiting = waiting;
    this.runs = runs;
  }

  /**
   * Works until no task waits, also none that rests, and no other worker has one, as more may
   * follow from it, or it may die. Or until the caller stops it; then what is under way is ended or
   * put back.
   *
   * @param executor carries tasks out; owned by the host
   * @throws StoreException if the database is in trouble for too long; others take the tasks then
   */
  WorkTotals drain(Executor executor, Cancellation cancellation) {
    Shift shift = new Shift(executor, cancellation);
    int failures = 0;
    while (true) {
      Duration wait;
      try {
        Optional<Duration> next = shift.pass();
        failures = 0;
        if (next.isEmpty()) {
          return shift.totals();
        }
        wait = next.get();
      } catch (StoreException e) {
        failures++;
        if (failures >= settings.patience() || cancellation.isCancelled()) {
          throw e;
        }
        wait = settings.poll();
      }
      shift.await(wait);
    }
  }

  /** The tasks of one call. */
  private final class Shift {
    private final Executor executor;
    private final Cancellation cancellation;
    private final BlockingQueue<TaskOutcome> outcomes = new LinkedBlockingQueue<>();
    private final Map<TaskHandle, ClaimedTask> active = new LinkedHashMap<>();
    private final Settlements settlements = new Settlements(store, queue, settings.retries(), runs);
    private Instant renewAt = clock.instant().plus(settings.heartbeat());
    private Instant endsAt = clock.instant();
    private Instant backlogAt = clock.instant();
    private boolean heldBack;

    Shift(Executor executor, Cancellation cancellation) {
      this.executor = executor;
      this.cancellation = cancellation;
    }

    WorkTotals totals() {
      return settlements.totals();
    }

    /** Does what can be done at once; says how long to wait, or that nothing is left. */
    Optional<Duration> pass() {
      collect();
      settlements.store();
      renew();
      announceEnds();
      if (!cancellation.isCancelled()) {
        store.recover(settings.retries(), RECOVERED_AT_ONCE);
        queue.relay();
        start();
      }
      if (!outcomes.isEmpty()) {
        return Optional.of(Duration.ZERO);
      }
      if (!active.isEmpty()) {
        return Optional.of(settings.poll());
      }
      Optional<Duration> next =
          cancellation.isCancelled() ? Optional.empty() : store.nextDue().map(this::patience);
      if (next.isEmpty()) {
        runs.announceEnds();
      }
      return next;
    }

    /** Asking after each task would cost as much as the task. */
    private void announceEnds() {
      Instant now = clock.instant();
      if (!now.isBefore(endsAt)) {
        endsAt = now.plus(settings.poll());
        runs.announceEnds();
      }
    }

    /** A task that is due and was not to be had is with somebody, or on its way. */
    private Duration patience(Duration due) {
      if (due.isZero() && !heldBack) {
        return settings.poll().dividedBy(GLANCES_PER_POLL);
      }
      return due.isZero() || due.compareTo(settings.poll()) > 0 ? settings.poll() : due;
    }

    void await(Duration time) {
      try {
        TaskOutcome outcome = waiting.next(outcomes, time);
        if (outcome != null) {
          take(outcome);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException("The worker was interrupted; others take its tasks over.");
      }
    }

    private void collect() {
      List<TaskOutcome> arrived = new ArrayList<>();
      outcomes.drainTo(arrived);
      arrived.forEach(this::take);
    }

    private void take(TaskOutcome outcome) {
      active.remove(outcome.task().handle());
      settlements.add(outcome);
    }

    private void start() {
      Map<ProcessType, Integer> wanted = new EnumMap<>(ProcessType.class);
      settings
          .concurrency()
          .forEach((process, limit) -> wanted.put(process, limit - busy(process)));
      holdBack(wanted);
      for (ClaimedTask task : queue.claim(new Claim(settings.worker(), wanted, settings.lease()))) {
        active.put(task.handle(), task);
        executor.execute(() -> outcomes.add(runner.run(task, cancellation)));
      }
    }

    /** What is fetched faster than it is sent would fill the database; who cannot send fetches. */
    private void holdBack(Map<ProcessType, Integer> wanted) {
      Instant now = clock.instant();
      if (!now.isBefore(backlogAt)) {
        backlogAt = now.plus(settings.poll());
        heldBack =
            wanted.containsKey(ProcessType.DATA_UPLOAD)
                && store.isWaiting(ProcessType.DATA_UPLOAD, settings.backlog());
      }
      if (heldBack) {
        wanted.remove(ProcessType.DATA_DOWNLOAD);
      }
    }

    private int busy(ProcessType process) {
      return Math.toIntExact(
          active.values().stream().filter(each -> each.task().process() == process).count());
    }

    /** A task that is not ours any more ends by itself; its end will not be taken. */
    private void renew() {
      Instant now = clock.instant();
      if (!now.isBefore(renewAt)) {
        List<TaskHandle> tasks = new ArrayList<>(active.keySet());
        tasks.addAll(settlements.unsettled());
        store.renew(tasks, settings.lease());
        renewAt = now.plus(settings.heartbeat());
      }
    }
  }
}
