package io.github.dhisadmin.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a job on this node.
 *
 * @param kind what happened
 * @param jobUid to which job; empty if to none in particular
 * @param jobName how the job is called
 * @param type the job's type
 * @param runId which run; 0 if none
 * @param statusOrNull how the run ended, for {@link Kind#FINISHED}
 * @param detail more in words: the error, the progress, the problem
 */
public record JobEvent(
    Kind kind,
    String jobUid,
    String jobName,
    String type,
    long runId,
    @Nullable RunStatus statusOrNull,
    String detail) {

  /** How the run ended. */
  public Optional<RunStatus> status() {
    return Optional.ofNullable(statusOrNull);
  }

  /** What happened. */
  public enum Kind {
    /** A job was created. */
    CREATED,
    /** A run began. */
    STARTED,
    /** A run has come further. */
    PROGRESSED,
    /** A run ended; also if its job will be tried again. */
    FINISHED,
    /** A failed occurrence will be tried again. */
    RETRY_PLANNED,
    /** A run was taken from this node, or recovered from a dead one. */
    LOST,
    /** An occurrence was not run. */
    NOT_RUN,
    /** A stored job cannot be run as it is. */
    QUARANTINED,
    /** Looking for due jobs failed; it is tried again. */
    POLL_FAILED
  }
}
