package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.core.internal.job.cron.CronTimes;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.DaylightGap;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.job.host.HostJob;
import io.github.dhisadmin.job.host.HostJobExplanation;
import io.github.dhisadmin.job.host.HostJobReport;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.job.host.HostJobVerdict;
import io.github.dhisadmin.spi.HostJobStore;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a DHIS2 server is going to do with its jobs, by the rules of JobSchedulerLoopService
 * and JobTrigger (2.42).
 */
final class HostJobDiagnosis {
  private static final String RUNNING = "RUNNING";
  private static final String AT_ONCE = "ONCE_ASAP";

  /** Stands for "never" in rows from before jobs could be without cron expression. */
  private static final String NEVER = "* * * * * ?";

  private final HostJobTypes types;
  private final HostJobRules rules;
  private final HostJobStore.Snapshot snapshot;
  private final List<HostJob> jobs;

  HostJobDiagnosis(HostJobTypes types, HostJobRules rules, HostJobStore.Snapshot snapshot) {
    this.types = types;
    this.rules = rules;
    this.snapshot = snapshot;
    this.jobs = snapshot.rows().stream().map(this::job).toList();
  }

  HostJobReport report() {
    List<HostJobExplanation> explanations = jobs.stream().map(this::explain).toList();
    List<String> problems = new ArrayList<>();
    if (!snapshot.scheduledInDatabase()) {
      problems.add(
          "This server keeps its schedule in memory: the table does not tell what runs, and changes"
              + " of it count from the server's next start on.");
    }
    problems.addAll(queueGaps());
    problems.addAll(equalSchedules());
    return new HostJobReport(snapshot.at(), explanations, problems);
  }

  private HostJobExplanation explain(HostJob job) {
    if (!types.knows(job.type())) {
      return new HostJobExplanation(
          job,
          HostJobVerdict.UNKNOWN_TYPE,
          "DHIS2 "
              + types.server()
              + " has no job type '"
              + job.type()
              + "'; once the row is due, no job of any type starts. Delete it.",
          null);
    }
    if (snapshot.scheduledInDatabase() && job.state().running()) {
      return running(job);
    }
    if (!job.state().enabled()) {
      return new HostJobExplanation(
          job, HostJobVerdict.DISABLED, "It is switched off; enable it.", null);
    }
    if (job.queue().filter(place -> place.position() > 0).isPresent() && !job.trigger().atOnce()) {
      return new HostJobExplanation(
          job,
          HostJobVerdict.QUEUED,
          "It runs after the job before it in queue "
              + job.queue().map(HostJob.QueuePlace::queue).orElse("")
              + ", and never by itself.",
          null);
    }
    return scheduled(job);
  }

  private HostJobExplanation running(HostJob job) {
    Instant sign = job.state().lastAlive().or(job.state()::lastStarted).orElse(Instant.EPOCH);
    if (sign.plus(rules.staleAfter()).isBefore(snapshot.at())) {
      return new HostJobExplanation(
          job,
          HostJobVerdict.STALE,
          "Its run has been silent since "
              + sign
              + ": its server died, or the job is busy in one long statement. The server's"
              + " housekeeping marks it as failed.",
          null);
    }
    return new HostJobExplanation(
        job,
        HostJobVerdict.RUNNING,
        job.state().cancelRequested() ? "It was asked to stop." : "It runs.",
        null);
  }

  private HostJobExplanation scheduled(HostJob job) {
    Optional<Instant> due;
    try {
      due = due(job);
    } catch (InvalidRequestException e) {
      return new HostJobExplanation(
          job,
          HostJobVerdict.INVALID_CRON,
          e.getMessage() + " No job of any type starts until that is corrected.",
          null);
    }
    if (due.isEmpty()) {
      return new HostJobExplanation(
          job,
          HostJobVerdict.WITHOUT_TRIGGER,
          "It has neither a cron expression nor a delay that makes it run; run it by hand.",
          null);
    }
    if (due.get().isAfter(snapshot.at())) {
      return new HostJobExplanation(
          job, HostJobVerdict.WAITING, "It runs at " + due.get() + ".", due.get());
    }
    return runningOfType(job.type())
        .map(
            other ->
                new HostJobExplanation(
                    job,
                    HostJobVerdict.BLOCKED,
                    "It has been due since "
                        + due.get()
                        + ", and waits for '"
                        + other.name()
                        + "': of each type one job runs at a time.",
                    due.get()))
        .orElseGet(
            () ->
                new HostJobExplanation(
                    job,
                    HostJobVerdict.DUE,
                    "It has been due since "
                        + due.get()
                        + ". If it does not start within a minute, no server is up, or another row"
                        + " with an unknown type or a broken cron expression stops all jobs.",
                    due.get()));
  }

  private Optional<Instant> due(HostJob job) {
    if (job.trigger().atOnce()) {
      return Optional.of(snapshot.at());
    }
    Optional<Instant> started = job.state().lastStarted();
    if (job.trigger().cron().isPresent()) {
      return dueByCron(job.trigger().cron().get(), started);
    }
    return job.trigger()
        .delaySeconds()
        .filter(delay -> delay > 0)
        .map(delay -> started.map(start -> start.plusSeconds(delay)).orElse(snapshot.at()));
  }

  /**
   * The first time since the last start that is not too late. A job that never ran is taken as if
   * it had last run as long ago as it may be late, so that a new one may run for the past.
   */
  private Optional<Instant> dueByCron(String cron, Optional<Instant> started) {
    if (cron.isBlank() || cron.trim().equals(NEVER)) {
      return Optional.empty();
    }
    Instant oldest = snapshot.at().minus(rules.maxCronDelay());
    Instant since = started.map(start -> start.plusSeconds(1)).orElse(oldest);
    Instant from = since.isBefore(oldest) ? oldest.minusNanos(1) : since;
    return new CronTimes(CronExpression.of(cron), rules.zone(), DaylightGap.SKIP).next(from);
  }

  private Optional<HostJob> runningOfType(String type) {
    return jobs.stream()
        .filter(job -> job.type().equals(type) && job.state().running())
        .findFirst();
  }

  private List<String> queueGaps() {
    Map<String, Set<Integer>> places =
        jobs.stream()
            .flatMap(job -> job.queue().stream())
            .collect(
                Collectors.groupingBy(
                    HostJob.QueuePlace::queue,
                    TreeMap::new,
                    Collectors.mapping(HostJob.QueuePlace::position, Collectors.toSet())));
    return places.entrySet().stream()
        .filter(queue -> !hasNoGap(queue.getValue()))
        .map(
            queue ->
                "Queue "
                    + queue.getKey()
                    + " lacks a position between 0 and its last: the server ends it there.")
        .toList();
  }

  private static boolean hasNoGap(Set<Integer> places) {
    return places.stream().allMatch(place -> place == 0 || places.contains(place - 1));
  }

  /** DHIS2 refuses these when they are created (E7000), if they are spelt alike. */
  private List<String> equalSchedules() {
    Map<String, List<String>> names =
        jobs.stream()
            .filter(job -> job.trigger().cron().isPresent())
            .collect(
                Collectors.groupingBy(
                    job -> job.type() + " at " + normalized(job.trigger().cron().get()),
                    TreeMap::new,
                    Collectors.mapping(HostJob::name, Collectors.toList())));
    return names.entrySet().stream()
        .filter(same -> same.getValue().size() > 1)
        .map(
            same ->
                "Several jobs do the same at the same time, "
                    + same.getKey()
                    + ": "
                    + String.join(", ", same.getValue())
                    + ".")
        .toList();
  }

  private static String normalized(String cron) {
    try {
      return CronExpression.of(cron).normalized();
    } catch (InvalidRequestException e) {
      return cron;
    }
  }

  private HostJob job(HostJobStore.Row row) {
    HostJobStore.Trigger trigger = row.trigger();
    HostJobStore.State state = row.state();
    return new HostJob(
        row.uid(),
        row.name(),
        row.type(),
        new HostJob.Trigger(isAtOnce(trigger), trigger.cron(), trigger.delay()),
        new HostJob.State(
            state.enabled(),
            state.status().equals(RUNNING),
            state.cancel(),
            state.lastStatus(),
            inZone(state.lastExecuted()),
            inZone(state.lastAlive())),
        trigger.queue() == null
            ? null
            : new HostJob.QueuePlace(
                trigger.queue(), trigger.position() == null ? 0 : trigger.position()));
  }

  /** What was migrated from 2.40 is stored so whatever its schedule, until its first run ended. */
  private static boolean isAtOnce(HostJobStore.Trigger trigger) {
    return AT_ONCE.equals(trigger.schedulingType());
  }

  private @Nullable Instant inZone(@Nullable LocalDateTime time) {
    return time == null ? null : time.atZone(rules.zone()).toInstant();
  }
}
