package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.TaskProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Writes why attempts failed, of any number of tasks by one statement: each is put back for later,
 * or given up.
 */
final class FailedAttempts {
  private static final int LONGEST_CODE = 50;

  private static final String TOLD = "told";
  private static final Field<Long> TASK = told("task", SQLDataType.BIGINT);
  private static final Field<String> PROBLEM = told("problem", SQLDataType.VARCHAR);
  private static final Field<String> MESSAGE = told("message", SQLDataType.VARCHAR);
  private static final Field<Integer> STATUS = told("status", SQLDataType.INTEGER);
  private static final Field<String> EXCERPT = told("excerpt", SQLDataType.VARCHAR);
  private static final Field<Long> PAUSE = told("pause", SQLDataType.BIGINT);

  private FailedAttempts() {}

  /**
   * An attempt without effect.
   *
   * @param task its number
   * @param problem why
   * @param retryAfter how long the task rests; empty if it is given up
   */
  record FailedAttempt(long task, TaskProblem problem, Optional<Duration> retryAfter) {

    private String code() {
      String code = problem.code();
      return code.length() <= LONGEST_CODE ? code : code.substring(0, LONGEST_CODE);
    }

    private @Nullable Long pause() {
      return retryAfter.map(Duration::toMillis).orElse(null);
    }
  }

  private static <T> Field<T> told(String column, DataType<T> type) {
    return field(name(TOLD, column), type);
  }

  /** Writes them; the caller has locked their tasks. */
  static void write(DSLContext ctx, List<FailedAttempt> attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    Table<Record> told =
        ArrayRows.of(
            TOLD,
            List.of(
                val(column(attempts, FailedAttempt::task, Long[]::new)),
                val(column(attempts, FailedAttempt::code, String[]::new)),
                val(column(attempts, each -> each.problem().message(), String[]::new)),
                val(column(attempts, each -> each.problem().httpStatus(), Integer[]::new)),
                val(column(attempts, each -> each.problem().excerpt(), String[]::new)),
                val(column(attempts, FailedAttempt::pause, Long[]::new))),
            TASK.getName(),
            PROBLEM.getName(),
            MESSAGE.getName(),
            STATUS.getName(),
            EXCERPT.getName(),
            PAUSE.getName());
    ctx.update(MIGRATION_TASK)
        .set(MIGRATION_TASK.PROBLEM, PROBLEM)
        .set(MIGRATION_TASK.MESSAGE, MESSAGE)
        .set(MIGRATION_TASK.HTTP_STATUS, STATUS)
        .set(MIGRATION_TASK.EXCERPT, EXCERPT)
        .setNull(MIGRATION_TASK.LEASE_UNTIL)
        .setNull(MIGRATION_TASK.ANNOUNCED_AT)
        .set(
            MIGRATION_TASK.STATE,
            when(PAUSE.isNull(), TaskState.FAILED.value()).otherwise(TaskState.QUEUED.value()))
        .set(
            MIGRATION_TASK.AVAILABLE_AT,
            when(PAUSE.isNull(), MIGRATION_TASK.AVAILABLE_AT).otherwise(Moments.in(PAUSE)))
        .set(
            MIGRATION_TASK.FINISHED_AT,
            when(PAUSE.isNull(), Moments.now()).otherwise(MIGRATION_TASK.FINISHED_AT))
        .from(told)
        .where(MIGRATION_TASK.TASK_ID.eq(TASK))
        .execute();
  }

  private static <T> T[] column(
      List<FailedAttempt> attempts,
      Function<FailedAttempt, @Nullable T> value,
      IntFunction<T[]> array) {
    return attempts.stream().map(value).toArray(array);
  }
}
