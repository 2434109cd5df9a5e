package io.github.dhisadmin.job;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a job, all times by the database's clock.
 *
 * @param id its number, growing from run to run
 * @param jobUid which job
 * @param jobName how the job was called then
 * @param type the job's type
 * @param scheduledFor the occurrence: the time of the schedule, or of the wish to run it
 * @param attempt which attempt at the occurrence, from 1
 * @param reason why it ran
 * @param status how it ended, or that it has not
 * @param node where it ran
 * @param startedAt when it began
 * @param finishedAtOrNull when it ended
 * @param errorOrNull what went wrong
 * @param progress how far it came
 */
public record JobRun(
    long id,
    String jobUid,
    String jobName,
    String type,
    Instant scheduledFor,
    int attempt,
    DueReason reason,
    RunStatus status,
    String node,
    Instant startedAt,
    @Nullable Instant finishedAtOrNull,
    @Nullable String errorOrNull,
    JobProgress progress) {

  /** When it ended. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAtOrNull);
  }

  /** What went wrong. */
  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }
}
