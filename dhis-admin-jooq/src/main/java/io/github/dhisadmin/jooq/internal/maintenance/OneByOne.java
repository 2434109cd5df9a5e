package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.sql.Savepoints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * Changes several objects in one go; if the database refuses that for the sake of one of them, each
 * by itself, so that only those stay as they are that cannot be changed.
 */
final class OneByOne {
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final String UNIQUE_VIOLATION = "23505";

  private final Savepoints savepoints;
  private final String refusal;

  private OneByOne(DSLContext ctx, String refusal) {
    this.savepoints = new Savepoints(ctx);
    this.refusal = refusal;
  }

  /** Leaves alone what something refers to. */
  static OneByOne unlessReferenced(DSLContext ctx) {
    return new OneByOne(ctx, FOREIGN_KEY_VIOLATION);
  }

  /** Leaves alone what would get a value that another row has. */
  static OneByOne unlessTaken(DSLContext ctx) {
    return new OneByOne(ctx, UNIQUE_VIOLATION);
  }

  /**
   * Changes objects, and returns how many were changed.
   *
   * @param work changes some of them, and tells how many it has changed
   * @param refused hears of those that cannot be changed
   */
  <T> long change(List<T> objects, ToLongFunction<List<T>> work, Consumer<T> refused) {
    OptionalLong changed = attempt(objects, work);
    if (changed.isPresent()) {
      return changed.getAsLong();
    }
    if (objects.size() == 1) {
      refused.accept(objects.get(0));
      return 0;
    }
    return objects.stream().mapToLong(each -> change(List.of(each), work, refused)).sum();
  }

  private <T> OptionalLong attempt(List<T> objects, ToLongFunction<List<T>> work) {
    long[] changed = {0};
    Optional<DataAccessException> failure =
        savepoints.attempt(() -> changed[0] = work.applyAsLong(objects));
    if (failure.isEmpty()) {
      return OptionalLong.of(changed[0]);
    }
    if (!refusal.equals(failure.get().sqlState())) {
      throw failure.get();
    }
    return OptionalLong.empty();
  }
}
