package io.github.dhisadmin.spi;

import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.JobError;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.job.SchedulerNode;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as they are stored, and every change of their state as one guarded update: an answer of
 * {@code false} or empty means that the guard did not hold, and nothing was changed. The database's
 * clock alone decides what is due and whose lease has ended.
 *
 * <p>Locks are always taken in this order: slot of an exclusive key, job, run.
 */
public interface JobStore extends JobTransitions {

  /** What the database's clock says. */
  Instant now();

  /** Stores a job; empty if there is one of its name. */
  Optional<JobRow> insert(JobDraft draft);

  /** Replaces a definition that is of this version, and plans its next run anew. */
  boolean update(long id, int version, JobDraft draft);

  /** Switches a job on, or clears its problem, and plans its next run. */
  boolean enable(long id, @Nullable Instant nextFireAt);

  /** Switches a job off that is not the library's. */
  boolean disable(long id);

  /** Deletes a job that neither runs nor is the library's. */
  boolean delete(long id);

  /** Makes an enabled job that does not run due at once. */
  boolean runNow(long id);

  /** Makes a queue due at once, in whose run some of its jobs have been left out already. */
  boolean runNowWithout(long queueId, List<JobRow> leftOut, String why);

  /** Asks the owner of a run to stop it, or withdraws a run that was only wished for. */
  CancelOutcome cancel(long id);

  /** All jobs, by name. */
  List<JobRow> list();

  /** The jobs of a type, by name. */
  List<JobRow> listOfType(String type);

  /** A job by uid or name. */
  Optional<JobRow> find(String job);

  /** The last runs, the newest first; of one job if its uid is given. */
  List<RunRow> runs(@Nullable String jobUid, int limit);

  /**
   * How many jobs of these types are due and wait for a node, by type; those of none are left out.
   */
  Map<String, Integer> waiting(Set<String> types);

  /** Deletes runs that are both old and not among a job's last; answers how many. */
  int pruneRuns(Duration olderThan, int keptPerJob);

  /** Processes seen within a time. */
  List<SchedulerNode> nodes(Duration seenWithin);

  /** Says that a node begins, goes on, or ends taking jobs. */
  void announce(String node, Set<String> types, boolean stopping);

  /**
   * Takes a connection of its own for the sign of life of a node, so that it does not have to wait
   * for one exactly when all are busy.
   *
   * @param timeout how long a sign may take
   */
  Heartbeat heartbeat(String node, Duration lease, Duration timeout);

  /**
   * Does something while nobody can take the job over.
   *
   * @return whether this owner still had the job, so that it was done
   */
  boolean fenced(Owned run, Runnable chunk);

  /** Stores how far a run has come, if its owner still has it. */
  boolean progress(Owned run, String json);

  /** Records what went wrong with an object, if the run is still its owner's. */
  boolean error(Owned run, RunError error);

  /** What went wrong with objects, the newest first. */
  List<JobError> errors(JobErrorFilter filter);

  /** Whether a DHIS2 user may act. */
  UserState user(String uid);

  /** A run by somebody who owns it as long as the job's fence is the same. */
  record Owned(long jobId, long runId, long fence) {}

  /** An end of a run, as its owner tells it. */
  record Finished(Owned run, Settlement settlement) {}

  /** Sign of life on a connection of its own. */
  interface Heartbeat extends AutoCloseable {
    /**
     * Renews the leases of runs.
     *
     * @return the runs that are still owned; those not in it are lost
     */
    List<Renewed> renew(List<Owned> runs);

    /** Gives the connection back. */
    @Override
    void close();
  }

  /**
   * A lease that was renewed.
   *
   * @param run whose
   * @param cancelRequested whether somebody wants it to stop
   */
  record Renewed(Owned run, boolean cancelRequested) {}
}
