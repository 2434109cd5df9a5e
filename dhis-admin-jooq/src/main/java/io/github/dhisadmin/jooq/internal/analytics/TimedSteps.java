package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.FullDisk;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import io.github.dhisadmin.run.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * The steps of the work on one partition: transactions whose time is added up. Safe for several
 * threads.
 */
final class TimedSteps {
  private final Database database;
  private final Cancellation cancellation;
  private final Clock clock;
  private final String table;
  private final LongAdder workedNanos = new LongAdder();

  /**
   * None taken yet.
   *
   * @param table the name of the partition, for what is said of trouble
   */
  TimedSteps(Database database, Cancellation cancellation, Clock clock, String table) {
    this.database = database;
    this.cancellation = cancellation;
    this.clock = clock;
    this.table = table;
  }

  /** The schema that all of them work in. */
  String schemaName() {
    return database.schemaName();
  }

  /** How long they took so far, on all sessions. */
  Duration worked() {
    return Duration.ofNanos(workedNanos.sum());
  }

  /** Takes one that sees what is there now. */
  <T> T run(Function<DSLContext, T> step) {
    return run(Snapshot.NONE, step);
  }

  /** Takes one that reads from a snapshot. */
  <T> T run(Snapshot snapshot, Function<DSLContext, T> step) {
    Instant start = clock.instant();
    try {
      return database.transaction(cancellation, snapshot, step);
    } catch (StoreException e) {
      throw FullDisk.explain(database, table, e);
    } finally {
      workedNanos.add(Duration.between(start, clock.instant()).toNanos());
    }
  }
}
