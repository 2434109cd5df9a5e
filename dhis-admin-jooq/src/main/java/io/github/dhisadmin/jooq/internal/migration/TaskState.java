package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.inline;

import org.jooq.Condition;
import org.jooq.Field;

/** Where a task stands, spelled out in statements so that the partial indexes serve. */
enum TaskState {
  /** Until its run is sealed, which may turn out not to be. */
  HELD,
  QUEUED,
  PROCESSING,
  DONE,
  FAILED,
  CANCELLED;

  Field<String> value() {
    return inline(name());
  }

  Condition condition() {
    return MIGRATION_TASK.STATE.eq(value());
  }

  /** Whether a task waits, or a worker has it. */
  static Condition open() {
    return MIGRATION_TASK.STATE.in(HELD.value(), QUEUED.value(), PROCESSING.value());
  }
}
