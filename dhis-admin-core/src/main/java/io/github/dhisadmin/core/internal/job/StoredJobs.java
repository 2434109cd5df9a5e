package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.CronSchedule;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobError;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.JobFilter;
import io.github.dhisadmin.job.JobQueueParameters;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.job.JobTypeDescription;
import io.github.dhisadmin.job.ManualSchedule;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.SchedulerNode;
import io.github.dhisadmin.spi.JobDraft;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.JobTransitions.LostRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs as the host handles them: who may, what is valid, and what the store answers. */
public final class StoredJobs implements JobService {
  private static final Duration NODES_SEEN_WITHIN = Duration.ofDays(1);

  private final JobStore store;
  private final JobTypeRegistry types;
  private final AccessPolicy accessPolicy;
  private final JobUsers users;
  private final DuePlanner planner;
  private final JobEvents events;
  private final JobViews views;
  private final LocalNode local;

  /** What a service tells the node in the same process, if it runs jobs. */
  public interface LocalNode {
    /** Something has become due. */
    void wake();

    /** A job's run is to stop. */
    void cancel(long jobId);
  }

  /** Handles the jobs of a store. */
  StoredJobs(
      JobStore store,
      JobTypeRegistry types,
      AccessPolicy accessPolicy,
      JobUsers users,
      DuePlanner planner,
      JobEvents events,
      LocalNode local) {
    this.store = store;
    this.types = types;
    this.accessPolicy = accessPolicy;
    this.users = users;
    this.planner = planner;
    this.events = events;
    this.views = new JobViews(types);
    this.local = local;
  }

  @Override
  public List<JobTypeDescription> types() {
    return types.all().stream().map(RegisteredType::description).toList();
  }

  @Override
  public JobDefinition<?> define(String type, String name, Map<String, String> parameters) {
    return types.get(type).define(name, parameters);
  }

  @Override
  public Job create(JobDefinition<?> definition) {
    accessPolicy.require("create a job", Authority.SCHEDULING_ADMIN);
    Job created = views.job(insert(definition, Uids.random(), false));
    events.tell(
        new JobEvent(
            JobEvent.Kind.CREATED, created.uid(), created.name(), created.type(), 0, null, ""));
    local.wake();
    return created;
  }

  /** Makes a job of the library's own, unless it exists. */
  void createSystemJob(JobDefinition<?> definition) {
    if (store.find(definition.name()).isEmpty()) {
      try {
        insert(definition, Uids.random(), true);
      } catch (ConflictException e) {
        // Another node was faster.
        return;
      }
    }
  }

  private JobRow insert(JobDefinition<?> definition, String uid, boolean system) {
    JobDraft draft = draft(definition, uid, null, system);
    return store
        .insert(draft)
        .orElseThrow(
            () ->
                new ConflictException(
                    ErrorCode.CONFLICT,
                    "There is a job '" + definition.name() + "' already; choose another name."));
  }

  private JobDraft draft(
      JobDefinition<?> definition, String uid, @Nullable JobRow replaced, boolean system) {
    RegisteredType<?> type = types.get(definition.type().name());
    String parameters = type.json(definition.parameters());
    Optional<Instant> next = first(definition.schedule(), type.name(), replaced, system);
    if (definition.parameters() instanceof JobQueueParameters queue) {
      QueueMembership.in(store).refuseQueue(uid, queue.jobs());
    }
    definition.options().runAs().ifPresent(users::require);
    return new JobDraft(
        uid,
        definition.name(),
        type.name(),
        parameters,
        Timetable.stored(definition.schedule()),
        definition.options(),
        system,
        next.orElse(null));
  }

  /** The first time of a schedule that a job may have. */
  private Optional<Instant> first(
      Schedule schedule, String type, @Nullable JobRow replaced, boolean system) {
    Optional<Instant> next = Timetable.of(schedule).first(store.now());
    if (schedule instanceof CronSchedule cron) {
      if (next.isEmpty()) {
        throw new InvalidRequestException("The cron expression never comes true (E7005).");
      }
      if (!system) {
        new DuplicateSchedules(store.listOfType(type)).refuse(cron, replaced);
      }
    }
    if (replaced != null && !(schedule instanceof ManualSchedule)) {
      QueueMembership.in(store).refuseMember(replaced);
    }
    return next;
  }

  @Override
  public Job update(Job known, JobDefinition<?> definition) {
    accessPolicy.require("change a job", Authority.SCHEDULING_ADMIN);
    JobRow row = required(known.uid());
    if (row.system()) {
      throw new InvalidRequestException(
          "'" + row.name() + "' is a system job: only its schedule can be changed (E7003).");
    }
    if (!row.type().equals(definition.type().name())) {
      throw new InvalidRequestException(
          "The type of a job cannot be changed; create another job and delete this one.");
    }
    replace(row, known.version(), draft(definition, row.uid(), row, false));
    return views.job(required(row.uid()));
  }

  @Override
  public Job reschedule(Job known, Schedule schedule) {
    accessPolicy.require("change a job", Authority.SCHEDULING_ADMIN);
    JobRow row = required(known.uid());
    Optional<Instant> next = first(schedule, row.type(), row, row.system());
    replace(
        row,
        known.version(),
        new JobDraft(
            row.uid(),
            row.name(),
            row.type(),
            row.parameters(),
            Timetable.stored(schedule),
            row.options(),
            row.system(),
            next.orElse(null)));
    return views.job(required(row.uid()));
  }

  private void replace(JobRow row, int version, JobDraft draft) {
    if (!store.update(row.id(), version, draft)) {
      throw new ConflictException(
          ErrorCode.CONFLICT,
          "Job '"
              + row.name()
              + "' was changed meanwhile, or runs and its exclusive key was to be changed; look at"
              + " it again.");
    }
    local.wake();
  }

  @Override
  public void delete(String job) {
    accessPolicy.require("delete a job", Authority.SCHEDULING_ADMIN);
    JobRow row = required(job);
    if (row.system()) {
      throw new InvalidRequestException(
          "'" + row.name() + "' is a system job and cannot be deleted (E7003).");
    }
    QueueMembership.in(store).refuseMember(row);
    if (!store.delete(row.id())) {
      throw new ConflictException("Job '" + row.name() + "' runs; cancel it, or wait for its end.");
    }
  }

  @Override
  public Job enable(String job) {
    accessPolicy.require("enable a job", Authority.SCHEDULING_ADMIN);
    JobRow row = required(job);
    types.get(row.type()).check(row.parameters());
    Timetable timetable = Timetable.of(row.schedule());
    store.enable(row.id(), timetable.first(store.now()).orElse(null));
    local.wake();
    return views.job(required(row.uid()));
  }

  @Override
  public Job disable(String job) {
    accessPolicy.require("disable a job", Authority.SCHEDULING_ADMIN);
    JobRow row = required(job);
    if (row.system()) {
      throw new InvalidRequestException(
          "'" + row.name() + "' is a system job and cannot be disabled (E7003).");
    }
    store.disable(row.id());
    return views.job(required(row.uid()));
  }

  @Override
  public Job runNow(String job) {
    accessPolicy.require("run a job", Authority.SCHEDULING_ADMIN);
    JobRow row = required(job);
    return wished(row, store.runNow(row.id()));
  }

  @Override
  public Job runNow(String queue, String firstJob) {
    accessPolicy.require("run a job", Authority.SCHEDULING_ADMIN);
    JobRow row = required(queue);
    JobRow first = required(firstJob);
    List<JobRow> leftOut = QueueMembership.in(store).before(row, first);
    String why = "Left out: the queue was begun with '" + first.name() + "'.";
    return wished(row, store.runNowWithout(row.id(), leftOut, why));
  }

  private Job wished(JobRow row, boolean accepted) {
    JobRow now = required(row.uid());
    if (!accepted) {
      if (now.state().problem() != null) {
        throw new InvalidRequestException(
            "Job '" + row.name() + "' cannot be run: " + now.state().problem());
      }
      throw now.options().enabled()
          ? new ConflictException("Job '" + row.name() + "' runs already.")
          : new ConflictException(
              ErrorCode.CONFLICT, "Job '" + row.name() + "' is disabled; enable it first.");
    }
    local.wake();
    return views.job(now);
  }

  @Override
  public CancelOutcome cancel(String job) {
    Optional<JobRow> found = store.find(job);
    Optional<String> owner = found.flatMap(row -> row.options().runAs());
    // In whose name it runs may stop it, as in DHIS2 (2.42, JobConfigurationController).
    if (owner.isEmpty() || !owner.equals(accessPolicy.user())) {
      accessPolicy.require("cancel a job", Authority.SCHEDULING_ADMIN);
    }
    JobRow row = found.orElseThrow(() -> unknown(job));
    CancelOutcome outcome = store.cancel(row.id());
    if (outcome == CancelOutcome.STOPPING) {
      local.cancel(row.id());
    }
    return outcome;
  }

  @Override
  public Job abandon(String job) {
    accessPolicy.require("abandon a run", Authority.PERFORM_MAINTENANCE);
    JobRow row = required(job);
    Optional<LostRun> lost =
        store.abandon(
            row.id(), (locked, now) -> planner.lost(locked, now, "An operator abandoned it."));
    if (lost.isEmpty()) {
      throw new ConflictException(
          ErrorCode.CONFLICT,
          "Job '" + row.name() + "' does not run, or is within a piece of work that must end.");
    }
    local.cancel(row.id());
    return views.job(required(row.uid()));
  }

  @Override
  public List<Job> list(JobFilter filter) {
    return store.list().stream()
        .filter(row -> filter == JobFilter.ALL || !row.system())
        .map(views::job)
        .toList();
  }

  @Override
  public Optional<Job> find(String job) {
    return store.find(job).map(views::job);
  }

  @Override
  public List<JobRun> history(String job, int limit) {
    return runs(required(job).uid(), limit);
  }

  @Override
  public List<JobRun> history(int limit) {
    return runs(null, limit);
  }

  private List<JobRun> runs(@Nullable String uid, int limit) {
    if (limit < 1) {
      throw new InvalidRequestException("limit must be at least 1, but is " + limit + ".");
    }
    return store.runs(uid, limit).stream().map(JobViews::run).toList();
  }

  @Override
  public List<JobError> errors(JobErrorFilter filter) {
    accessPolicy.require("read the errors of jobs", Authority.JOB_LOG_READ);
    return store.errors(filter);
  }

  @Override
  public List<SchedulerNode> nodes() {
    return store.nodes(NODES_SEEN_WITHIN);
  }

  private JobRow required(String job) {
    return store.find(job).orElseThrow(() -> unknown(job));
  }

  private static NotFoundException unknown(String job) {
    return new NotFoundException("There is no job '" + job + "'.");
  }
}
