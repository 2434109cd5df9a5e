package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.MisfirePolicy;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobTransitions.ClaimPlanner;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import io.github.dhisadmin.spi.JobTransitions.Quarantine;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import io.github.dhisadmin.spi.JobTransitions.Skip;
import io.github.dhisadmin.spi.JobTransitions.Start;
import io.github.dhisadmin.spi.JobTransitions.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of due jobs and of ended runs, by what is stored and the time alone. */
public final class DuePlanner implements ClaimPlanner {
  /** Makes up for missed occurrences of a schedule so dense that nobody wants all of them. */
  private static final int MOST_MISSED = 10_000;

  private final JobTypeRegistry types;
  private final DoubleSupplier random;
  private final Timetables timetables = new Timetables();

  /**
   * Plans for jobs of these types.
   *
   * @param random from 0 to 1, spreads retries so that they do not all come at once
   */
  public DuePlanner(JobTypeRegistry types, DoubleSupplier random) {
    this.types = types;
    this.random = random;
  }

  /** What becomes of a due job; one that cannot be planned must not keep others from running. */
  @Override
  public Verdict plan(JobRow job, Instant now) {
    try {
      types.get(job.type()).check(job.parameters());
      return due(job, timetables.of(job.schedule()), now);
    } catch (DhisAdminException | DateTimeException | ArithmeticException e) {
      return new Quarantine(String.valueOf(e.getMessage()));
    }
  }

  /**
   * An occurrence of the schedule that was run before is left out: a definition that was changed
   * just when its job was claimed has been planned from a moment before the claim.
   */
  @Override
  public Verdict repeated(JobRow job, Start start, Instant now) {
    if (start.reason() != DueReason.SCHEDULE) {
      return ClaimPlanner.super.repeated(job, start, now);
    }
    try {
      Timetable timetable = timetables.of(job.schedule());
      Instant next =
          timetable
              .afterRun(now, now)
              .or(() -> timetable.after(start.occurrence(), now))
              .orElse(null);
      return new Skip(start.occurrence(), "This occurrence has been run before.", next);
    } catch (DhisAdminException | DateTimeException | ArithmeticException e) {
      return new Quarantine(String.valueOf(e.getMessage()));
    }
  }

  private static Verdict due(JobRow job, Timetable timetable, Instant now) {
    JobRow.State state = job.state();
    Instant due = state.dueAt() == null ? now : state.dueAt();
    if (state.dueReason() != DueReason.SCHEDULE || !timetable.canMiss()) {
      Instant occurrence = state.occurrence() == null ? due : state.occurrence();
      return new Start(occurrence, state.attempts() + 1, state.dueReason());
    }
    MisfirePolicy policy = job.options().misfire();
    Optional<Instant> occurrence = acceptable(policy, timetable, due, now);
    if (occurrence.isPresent() && !occurrence.get().isAfter(now)) {
      return new Start(occurrence.get(), 1, DueReason.SCHEDULE);
    }
    return new Skip(
        due,
        "Missed: no node could run it within " + policy.maxLateness() + ".",
        occurrence.orElse(null));
  }

  /** The missed occurrence to run, or else the next one to come. */
  private static Optional<Instant> acceptable(
      MisfirePolicy policy, Timetable timetable, Instant due, Instant now) {
    Instant oldest = now.minus(policy.maxLateness());
    boolean late = due.isBefore(oldest);
    return switch (policy.rule()) {
      case SKIP -> late ? timetable.after(due, now) : Optional.of(due);
      case ONCE -> late ? timetable.after(due, oldest.minusNanos(1)) : Optional.of(due);
      case ALL -> {
        Optional<Instant> first =
            late ? timetable.after(due, oldest.minusNanos(1)) : Optional.of(due);
        yield capped(policy.cap(), timetable, first, now);
      }
    };
  }

  /** The oldest of the last few occurrences up to now. */
  private static Optional<Instant> capped(
      int cap, Timetable timetable, Optional<Instant> first, Instant now) {
    Deque<Instant> last = new ArrayDeque<>();
    Optional<Instant> each = first;
    for (int i = 0; i < MOST_MISSED && each.isPresent() && !each.get().isAfter(now); i++) {
      last.add(each.get());
      if (last.size() > cap) {
        last.remove();
      }
      each = timetable.after(each.get(), each.get());
    }
    return last.isEmpty() ? each : Optional.of(last.getFirst());
  }

  /**
   * What comes after a run that its owner ended.
   *
   * @param job as it was when the run began
   * @param start what was run
   * @param started when
   * @param finished when it ended
   */
  Plan after(JobRow job, Start start, RunStatus status, Instant started, Instant finished) {
    int failures =
        switch (status) {
          case COMPLETED -> 0;
          case FAILED, LOST -> job.state().failures() + 1;
          case STOPPED, NOT_RUN, RUNNING -> job.state().failures();
        };
    return new Scheduled(job, failures).plan(next(job, start, started, finished));
  }

  /** What comes after a failed run that may be tried again. */
  Plan afterFailure(JobRow job, Start start, Instant started, Instant finished) {
    Scheduled scheduled = new Scheduled(job, job.state().failures() + 1);
    Instant next = next(job, start, started, finished);
    RetryPolicy retry = job.options().retry();
    Instant again = finished.plus(pause(retry, start.attempt()));
    boolean left = start.attempt() < retry.maxAttempts() && start.reason() != DueReason.QUEUE;
    return left && (next == null || again.isBefore(next))
        ? scheduled.retry(next, again, start)
        : scheduled.plan(next);
  }

  /** What comes after a run that was stopped because its node closes: the same, elsewhere. */
  Plan afterClosing(JobRow job, Start start, Instant started, Instant finished) {
    Scheduled scheduled = new Scheduled(job, job.state().failures());
    Instant next = next(job, start, started, finished);
    return start.reason() == DueReason.QUEUE
        ? scheduled.plan(next)
        : scheduled.retry(next, finished, start);
  }

  /** What becomes of a job whose run was lost, as its row says. */
  Settlement lost(JobRow job, Instant now, String why) {
    JobRow.State state = job.state();
    Instant started = state.lastStarted() == null ? now : state.lastStarted();
    Instant occurrence = state.occurrence() == null ? started : state.occurrence();
    Start start = new Start(occurrence, state.attempts(), state.dueReason());
    return lost(job, start, started, now, why);
  }

  /** What becomes of a job whose run was lost. */
  Settlement lost(JobRow job, Start start, Instant started, Instant now, String why) {
    Plan plan;
    try {
      plan =
          switch (job.options().deadRun()) {
            case RETRY -> afterFailure(job, start, started, now);
            case RESCHEDULE -> after(job, start, RunStatus.LOST, started, now);
            case DISABLE ->
                new Scheduled(job, job.state().failures() + 1)
                    .broken("A run was lost; enable the job when its cause is understood.");
          };
    } catch (InvalidRequestException e) {
      plan = new Scheduled(job, job.state().failures() + 1).broken(String.valueOf(e.getMessage()));
    }
    return new Settlement(RunStatus.LOST, why, null, plan);
  }

  /** What becomes of a job when it cannot be told what comes next for it. */
  Settlement unplanned(JobRow job, String problem) {
    return new Settlement(
        RunStatus.FAILED,
        problem,
        null,
        new Scheduled(job, job.state().failures() + 1).broken(problem));
  }

  /**
   * The next time of the schedule. Occurrences up to the start were coalesced into this run, unless
   * each of them counts; a run that somebody wished for does not touch the schedule.
   */
  private @Nullable Instant next(JobRow job, Start start, Instant started, Instant finished) {
    Timetable timetable = timetables.of(job.schedule());
    Optional<Instant> afterRun = timetable.afterRun(started, finished);
    if (afterRun.isPresent()) {
      return afterRun.get();
    }
    if (start.reason() != DueReason.SCHEDULE) {
      return job.state().nextFireAt();
    }
    Instant from =
        switch (job.options().misfire().rule()) {
          case ALL -> start.occurrence();
          case ONCE -> started;
          case SKIP -> finished;
        };
    return timetable.after(start.occurrence(), from).orElse(null);
  }

  private Duration pause(RetryPolicy policy, int attempt) {
    Duration pause = policy.backoff().multipliedBy(1L << Math.min(attempt - 1, 20));
    Duration limited = pause.compareTo(policy.maxBackoff()) > 0 ? policy.maxBackoff() : pause;
    return limited.plusMillis((long) (limited.toMillis() * 0.2 * random.getAsDouble()));
  }

  /** Plans of one job. */
  private record Scheduled(JobRow job, int failures) {

    Plan plan(@Nullable Instant next) {
      return new Plan(job.version(), next, next, DueReason.SCHEDULE, null, 0, failures, null);
    }

    Plan retry(@Nullable Instant next, Instant again, Start start) {
      return new Plan(
          job.version(),
          next,
          again,
          DueReason.RETRY,
          start.occurrence(),
          start.attempt(),
          failures,
          null);
    }

    Plan broken(String problem) {
      return new Plan(job.version(), null, null, DueReason.SCHEDULE, null, 0, failures, problem);
    }
  }
}
