package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.progress.WorkQueue;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.spi.EngineContext;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Makes everything that the queries for rows of a table join.
 *
 * @param database where
 * @param context how many sessions may work at once, and what ends them
 * @param memory what each of them may use
 */
record TablePreparation(Database database, EngineContext context, WorkMemory memory) {

  /** Makes all of it. */
  void make(AnalyticsTableDefinition definition) {
    begin(definition);
    complete(definition);
  }

  /** Makes what needs no more than one short transaction. */
  void begin(AnalyticsTableDefinition definition) {
    inDatabase(definition::prepare);
  }

  /** Makes the rest, in pieces side by side. */
  void complete(AnalyticsTableDefinition definition) {
    WorkQueue queue = new WorkQueue(context);
    List<Function<DSLContext, Integer>> fillings = definition.fillings(context.parallelism());
    for (Function<DSLContext, Integer> filling : fillings) {
      queue.add(
          1,
          () ->
              inDatabase(
                  ctx -> {
                    memory.forSort(new Session(ctx));
                    return filling.apply(ctx);
                  }));
    }
    if (!fillings.isEmpty()) {
      queue.run();
    }
  }

  private <T> T inDatabase(Function<DSLContext, T> work) {
    return database.transaction(context.control().cancellation(), work);
  }
}
