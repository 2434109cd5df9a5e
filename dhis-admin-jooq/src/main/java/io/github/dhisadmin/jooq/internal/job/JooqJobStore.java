package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.USERINFO;
import static org.jooq.impl.DSL.noCondition;

import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobError;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.job.SchedulerNode;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.spi.JobDraft;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.RunError;
import io.github.dhisadmin.spi.RunRow;
import io.github.dhisadmin.spi.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs in the library's own schema. */
public final class JooqJobStore implements JobStore {
  private final Database database;
  private final JobDefinitions definitions;
  private final JobClaims claims;
  private final JobEndings endings;
  private final JobRuns runs;
  private final JobErrors errors;

  /** Stores in a database whose library schema is up to date. */
  public JooqJobStore(Database database) {
    this.database = database;
    this.definitions = new JobDefinitions(database);
    this.claims = new JobClaims(database);
    this.endings = new JobEndings(database);
    this.runs = new JobRuns(database);
    this.errors = new JobErrors(database);
  }

  @Override
  public Instant now() {
    return database.transaction(
        ctx -> ctx.select(Moments.now()).fetchSingle().value1().toInstant());
  }

  @Override
  public Optional<JobRow> insert(JobDraft draft) {
    return definitions.insert(draft);
  }

  @Override
  public boolean update(long id, int version, JobDraft draft) {
    return definitions.update(id, version, draft);
  }

  @Override
  public boolean enable(long id, @Nullable Instant nextFireAt) {
    return definitions.enable(id, nextFireAt);
  }

  @Override
  public boolean disable(long id) {
    return definitions.disable(id);
  }

  @Override
  public boolean delete(long id) {
    return definitions.delete(id);
  }

  @Override
  public boolean runNow(long id) {
    return definitions.runNow(id);
  }

  @Override
  public boolean runNowWithout(long queueId, List<JobRow> leftOut, String why) {
    return definitions.runNowWithout(queueId, leftOut, why);
  }

  @Override
  public CancelOutcome cancel(long id) {
    return definitions.cancel(id);
  }

  @Override
  public List<JobRow> list() {
    return definitions.list(noCondition());
  }

  @Override
  public List<JobRow> listOfType(String type) {
    return definitions.list(JOB.JOB_TYPE.eq(type));
  }

  @Override
  public Optional<JobRow> find(String job) {
    return definitions.find(job);
  }

  @Override
  public List<RunRow> runs(@Nullable String jobUid, int limit) {
    return runs.last(jobUid, limit);
  }

  @Override
  public Map<String, Integer> waiting(Set<String> types) {
    return claims.waiting(types);
  }

  @Override
  public int pruneRuns(Duration olderThan, int keptPerJob) {
    return runs.prune(olderThan, keptPerJob);
  }

  @Override
  public List<SchedulerNode> nodes(Duration seenWithin) {
    return runs.nodes(seenWithin);
  }

  @Override
  public void announce(String node, Set<String> types, boolean stopping) {
    runs.announce(node, types, stopping);
  }

  @Override
  public Heartbeat heartbeat(String node, Duration lease, Duration timeout) {
    return new JobHeartbeat(database.hold(timeout), node, lease);
  }

  @Override
  public boolean fenced(Owned run, Runnable chunk) {
    return database.transaction(
        ctx -> {
          boolean owner = JobFence.tryAsOwner(ctx, run);
          if (owner) {
            // The lock is all that keeps the next owner away until the piece is committed.
            new Session(ctx).stayWhileIdle();
            chunk.run();
          }
          return owner;
        });
  }

  @Override
  public boolean error(Owned run, RunError error) {
    return errors.insert(run, error);
  }

  @Override
  public List<JobError> errors(JobErrorFilter filter) {
    return errors.list(filter);
  }

  @Override
  public UserState user(String uid) {
    return database.transaction(
        ctx ->
            ctx.select(USERINFO.DISABLED)
                .from(USERINFO)
                .where(USERINFO.UID.eq(uid))
                .fetchOptional(
                    row ->
                        Boolean.TRUE.equals(row.value1()) ? UserState.DISABLED : UserState.ACTIVE)
                .orElse(UserState.UNKNOWN));
  }

  @Override
  public boolean progress(Owned run, String json) {
    return runs.progress(run, json);
  }

  @Override
  public Claim claim(ClaimRequest request, ClaimPlanner planner) {
    return claims.claim(request, planner);
  }

  @Override
  public Optional<ClaimedRun> claimQueued(
      Owned queue, long jobId, Instant occurrence, int attempt, ClaimRequest request) {
    return claims.claimQueued(
        queue, jobId, new Start(occurrence, attempt, DueReason.QUEUE), request);
  }

  @Override
  public boolean leaveOut(Owned queue, JobRow member, Instant occurrence, String node, String why) {
    return claims.leaveOut(queue, new NotRun(member, occurrence, DueReason.QUEUE, node, why));
  }

  @Override
  public Set<Owned> finish(List<Finished> finished) {
    return endings.finish(finished);
  }

  @Override
  public List<LostRun> recover(LossPlanner planner) {
    return endings.recover(planner);
  }

  @Override
  public Optional<LostRun> abandon(long jobId, LossPlanner planner) {
    return endings.abandon(jobId, planner);
  }
}
