package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.HashSet;
import java.util.List;

/**
 * A sequence of jobs.
 *
 * @param jobs uids of jobs that have no schedule of their own, in order, at least two
 * @param onFailure what becomes of the rest when one of them is not completed
 * @param waitSeconds how long to wait for a job that runs already, or whose key is taken
 */
public record JobQueueParameters(
    @Parameter(description = "Uids of the jobs, in order") List<String> jobs,
    @Parameter(description = "What becomes of the rest after a failure", byDefault = "STOP")
        OnFailure onFailure,
    @Parameter(
            description = "Seconds to wait for a job that is running already",
            byDefault = "3600",
            min = 0)
        int waitSeconds) {

  /** Refuses a queue that is none. */
  public JobQueueParameters {
    jobs = List.copyOf(jobs);
    if (jobs.size() < 2 || new HashSet<>(jobs).size() < jobs.size()) {
      throw new InvalidRequestException("A queue needs at least two jobs, each once (E7024).");
    }
  }

  /** The jobs in order, until one fails; each is waited for up to an hour if it runs already. */
  public static JobQueueParameters of(List<String> jobs, OnFailure onFailure) {
    return new JobQueueParameters(jobs, onFailure, 3600);
  }
}
