package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobStore.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ends of runs. While one thread writes, the others leave theirs to it, so that many
 * short runs share a transaction. What cannot be written is kept for the next attempt; until then
 * the run's lease is renewed.
 */
final class Completions {
  private static final Logger log = LoggerFactory.getLogger(Completions.class);

  private final JobStore store;
  private final BiConsumer<Finished, Boolean> written;
  private final ConcurrentLinkedQueue<Finished> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Writes to a store.
   *
   * @param written hears of each end that was written, and whether its run was still owned
   */
  Completions(JobStore store, BiConsumer<Finished, Boolean> written) {
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
    List<Finished> batch = new ArrayList<>();
    for (Finished each = waiting.poll(); each != null; each = waiting.poll()) {
      batch.add(each);
    }
    boolean done = false;
    try {
      Set<Owned> accepted = store.finish(batch);
      done = true;
      batch.forEach(each -> written.accept(each, accepted.contains(each.run())));
      return true;
    } catch (StoreException e) {
      log.warn(
          "ends of runs could not be stored, trying again count={} error={}",
          batch.size(),
          e.getMessage());
      log.debug("ends of runs could not be stored", e);
      return false;
    } finally {
      if (!done) {
        waiting.addAll(batch);
      }
    }
  }
}
