package io.github.dhisadmin.spi;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How runs begin and end in the store. */
public interface JobTransitions {

  /**
   * Takes due jobs whose key is free, and in the same transaction does with each what the planner
   * says.
   */
  Claim claim(ClaimRequest request, ClaimPlanner planner);

  /**
   * Takes one job that is enabled and does not run, whether or not it is due, for a queue.
   *
   * @param queue the queue's run
   * @param occurrence of the queue's run
   * @param attempt which one at that occurrence
   * @return empty if it is disabled, runs, its key is taken, that attempt was made by somebody, or
   *     the queue's run is not its owner's any more
   */
  Optional<ClaimedRun> claimQueued(
      JobStore.Owned queue, long jobId, Instant occurrence, int attempt, ClaimRequest request);

  /**
   * Records that a queue leaves a job out.
   *
   * @return whether the queue's run is still its owner's, so that it was recorded
   */
  boolean leaveOut(
      JobStore.Owned queue, JobRow member, Instant occurrence, String node, String why);

  /**
   * Ends runs.
   *
   * @return those whose owner still had them; the others are left as they are
   */
  Set<JobStore.Owned> finish(List<JobStore.Finished> runs);

  /** Takes back jobs whose lease has ended, and does with each what the planner says. */
  List<LostRun> recover(LossPlanner planner);

  /** Takes back a job that runs, as if its lease had ended. */
  Optional<LostRun> abandon(long jobId, LossPlanner planner);

  /**
   * Who claims, and what.
   *
   * @param node name of the claiming node
   * @param limit how many jobs at most, beside those ahead
   * @param types names of the types it knows
   * @param ahead what it takes beyond the limit, if it found as many as that
   * @param aging after what delay a job goes before others whatever its priority
   * @param lease how long the claim holds without a sign of life
   */
  record ClaimRequest(
      String node, int limit, Set<String> types, Ahead ahead, Duration aging, Duration lease) {}

  /**
   * Jobs without a key whose runs are so short that they may wait on a node for its next free
   * thread.
   *
   * @param types names of their types
   * @param room what the node has room for, counted in short runs
   * @param weight how many short runs one of another type stands for
   */
  record Ahead(Set<String> types, int room, int weight) {

    /** Nothing is taken ahead. */
    public static Ahead none() {
      return new Ahead(Set.of(), 0, 1);
    }

    /** How many short runs there is room for beside these. */
    public int roomAfter(List<JobRow> taken) {
      return types.isEmpty() ? 0 : room - taken.stream().mapToInt(this::weightOf).sum();
    }

    /** For how many short runs a job stands. */
    public int weightOf(JobRow job) {
      return types.contains(job.type()) ? 1 : weight;
    }
  }

  /** Decides what becomes of a due job; must not touch the database. */
  @FunctionalInterface
  interface ClaimPlanner {
    /** Looks at a job that is locked. */
    Verdict plan(JobRow job, Instant now);

    /** Looks again at a job whose start would be the same occurrence and attempt as one before. */
    default Verdict repeated(JobRow job, Start start, Instant now) {
      return new Quarantine(
          "Attempt "
              + start.attempt()
              + " of the occurrence "
              + start.occurrence()
              + " has been made before.");
    }
  }

  /** What becomes of a due job. */
  sealed interface Verdict {}

  /** It runs. */
  record Start(Instant occurrence, int attempt, DueReason reason) implements Verdict {}

  /** It does not run, and is due again later or never. */
  record Skip(Instant occurrence, String why, @Nullable Instant nextFireAt) implements Verdict {}

  /** It cannot be run as it is stored. */
  record Quarantine(String problem) implements Verdict {}

  /**
   * What a claim brought.
   *
   * @param now the database's clock at the claim
   * @param nextDue when the next job is due, if that is known
   * @param started runs that now belong to the node
   * @param skipped jobs that do not run
   * @param quarantined jobs that cannot be run
   */
  record Claim(
      Instant now,
      @Nullable Instant nextDue,
      List<ClaimedRun> started,
      List<Skipped> skipped,
      List<Quarantined> quarantined) {

    /** Nothing was due. */
    public static Claim nothing(Instant now, @Nullable Instant nextDue) {
      return new Claim(now, nextDue, List.of(), List.of(), List.of());
    }

    /** The same, when it is known when the next job is due. */
    public Claim dueNext(@Nullable Instant next) {
      return new Claim(now, next, started, skipped, quarantined);
    }

    /** How many due jobs were dealt with. */
    public int size() {
      return started.size() + skipped.size() + quarantined.size();
    }
  }

  /** A job that does not run this time. */
  record Skipped(JobRow job, Skip skip) {}

  /** A job that cannot be run. */
  record Quarantined(JobRow job, String problem) {}

  /**
   * A run that has begun.
   *
   * @param job the job as it was before
   * @param run the right to it
   * @param start its occurrence, attempt and reason
   * @param startedAt when, by the database's clock
   */
  record ClaimedRun(JobRow job, JobStore.Owned run, Start start, Instant startedAt) {}

  /** Decides what becomes of a job whose run was lost; must not touch the database. */
  @FunctionalInterface
  interface LossPlanner {
    /** Looks at a job that is locked. */
    Settlement settle(JobRow job, Instant now);
  }

  /** A run that was taken back. */
  record LostRun(JobRow job, Settlement settlement) {}

  /**
   * How a run ends and what comes next.
   *
   * @param status how it ended
   * @param errorOrNull what went wrong
   * @param progressOrNull how far it came, as JSON; null for what was stored last
   * @param plan what comes next
   */
  record Settlement(
      RunStatus status, @Nullable String errorOrNull, @Nullable String progressOrNull, Plan plan) {}

  /**
   * What comes next for a job.
   *
   * @param version of the definition it was planned by; a newer one keeps its own plan
   * @param nextFireAt the next time of the schedule
   * @param dueAt when to run, which is earlier for a retry
   * @param reason why then
   * @param occurrence which occurrence, if it is not the due time itself
   * @param attempts how often that occurrence was tried
   * @param failures how many runs failed one after the other
   * @param problem why it cannot go on; null if it can
   */
  record Plan(
      int version,
      @Nullable Instant nextFireAt,
      @Nullable Instant dueAt,
      DueReason reason,
      @Nullable Instant occurrence,
      int attempts,
      int failures,
      @Nullable String problem) {}
}
