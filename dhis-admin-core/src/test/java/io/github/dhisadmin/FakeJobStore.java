package io.github.dhisadmin;

import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.JobError;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.job.SchedulerNode;
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

/** A job store without jobs. */
final class FakeJobStore implements JobStore {
  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public Optional<JobRow> insert(JobDraft draft) {
    return Optional.empty();
  }

  @Override
  public boolean update(long id, int version, JobDraft draft) {
    return false;
  }

  @Override
  public boolean enable(long id, @Nullable Instant nextFireAt) {
    return false;
  }

  @Override
  public boolean disable(long id) {
    return false;
  }

  @Override
  public boolean delete(long id) {
    return false;
  }

  @Override
  public boolean runNow(long id) {
    return false;
  }

  @Override
  public boolean runNowWithout(long queueId, List<JobRow> leftOut, String why) {
    return false;
  }

  @Override
  public CancelOutcome cancel(long id) {
    return CancelOutcome.NOTHING;
  }

  @Override
  public List<JobRow> list() {
    return List.of();
  }

  @Override
  public List<JobRow> listOfType(String type) {
    return List.of();
  }

  @Override
  public Optional<JobRow> find(String job) {
    return Optional.empty();
  }

  @Override
  public List<RunRow> runs(@Nullable String jobUid, int limit) {
    return List.of();
  }

  @Override
  public Map<String, Integer> waiting(Set<String> types) {
    return Map.of();
  }

  @Override
  public int pruneRuns(Duration olderThan, int keptPerJob) {
    return 0;
  }

  @Override
  public List<SchedulerNode> nodes(Duration seenWithin) {
    return List.of();
  }

  @Override
  public void announce(String node, Set<String> types, boolean stopping) {}

  @Override
  public Heartbeat heartbeat(String node, Duration lease, Duration timeout) {
    return new Heartbeat() {
      @Override
      public List<Renewed> renew(List<Owned> runs) {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean fenced(Owned run, Runnable chunk) {
    return false;
  }

  @Override
  public boolean error(Owned run, RunError error) {
    return false;
  }

  @Override
  public List<JobError> errors(JobErrorFilter filter) {
    return List.of();
  }

  @Override
  public UserState user(String uid) {
    return UserState.UNKNOWN;
  }

  @Override
  public boolean progress(Owned run, String json) {
    return false;
  }

  @Override
  public Claim claim(ClaimRequest request, ClaimPlanner planner) {
    return Claim.nothing(Instant.EPOCH, null);
  }

  @Override
  public Optional<ClaimedRun> claimQueued(
      Owned queue, long jobId, Instant occurrence, int attempt, ClaimRequest request) {
    return Optional.empty();
  }

  @Override
  public boolean leaveOut(Owned queue, JobRow member, Instant occurrence, String node, String why) {
    return false;
  }

  @Override
  public Set<Owned> finish(List<Finished> runs) {
    return Set.of();
  }

  @Override
  public List<LostRun> recover(LossPlanner planner) {
    return List.of();
  }

  @Override
  public Optional<LostRun> abandon(long jobId, LossPlanner planner) {
    return Optional.empty();
  }
}
