package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one run, taken by a fixed number of sessions: the ordinary ones together, then the
 * slow ones one after the other.
 */
final class CheckQueue {
  private final List<StoredCheck> checks;
  private final CheckRunner runner;
  private final ExecutorService pool;
  private final int sessions;
  private final Cancellation cancellation;
  private final Map<String, CheckOutcome> outcomes = new ConcurrentHashMap<>();
  private boolean interrupted;
  private @Nullable Throwable failure;

  CheckQueue(
      List<StoredCheck> checks,
      CheckRunner runner,
      ExecutorService pool,
      int sessions,
      Cancellation cancellation) {
    this.checks = checks;
    this.runner = runner;
    this.pool = pool;
    this.sessions = sessions;
    this.cancellation = cancellation;
  }

  /**
   * Waits until every check has an outcome, and gives these in the order of the checks.
   *
   * @throws DhisAdminException if an outcome could not be remembered
   */
  List<CheckOutcome> run() {
    try {
      work(checks.stream().filter(check -> !isSlow(check)), sessions);
      work(checks.stream().filter(CheckQueue::isSlow), 1);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return checks.stream()
        .map(check -> outcomes.getOrDefault(check.definition().id(), CheckRunner.notRun(check)))
        .toList();
  }

  private static boolean isSlow(StoredCheck check) {
    return check.definition().traits().slow();
  }

  private void work(Stream<StoredCheck> some, int atOnce) {
    Queue<StoredCheck> waiting = new ConcurrentLinkedQueue<>(some.toList());
    List<Future<?>> working = new ArrayList<>();
    for (int i = Math.min(atOnce, waiting.size()); i > 0; i--) {
      try {
        working.add(pool.submit(() -> drain(waiting)));
      } catch (RejectedExecutionException e) {
        // The library was closed meanwhile: what did not run is told as such.
        waiting.clear();
      }
    }
    working.forEach(session -> await(session, waiting));
    if (failure instanceof DhisAdminException known) {
      throw known;
    }
    if (failure != null) {
      throw new IllegalStateException("A session died outside its checks", failure);
    }
  }

  private void drain(Queue<StoredCheck> waiting) {
    for (StoredCheck check = waiting.poll();
        check != null && !pool.isShutdown();
        check = waiting.poll()) {
      outcomes.put(check.definition().id(), runner.run(check));
    }
  }

  /** Waits for a session also when asked to stop, as nothing may go on after the run has ended. */
  private void await(Future<?> session, Queue<StoredCheck> waiting) {
    while (true) {
      try {
        session.get();
        return;
      } catch (InterruptedException e) {
        interrupted = true;
        cancellation.cancel();
      } catch (ExecutionException e) {
        waiting.clear();
        failure = failure == null ? e.getCause() : failure;
        return;
      }
    }
  }
}
