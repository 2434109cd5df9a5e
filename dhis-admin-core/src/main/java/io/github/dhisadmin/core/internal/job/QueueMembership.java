package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which jobs stand in queues. The codes in messages are DHIS2's for the same facts. */
final class QueueMembership {
  private final JobStore store;
  private final List<JobRow> queues;

  private QueueMembership(JobStore store, List<JobRow> queues) {
    this.store = store;
    this.queues = queues;
  }

  static QueueMembership in(JobStore store) {
    return new QueueMembership(store, store.listOfType(JobTypes.JOB_QUEUE.name()));
  }

  /**
   * A queue must not point to jobs that do not exist, nor to any that also run when it is not their
   * turn.
   */
  void refuseMember(JobRow job) {
    queueOf(job)
        .ifPresent(
            queue -> {
              throw new InvalidRequestException(
                  "Job '"
                      + job.name()
                      + "' stands in the queue '"
                      + queue.name()
                      + "'; take it out of there first (E7022).");
            });
  }

  private Optional<JobRow> queueOf(JobRow job) {
    return queues.stream().filter(queue -> members(queue).contains(job.uid())).findFirst();
  }

  /**
   * Refuses members that cannot stand in a queue.
   *
   * @param queue uid of the queue
   * @param members uids of its jobs
   */
  void refuseQueue(String queue, List<String> members) {
    for (String uid : members) {
      JobRow member =
          store
              .find(uid)
              .orElseThrow(
                  () -> new InvalidRequestException("There is no job '" + uid + "' (E7020)."));
      if (member.system()) {
        throw new InvalidRequestException(
            "'" + member.name() + "' is a system job and stands in no queue (E7023).");
      }
      if (!member.schedule().kind().equals("MANUAL")) {
        throw new InvalidRequestException(
            "'" + member.name() + "' has a schedule of its own; take it away first (E7022).");
      }
      if (queueOf(member).filter(other -> !other.uid().equals(queue)).isPresent()) {
        refuseMember(member);
      }
      if (reaches(member.uid(), queue)) {
        throw new InvalidRequestException(
            "'" + member.name() + "' is, or runs, the queue itself, which would wait for itself.");
      }
    }
  }

  private boolean reaches(String job, String queue) {
    Set<String> reached = new LinkedHashSet<>(List.of(job));
    for (Deque<String> left = new ArrayDeque<>(reached); !left.isEmpty(); ) {
      String each = left.remove();
      queues.stream()
          .filter(other -> other.uid().equals(each))
          .flatMap(other -> members(other).stream())
          .filter(reached::add)
          .forEach(left::add);
    }
    return reached.contains(queue);
  }

  /**
   * The jobs of a queue that come before one of them.
   *
   * @throws InvalidRequestException if it is no queue, or the job does not stand in it
   */
  List<JobRow> before(JobRow queue, JobRow first) {
    List<String> members = members(queue);
    int place = members.indexOf(first.uid());
    if (!queue.type().equals(JobTypes.JOB_QUEUE.name()) || place < 0) {
      throw new InvalidRequestException(
          "Job '" + first.name() + "' does not stand in a queue '" + queue.name() + "' (E7020).");
    }
    return members.subList(0, place).stream().flatMap(uid -> store.find(uid).stream()).toList();
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
