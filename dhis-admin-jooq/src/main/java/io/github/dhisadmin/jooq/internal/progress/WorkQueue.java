package io.github.dhisadmin.jooq.internal.progress;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.EngineContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work for a fixed number of database sessions, the most costly first, so that no session
 * is left alone with a long one at the end. A piece may add others. The first failure stops the
 * rest. Thread safe.
 */
public final class WorkQueue {
  private record Piece(double cost, Runnable work) {}

  private final EngineContext context;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Piece> waiting =
      new PriorityQueue<>(Comparator.comparingDouble(Piece::cost).reversed());
  private int active;
  private @Nullable RuntimeException failure;

  /** Works on the sessions of a run. */
  public WorkQueue(EngineContext context) {
    this.context = context;
  }

  /** Adds a piece; cost only orders pieces among each other. */
  public void add(double cost, Runnable work) {
    lock.lock();
    try {
      waiting.add(new Piece(cost, work));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Works until nothing is left, and throws what stopped it, if anything did. */
  public void run() {
    List<Future<?>> sessions = new ArrayList<>();
    for (int i = 0; i < context.parallelism(); i++) {
      sessions.add(context.workers().submit(this::work));
    }
    Cancellation.Registration registration = context.control().cancellation().onCancel(this::stop);
    try {
      for (Future<?> session : sessions) {
        session.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      context.control().cancellation().cancel();
      throw new CancelledException("The thread that waited for the run was interrupted.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("A worker died outside its work", e);
    } finally {
      registration.close();
    }
    context.control().cancellation().check();
    if (failure != null) {
      throw failure;
    }
  }

  private void work() {
    for (Piece piece = next(); piece != null; piece = next()) {
      RuntimeException thrown = null;
      try {
        piece.work().run();
      } catch (RuntimeException e) {
        thrown = e;
      } finally {
        done(thrown);
      }
    }
  }

  private @Nullable Piece next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && active > 0 && failure == null) {
        changed.awaitUninterruptibly();
      }
      if (failure != null || waiting.isEmpty()) {
        return null;
      }
      active++;
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  private void done(@Nullable RuntimeException thrown) {
    lock.lock();
    try {
      active--;
      if (failure == null) {
        failure = thrown;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void stop() {
    lock.lock();
    try {
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
