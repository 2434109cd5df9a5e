package io.github.dhisadmin.jooq.internal.migration;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Session;
import java.time.Duration;
import java.util.function.Function;
import org.jooq.DSLContext;

/** Transactions of many workers that lock rows of each other's. */
record Turns(Database database) {
  /** Who is put to sleep within a transaction must not keep others from what it has locked. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  <T> T changing(Function<DSLContext, T> work) {
    return database.transaction(
        ctx -> {
          new Session(ctx).takeTurns(LONGEST_SILENCE);
          return work.apply(ctx);
        });
  }
}
