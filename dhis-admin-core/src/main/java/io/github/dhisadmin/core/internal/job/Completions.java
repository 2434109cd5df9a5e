package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ends of runs. While one thread writes, the others leave theirs to it, so that many
 * short runs share a transaction. What cannot be written is kept for the next attempt; until then
 * the run's lease is renewed.
 */
final class Completions {
  private static final Logger log = LoggerFactory.getLogger(Completions.class);

  /** Classes of SQL states that say that it is not the database that is in trouble. */
  private static final String BAD_DATA = "22";

  private static final String BROKEN_CONSTRAINT = "23";

  private final Function<List<Finished>, Set<Owned>> store;
  private final BiConsumer<Finished, Boolean> written;
  private final ConcurrentLinkedQueue<Finished> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Writes to a store.
   *
   * @param store ends runs and answers which of them were still owned
   * @param written hears of each end that was written, and whether its run was still owned
   */
  Completions(Function<List<Finished>, Set<Owned>> store, BiConsumer<Finished, Boolean> written) {
    this.store = store;
    this.written = written;
  }

  /** Writes an end, or leaves it to the thread that is writing. */
  void add(Finished finished) {
    waiting.add(finished);
    flush();
  }

  /** Writes what is waiting; answers whether nothing is left. */
  boolean flush() {
    // Looking again after the lock is given back: somebody may have relied on its holder.
    while (!waiting.isEmpty()) {
      if (!writing.tryLock()) {
        return false;
      }
      try {
        if (!write()) {
          return false;
        }
      } finally {
        writing.unlock();
      }
    }
    return true;
  }

  private boolean write() {
    List<Finished> left = new ArrayList<>();
    for (Finished each = waiting.poll(); each != null; each = waiting.poll()) {
      left.add(each);
    }
    try {
      writeTogether(left);
      return true;
    } catch (StoreException e) {
      log.warn(
          "ends of runs could not be stored, trying again count={} error={}",
          left.size(),
          e.getMessage());
      log.debug("ends of runs could not be stored", e);
      return false;
    } finally {
      waiting.addAll(left);
    }
  }

  private void writeTogether(List<Finished> left) {
    List<Finished> batch = List.copyOf(left);
    try {
      Set<Owned> accepted = store.apply(batch);
      left.clear();
      batch.forEach(each -> written.accept(each, accepted.contains(each.run())));
    } catch (StoreException e) {
      if (!isRefused(e)) {
        throw e;
      }
      batch.forEach(each -> writeAlone(each, left));
    }
  }

  /** One end that the database will never take must not keep those of other runs from it. */
  private void writeAlone(Finished finished, List<Finished> left) {
    Set<Owned> accepted;
    try {
      accepted = store.apply(List.of(finished));
    } catch (StoreException e) {
      if (!isRefused(e)) {
        throw e;
      }
      log.warn("an end was refused, storing less run={}", finished.run().runId(), e);
      accepted = store.apply(List.of(bare(finished)));
    }
    left.remove(finished);
    written.accept(finished, accepted.contains(finished.run()));
  }

  private static boolean isRefused(StoreException failure) {
    return failure
        .sqlState()
        .filter(state -> state.startsWith(BAD_DATA) || state.startsWith(BROKEN_CONSTRAINT))
        .isPresent();
  }

  /** Nothing that the run or its schedule has brought into the world. */
  private static Finished bare(Finished finished) {
    Settlement told = finished.settlement();
    Plan plan = told.plan();
    String problem = "The end of its last run could not be stored as it was told.";
    return new Finished(
        finished.run(),
        new Settlement(
            told.status(),
            problem,
            null,
            new Plan(
                plan.version(),
                null,
                null,
                DueReason.SCHEDULE,
                null,
                0,
                plan.failures(),
                problem)));
  }
}
