package io.github.dhisadmin.spi;

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

  /** A lock that is held until it is closed or the process dies. */
  interface RunLock extends AutoCloseable {
    /** Gives the lock back; closing twice does nothing. */
    @Override
    void close();
  }
}
