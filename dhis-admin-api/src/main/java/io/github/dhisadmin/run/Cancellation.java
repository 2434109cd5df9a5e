package io.github.dhisadmin.run;

import io.github.dhisadmin.error.CancelledException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A switch by which a caller stops a run that it started, from any thread. A run that is stopped
 * leaves the database as if the unfinished part had never begun. Thread safe; once cancelled it
 * stays cancelled, so each run takes its own.
 */
public final class Cancellation {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();

  /** Asks the run to stop; also interrupts the SQL statements it is waiting for. */
  public void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      actions.forEach(Runnable::run);
    }
  }

  /** Whether {@link #cancel()} was called. */
  public boolean isCancelled() {
    return cancelled.get();
  }

  /**
   * Ends the current step if the run was cancelled.
   *
   * @throws CancelledException if {@link #cancel()} was called
   */
  public void check() {
    if (cancelled.get()) {
      throw new CancelledException("The run was cancelled by its caller.");
    }
  }

  /**
   * Registers what interrupts the work under way; runs it at once if already cancelled.
   *
   * @return the registration; close it when the work is over
   */
  public Registration onCancel(Runnable action) {
    actions.add(action);
    if (cancelled.get()) {
      action.run();
    }
    return () -> actions.remove(action);
  }

  /** An action waiting for a cancellation. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    /** Withdraws the action. */
    @Override
    void close();
  }
}
