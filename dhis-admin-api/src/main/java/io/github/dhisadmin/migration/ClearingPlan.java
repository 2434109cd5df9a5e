package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;

/**
 * What would be lost if tasks were thrown away.
 *
 * @param clearing what is asked for
 * @param losses tasks that would be lost, by process type; none where nothing would
 */
public record ClearingPlan(Clearing clearing, List<Loss> losses) {

  /** Copies the losses. */
  public ClearingPlan {
    losses = List.copyOf(losses);
  }

  /**
   * Whether who has seen this plan has agreed to another: it loses the same kinds of tasks, not
   * more of them and none that came later. Workers may have done some meanwhile.
   */
  public boolean covers(ClearingPlan other) {
    return clearing.equals(other.clearing())
        && other.losses().stream()
            .allMatch(loss -> losses.stream().anyMatch(seen -> seen.covers(loss)));
  }

  /** How many tasks would be lost. */
  public long tasks() {
    return losses.stream().mapToLong(Loss::tasks).sum();
  }

  /**
   * Which tasks are to be thrown away. Tasks that a worker has are never.
   *
   * @param selection of which configuration and processes
   * @param scope whether waiting tasks, failed ones or both
   */
  public record Clearing(TaskSelection selection, Scope scope) {

    /** Refuses single tasks. */
    public Clearing {
      if (!selection.ids().isEmpty()) {
        throw new InvalidRequestException("Tasks are cleared by process type, not one by one.");
      }
    }
  }

  /** In which state tasks are thrown away. */
  public enum Scope {
    /** Those that wait: their effect will be missing at the destination. */
    QUEUED,
    /** Those that failed: nobody will learn any more what is missing, and why. */
    FAILED,
    /** Both. */
    QUEUED_AND_FAILED
  }

  /**
   * Tasks of one process type that would be lost.
   *
   * @param process what they were to do
   * @param queued how many of them wait
   * @param failed how many of them failed
   * @param newest the highest number among them; 0 if there are none
   */
  public record Loss(ProcessType process, long queued, long failed, long newest) {

    /** How many. */
    public long tasks() {
      return queued + failed;
    }

    private boolean covers(Loss other) {
      return process == other.process()
          && queued >= other.queued()
          && failed >= other.failed()
          && newest >= other.newest();
    }
  }
}
