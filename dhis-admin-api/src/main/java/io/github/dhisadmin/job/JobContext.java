package io.github.dhisadmin.job;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.run.RunControl;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows of itself and how it tells what it is doing. Given to the job's work, used on
 * its thread or on threads that end before it.
 */
public interface JobContext {

  /** The job, as it was when the run began. */
  Job job();

  /** The run's number. */
  long runId();

  /** Which attempt at the occurrence this is, from 1. */
  int attempt();

  /** The occurrence: the time of the schedule, or of the wish to run the job. */
  Instant scheduledFor();

  /**
   * Passes on progress and cancellation; to be handed to the library's services, so that a cancel
   * reaches the statement they wait for.
   */
  RunControl control();

  /**
   * Ends the run here if somebody asked for it or if the node is no longer the job's owner.
   *
   * @throws CancelledException if so
   */
  void check();

  /** Says something that operators read in the run's progress. */
  void message(String text);

  /**
   * Records something that went wrong with a single object, which operators can look for by code
   * and object; the first thousand of a run are kept. The run goes on.
   *
   * @param code what kind of mistake, at most 50 characters, such as {@code E7619}
   * @param objectOrNull identifier of the object
   * @param message in words
   */
  void error(String code, @Nullable String objectOrNull, String message);

  /**
   * Says how many stages there are, by which percent and remaining time are told; one unless said.
   */
  void stages(int count);

  /** Does a piece of work in one go. */
  void stage(String name, Runnable work);

  /** Does a piece of work item by item, and looks before each whether to go on. */
  <T> void stage(String name, Collection<T> items, FailurePolicy policy, Consumer<T> work);

  /**
   * Does something that can safely be repeated, up to three times with a growing pause, if it fails
   * as databases and networks fail for a moment: serialisation, deadlock, lost connections.
   */
  <T> T retrying(Supplier<T> unit);

  /**
   * Does something destructive that no other node may do at the same time: nobody takes the job
   * over before it ends, and it does not begin if somebody already has.
   *
   * @throws CancelledException if the node is no longer the job's owner
   */
  void fenced(Runnable chunk);
}
