package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;

/**
 * What would be lost if old runs were removed, with their tasks and discrepancies. Their audit
 * entries stay.
 *
 * @param pruning what is asked for
 * @param before runs that ended earlier are meant, by the database's clock
 * @param loss what would be lost
 */
public record PruningPlan(Pruning pruning, Instant before, Loss loss) {

  /** Whether who has seen this plan has agreed to lose what another one loses. */
  public boolean covers(PruningPlan other) {
    return pruning.equals(other.pruning) && before.equals(other.before) && loss.covers(other.loss);
  }

  /**
   * Which runs are to be removed. Runs of which a worker has a task are never.
   *
   * @param configuration of which configuration
   * @param olderThan how long ago they ended, at least
   * @param scope whether what somebody may still want goes as well
   */
  public record Pruning(String configuration, Duration olderThan, Scope scope) {

    /** Refuses times to come. */
    public Pruning {
      if (olderThan.isNegative()) {
        throw new InvalidRequestException("Runs that are to be removed ended in the past.");
      }
    }

    /** Runs that ended without failed tasks. */
    public static Pruning of(String configuration, Duration olderThan) {
      return new Pruning(configuration, olderThan, Scope.SETTLED);
    }
  }

  /** Whether what somebody may still want goes as well. */
  public enum Scope {
    /** Runs without failed and waiting tasks only. */
    SETTLED,
    /** Also runs with failed tasks: nobody will learn any more what is missing, and why. */
    FAILED_TOO,
    /**
     * Also runs with waiting tasks, whose effect will be missing at the destination; their age is
     * counted from their beginning.
     */
    FAILED_AND_QUEUED_TOO
  }

  /**
   * What goes.
   *
   * @param runs how many runs
   * @param tasks how many tasks of theirs
   * @param failed how many of these failed
   * @param queued how many of these wait
   * @param discrepancies how many discrepancies that comparisons found
   */
  public record Loss(long runs, long tasks, long failed, long queued, long discrepancies) {

    private boolean covers(Loss other) {
      return runs >= other.runs
          && tasks >= other.tasks
          && failed >= other.failed
          && queued >= other.queued
          && discrepancies >= other.discrepancies;
    }
  }
}
