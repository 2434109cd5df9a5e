package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.sql.Moments.instant;

import io.github.dhisadmin.job.DeadRunPolicy;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobOptions;
import io.github.dhisadmin.job.MisfirePolicy;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.StoredSchedule;
import java.time.Duration;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Jobs out of their rows. Only what the table's own checks guarantee is taken for granted. */
final class JobRows {
  static final String IDLE = "IDLE";
  static final String RUNNING = "RUNNING";

  private JobRows() {}

  static JobRow of(Record row) {
    return new JobRow(
        row.get(JOB.JOB_ID),
        row.get(JOB.UID),
        row.get(JOB.NAME),
        row.get(JOB.JOB_TYPE),
        row.get(JOB.PARAMS).data(),
        new StoredSchedule(
            row.get(JOB.SCHEDULE_KIND),
            row.get(JOB.CRON),
            row.get(JOB.ZONE),
            row.get(JOB.SCHEDULE_VARIANT),
            row.get(JOB.INTERVAL_MS),
            instant(row.get(JOB.ONCE_AT))),
        options(row),
        row.get(JOB.SYSTEM_JOB),
        row.get(JOB.VERSION),
        state(row));
  }

  private static JobOptions options(Record row) {
    return new JobOptions(
        row.get(JOB.ENABLED),
        row.get(JOB.PRIORITY),
        row.get(JOB.EXCLUSIVE_KEY),
        new MisfirePolicy(
            MisfirePolicy.Rule.valueOf(row.get(JOB.MISFIRE_RULE)),
            Duration.ofMillis(row.get(JOB.MAX_LATENESS_MS)),
            row.get(JOB.MISFIRE_CAP)),
        new RetryPolicy(
            row.get(JOB.MAX_ATTEMPTS),
            Duration.ofMillis(row.get(JOB.BACKOFF_MS)),
            Duration.ofMillis(row.get(JOB.MAX_BACKOFF_MS))),
        DeadRunPolicy.valueOf(row.get(JOB.DEAD_RUN)),
        row.get(JOB.RUN_AS));
  }

  private static JobRow.State state(Record row) {
    return new JobRow.State(
        RUNNING.equals(row.get(JOB.STATE)),
        row.get(JOB.PROBLEM),
        instant(row.get(JOB.NEXT_FIRE_AT)),
        instant(row.get(JOB.DUE_AT)),
        DueReason.valueOf(row.get(JOB.DUE_REASON)),
        instant(row.get(JOB.OCCURRENCE)),
        row.get(JOB.ATTEMPTS),
        row.get(JOB.NODE),
        row.get(JOB.FENCE),
        row.get(JOB.RUN_ID),
        instant(row.get(JOB.LAST_STARTED)),
        instant(row.get(JOB.LAST_FINISHED)),
        status(row.get(JOB.LAST_STATUS)),
        row.get(JOB.FAILURES));
  }

  private static @Nullable RunStatus status(@Nullable String name) {
    return name == null ? null : RunStatus.valueOf(name);
  }
}
