package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.StoredSchedule;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Jobs as rows, which differ in what a test looks at. */
record StoredJob(
    JobDefinition<TestJobParameters> definition,
    StoredSchedule schedule,
    String parameters,
    JobRow.State state) {

  /** A job on a schedule that is due at a time. */
  static StoredJob due(Schedule schedule, @Nullable Instant dueAt) {
    return new StoredJob(
        JobDefinition.of(JobTypes.TEST, "job", TestJobParameters.nothing()),
        Timetable.stored(schedule),
        "{}",
        state(dueAt, dueAt, DueReason.SCHEDULE, null, 0));
  }

  /** The same, waiting for another attempt or for somebody's wish. */
  StoredJob waiting(DueReason reason, Instant occurrence, int attempts, Instant dueAt) {
    return new StoredJob(
        definition,
        schedule,
        parameters,
        state(state.nextFireAt(), dueAt, reason, occurrence, attempts));
  }

  StoredJob with(UnaryOperator<JobDefinition<TestJobParameters>> change) {
    return new StoredJob(change.apply(definition), schedule, parameters, state);
  }

  /** The same after so many failed runs. */
  StoredJob failures(int count) {
    return new StoredJob(
        definition,
        schedule,
        parameters,
        new JobRow.State(
            false,
            null,
            state.nextFireAt(),
            state.dueAt(),
            state.dueReason(),
            state.occurrence(),
            state.attempts(),
            null,
            0,
            0,
            null,
            null,
            null,
            count));
  }

  StoredJob schedule(StoredSchedule other) {
    return new StoredJob(definition, other, parameters, state);
  }

  StoredJob parameters(String json) {
    return new StoredJob(definition, schedule, json, state);
  }

  JobRow row() {
    return new JobRow(
        1,
        "jobUid00001",
        "job",
        "TEST",
        parameters,
        schedule,
        definition.options(),
        false,
        7,
        state);
  }

  private static JobRow.State state(
      @Nullable Instant next,
      @Nullable Instant due,
      DueReason reason,
      @Nullable Instant occurrence,
      int attempts) {
    return new JobRow.State(
        false, null, next, due, reason, occurrence, attempts, null, 0, 0, null, null, null, 0);
  }
}
