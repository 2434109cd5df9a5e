package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.spi.EngineContext;
import java.time.Duration;
import java.time.Instant;

/** Tells the caller which tables are finished. */
final class BuildProgress {
  private static final String STAGE = "Building resource tables";

  private final EngineContext context;
  private final Instant begin;
  private final int total;
  private int done;

  BuildProgress(EngineContext context, Instant begin, int total) {
    this.context = context;
    this.begin = begin;
    this.total = total;
    tell("");
  }

  void finished(String tableName) {
    done++;
    tell(tableName);
  }

  private void tell(String item) {
    Duration elapsed = Duration.between(begin, context.clock().instant());
    Duration remaining = done == 0 ? null : elapsed.multipliedBy(total - done).dividedBy(done);
    context
        .control()
        .progress()
        .onProgress(new Progress(STAGE, item, done, total, 100 * done / total, elapsed, remaining));
  }
}
