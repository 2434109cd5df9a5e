package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.run.Warning;
import java.util.List;

/** The queue without a broker: workers look into the store themselves. */
public final class StoreWorkQueue implements WorkQueue {
  private final TaskStore store;

  /** Looks into a store. */
  public StoreWorkQueue(TaskStore store) {
    this.store = store;
  }

  @Override
  public List<ClaimedTask> claim(Claim claim) {
    return store.claim(claim);
  }

  @Override
  public void settled(List<TaskHandle> tasks) {
    // The store knows, and there is nobody else.
  }

  @Override
  public int relay() {
    return 0;
  }

  @Override
  public List<Warning> warnings() {
    return List.of();
  }

  @Override
  public void close() {
    // There is no connection.
  }
}
