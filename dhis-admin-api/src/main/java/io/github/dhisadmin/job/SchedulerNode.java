package io.github.dhisadmin.job;

import java.time.Instant;
import java.util.List;

/**
 * A process that runs jobs, or did until lately.
 *
 * @param name its name
 * @param startedAt when it began
 * @param lastSeen when it last said that it lives
 * @param types names of the job types it knows
 * @param stopping whether it takes no more jobs
 */
public record SchedulerNode(
    String name, Instant startedAt, Instant lastSeen, List<String> types, boolean stopping) {

  /** Keeps its own copy. */
  public SchedulerNode {
    types = List.copyOf(types);
  }
}
