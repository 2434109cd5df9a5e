package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.MigrationEvent.RunBegun;
import io.github.dhisadmin.migration.MigrationEvent.RunEnded;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.RunStore;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Begins and ends runs, and tells of both. */
final class RunLife {
  private final RunStore store;
  private final Announcer announcer;

  RunLife(RunStore store, Announcer announcer) {
    this.store = store;
    this.announcer = announcer;
  }

  /**
   * Begins a run with all its tasks, unless one that does the same is under way.
   *
   * @param doings what it is to do, in an order that does not depend on the process
   * @param tasks of a run of this number
   */
  MigrationRun begin(NewRun run, Stream<String> doings, LongFunction<List<NewTask>> tasks) {
    MigrationRun begun = store.begin(run, Sameness.of(run, doings), tasks);
    if (!begun.joined()) {
      tell(begun.id(), run);
    }
    return begun;
  }

  /**
   * Begins a run that is filled bit by bit. What it has by then is stopped if that fails.
   *
   * @param filling does what is to be done for a run of this number
   */
  long fill(NewRun run, LongConsumer filling) {
    long id = store.begin(run);
    tell(id, run);
    try {
      filling.accept(id);
      store.seal(id);
    } catch (DhisAdminException e) {
      store.cancel(id, run.requestedBy());
      announceEnds();
      throw e;
    }
    announceEnds();
    return id;
  }

  /** Ends runs whose last task is settled, whoever did so. */
  void announceEnds() {
    store.end().forEach(ended -> tell(new RunEnded(ended)));
  }

  /** Tells the host. */
  void tell(MigrationEvent event) {
    announcer.tell(event);
  }

  private void tell(long id, NewRun run) {
    tell(new RunBegun(id, run.configuration(), run.kind(), run.requestedBy()));
  }
}
