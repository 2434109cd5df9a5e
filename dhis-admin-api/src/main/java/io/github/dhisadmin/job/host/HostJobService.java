package io.github.dhisadmin.job.host;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.job.cron.CronExpression;

/**
 * The jobs of the DHIS2 server that works on the same database. They are never run or added here:
 * the server alone does that. From 2.41 on, when it reads them anew with each pass, those that
 * users can create can be switched and rescheduled, and all of them be started and stopped; before,
 * it reads them when it starts, and what would change them is refused with {@link
 * UnsupportedSchemaException}. Everything needs the authority {@code F_SCHEDULING_ADMIN} unless
 * told otherwise. Thread safe.
 */
public interface HostJobService {

  /**
   * Explains what the server is going to do with each of its jobs, and why one does not run.
   *
   * @param rules what decides in that server
   */
  HostJobReport explain(HostJobRules rules);

  /**
   * Describes the server's jobs of types that this library has as jobs of its own, with the same
   * times and parameters.
   *
   * @param rules what decides in that server
   */
  HostJobImport describe(HostJobRules rules);

  /**
   * Switches a job of the server on.
   *
   * @param uid which
   * @return what the server is going to do with it now; it may run for a time that has passed
   * @throws NotFoundException if there is none
   * @throws InvalidRequestException if it belongs to the server, its type is unknown, or nothing
   *     would make it run
   * @throws ConflictException if it is on already
   */
  HostJobExplanation enable(String uid, HostJobRules rules);

  /**
   * Switches a job of the server off; a run under way is allowed to end.
   *
   * @param uid which
   * @throws NotFoundException if there is none
   * @throws InvalidRequestException if it belongs to the server, or its type is unknown
   * @throws ConflictException if it is off already
   */
  HostJobExplanation disable(String uid, HostJobRules rules);

  /**
   * Gives a job of the server another cron expression, in place of a delay if it has one.
   *
   * @param uid which
   * @return what the server is going to do with it now; it may run for a time that has passed
   * @throws NotFoundException if there is none
   * @throws InvalidRequestException if it belongs to the server, its type is unknown, it is led by
   *     another one in a queue, or another job of its type has the same times (E7000)
   * @throws ConflictException if it runs
   */
  HostJobExplanation reschedule(String uid, CronExpression cron, HostJobRules rules);

  /**
   * Has the server run a job with its next pass, or once the run of another job of its type has
   * ended. Its schedule is as before once it has run; a job of a queue is followed by the others.
   *
   * @param uid which, also one of the server's own
   * @throws NotFoundException if there is none
   * @throws InvalidRequestException if its type is unknown
   * @throws ConflictException if it runs, is off, or has run and was to run once
   */
  HostJobExplanation runNow(String uid, HostJobRules rules);

  /**
   * Asks the server to stop a job's run, which it does when the job next reports progress, or
   * withdraws a run that was wished for and has not begun.
   *
   * @param uid which, also one of the server's own
   * @throws NotFoundException if there is none
   * @throws InvalidRequestException if its type is unknown
   * @throws ConflictException if there is nothing to stop, or it was asked to stop already
   */
  HostJobExplanation cancel(String uid, HostJobRules rules);

  /**
   * Marks the run of a server that died as failed, so that the job can run again before the
   * server's housekeeping does the same. A job that was switched off stays off. Needs the authority
   * {@code F_PERFORM_MAINTENANCE}.
   *
   * @param uid which, also one of the server's own
   * @throws NotFoundException if there is none
   * @throws InvalidRequestException if its type is unknown
   * @throws ConflictException if it does not run, or has given a sign of life within a minute
   */
  HostJobExplanation revert(String uid, HostJobRules rules);
}
