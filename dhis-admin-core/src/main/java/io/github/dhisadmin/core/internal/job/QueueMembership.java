package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.spi.JobRow;
import java.util.List;
import java.util.Map;

/** Which jobs stand in queues. The codes in messages are DHIS2's for the same facts. */
final class QueueMembership {
  private final List<JobRow> queues;

  private QueueMembership(List<JobRow> queues) {
    this.queues = queues;
  }

  static QueueMembership of(List<JobRow> queues) {
    return new QueueMembership(queues);
  }

  /**
   * A queue must not point to jobs that do not exist, nor to any that also run when it is not their
   * turn.
   */
  void refuseMember(JobRow job) {
    for (JobRow queue : queues) {
      if (members(queue).contains(job.uid())) {
        throw new InvalidRequestException(
            "Job '"
                + job.name()
                + "' stands in the queue '"
                + queue.name()
                + "'; take it out of there first (E7022).");
      }
    }
  }

  private static List<String> members(JobRow queue) {
    try {
      Map<String, Object> parameters = JsonFields.read(queue.parameters());
      return parameters.get("jobs") instanceof List<?> uids
          ? uids.stream().map(String::valueOf).toList()
          : List.of();
    } catch (InvalidRequestException e) {
      return List.of();
    }
  }
}
