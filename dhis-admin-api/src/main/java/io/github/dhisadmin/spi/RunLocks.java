package io.github.dhisadmin.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Locks that at most one run of a kind holds at a time, across all nodes on one database. */
public interface RunLocks {
  /** Held by whoever builds or removes resource or analytics tables. */
  String TABLES = "tables";

  /**
   * Takes a lock without waiting for its holder.
   *
   * @param name which lock, such as {@link #TABLES}
   * @return the lock, or empty if another run holds it
   */
  Optional<RunLock> tryAcquire(String name);

  /**
   * Takes several locks without waiting, or none of them.
   *
   * @return one lock that stands for all, or empty if another run holds one of them
   */
  default Optional<RunLock> tryAcquireAll(List<String> names) {
    List<RunLock> held = new ArrayList<>();
    for (String name : names) {
      Optional<RunLock> lock = tryAcquire(name);
      if (lock.isEmpty()) {
        held.forEach(RunLock::close);
        return Optional.empty();
      }
      held.add(lock.get());
    }
    return Optional.of(() -> held.forEach(RunLock::close));
  }

  /** A lock that is held until it is closed or the process dies. */
  interface RunLock extends AutoCloseable {
    /** Gives the lock back; closing twice does nothing. */
    @Override
    void close();
  }
}
