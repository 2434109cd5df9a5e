package io.github.dhisadmin.job;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs of a database, shared by all nodes on it. Works whether or not this node runs jobs itself.
 * Changing needs the authority {@code F_SCHEDULING_ADMIN}, {@link #abandon} {@code
 * F_PERFORM_MAINTENANCE}; reading needs none. A job is named by its uid or its name. Thread safe.
 */
public interface JobService {

  /** The types of jobs that this node knows, by name. */
  List<JobTypeDescription> types();

  /**
   * Describes a job by texts, as a form or a command line gives them.
   *
   * @param type name of a type that this node knows
   * @param parameters values by name; several values of a list are separated by commas
   * @throws InvalidRequestException with everything that is wrong
   */
  JobDefinition<?> define(String type, String name, Map<String, String> parameters);

  /**
   * Stores a job. It never runs for times that have passed.
   *
   * @throws InvalidRequestException with everything that is wrong
   * @throws ConflictException if there is a job of that name
   */
  Job create(JobDefinition<?> definition);

  /**
   * Replaces a job's definition, but not its type. If it runs, the change takes effect when the run
   * has ended. System jobs are refused: of them only the schedule can change, by {@link
   * #reschedule}.
   *
   * @param known the job as the caller knows it
   * @throws ConflictException if it was changed meanwhile
   */
  Job update(Job known, JobDefinition<?> definition);

  /**
   * Replaces a job's schedule.
   *
   * @param known the job as the caller knows it
   * @throws ConflictException if it was changed meanwhile
   */
  Job reschedule(Job known, Schedule schedule);

  /**
   * Deletes a job; its history is kept.
   *
   * @throws ConflictException if it runs
   * @throws InvalidRequestException if it is a system job
   */
  void delete(String job);

  /** Switches a job on; it never runs for times that have passed. */
  Job enable(String job);

  /** Switches a job off; a run under way is allowed to end. */
  Job disable(String job);

  /**
   * Has a job run as soon as a node and its exclusive key are free, beside its schedule.
   *
   * @throws ConflictException if it runs already or is disabled
   * @throws NotFoundException if there is none
   */
  Job runNow(String job);

  /**
   * Has a queue run as soon as a node is free, from one of its jobs on; those before it are left
   * out this time.
   *
   * @throws InvalidRequestException if the job does not stand in the queue
   * @throws ConflictException if the queue runs already or is disabled
   * @throws NotFoundException if there is no such queue or job
   */
  Job runNow(String queue, String firstJob);

  /**
   * Stops a job's run, on whichever node, or withdraws a run that was only wished for. The user in
   * whose name the job runs needs no authority for it, see {@link
   * io.github.dhisadmin.access.AccessPolicy#user()}.
   */
  CancelOutcome cancel(String job);

  /**
   * Takes a running job from its node as if the node had died; for a run that hangs. Whatever the
   * old run does after that is not accepted.
   *
   * @throws ConflictException if the job does not run
   */
  Job abandon(String job);

  /** Jobs, by name. */
  List<Job> list(JobFilter filter);

  /** A job by uid or name. */
  Optional<Job> find(String job);

  /**
   * The last runs of a job, the newest first.
   *
   * @param limit how many at most, at least 1
   */
  List<JobRun> history(String job, int limit);

  /**
   * The last runs of all jobs, the newest first.
   *
   * @param limit how many at most, at least 1
   */
  List<JobRun> history(int limit);

  /**
   * What went wrong with single objects while jobs ran, the newest first. Needs the authority
   * {@code F_JOB_LOG_READ}.
   */
  List<JobError> errors(JobErrorFilter filter);

  /** Processes that run jobs, or did within the last day. */
  List<SchedulerNode> nodes();
}
