package io.github.dhisadmin.job.host;

import java.time.Instant;
import java.util.List;

/**
 * All jobs of the DHIS2 server.
 *
 * @param at the database's time
 * @param jobs the jobs, by name
 * @param problems what is wrong beyond a single job, each a sentence
 */
public record HostJobReport(Instant at, List<HostJobExplanation> jobs, List<String> problems) {

  /** Copies its lists. */
  public HostJobReport {
    jobs = List.copyOf(jobs);
    problems = List.copyOf(problems);
  }
}
