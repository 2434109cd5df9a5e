package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.maintenance.Blocker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Changes known rows of a table that others refer to while they write. First those that nobody has
 * locked; the others one at a time, so that nothing is held while waiting for them: who holds
 * nothing while waiting cannot be part of a deadlock.
 *
 * @param table the table
 * @param key its key
 */
record KeyedRows(Table<?> table, Field<Long> key) {
  /** What comes after the first lock of a transaction must be had at once. */
  private static final Duration FURTHER_LOCKS = Duration.ofMillis(200);

  /** Changes rows that are locked already. Returns how many were changed. */
  @FunctionalInterface
  interface Change {
    long apply(DSLContext ctx, List<Long> keys);
  }

  /** Changes rows, so many in a transaction. */
  void change(Chunks chunks, String step, List<Long> keys, int atOnce, Change change) {
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += atOnce) {
      parts.add(keys.subList(from, Math.min(keys.size(), from + atOnce)));
    }
    change(chunks, step, parts, change);
  }

  /** Changes rows, each part in a transaction, several at once. */
  void change(Chunks chunks, String step, List<List<Long>> parts, Change change) {
    Queue<Long> later = new ConcurrentLinkedQueue<>();
    chunks.each(
        step,
        parts,
        (ctx, some) -> {
          Set<Long> free =
              new HashSet<>(
                  ctx.select(key)
                      .from(table)
                      .where(key.eq(DSL.any(BoundArray.of(some.toArray(Long[]::new)))))
                      .forUpdate()
                      .skipLocked()
                      .fetch(key));
          some.stream().filter(each -> !free.contains(each)).forEach(later::add);
          return change.apply(ctx, some.stream().filter(free::contains).toList());
        });
    later.stream().distinct().sorted().forEach(each -> changeOne(chunks, step, each, change));
  }

  /** Waits for a row and changes it; reports it if it is not to be had. */
  void changeOne(Chunks chunks, String step, long id, Change change) {
    chunks.runUnlessLocked(
        step,
        Chunks.LOCK_TIMEOUT,
        ctx -> {
          boolean there =
              ctx.select(key).from(table).where(key.eq(id)).forUpdate().fetchOptional().isPresent();
          new Session(ctx).lockTimeout(FURTHER_LOCKS);
          return there ? change.apply(ctx, List.of(id)) : 0;
        },
        new Blocker(
            table.getName(),
            Long.toString(id),
            "",
            "LOCKED",
            "locked by a transaction that does not end",
            1));
  }
}
