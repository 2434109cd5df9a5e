package io.github.dhisadmin.jooq.internal;

import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRunRecord;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.IntegrityRunLog;
import java.time.Instant;
import java.util.List;

/** Lets runs of checks happen and remembers none. */
final class ForgetfulRunLog implements IntegrityRunLog {
  @Override
  public Begun begin(boolean issuesStored) {
    return new Begun(0, Instant.EPOCH);
  }

  @Override
  public void store(long runId, IntegrityCheck check, List<IntegrityIssue> issues) {}

  @Override
  public void finished(long runId, CheckOutcome outcome) {}

  @Override
  public void finish(long runId, RunState state) {}

  @Override
  public List<IntegrityRunRecord> runs(int limit) {
    return List.of();
  }

  @Override
  public List<TrendPoint> trend(String checkId, int limit) {
    return List.of();
  }

  @Override
  public List<CheckDifference> difference(long olderRunId, long newerRunId) {
    return List.of();
  }

  @Override
  public int keepNewest(int runs) {
    return 0;
  }
}
