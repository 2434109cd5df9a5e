package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRunRecord;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.IntegrityRunLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A history that remembers what was asked of it, in order. */
public class FakeRunLog implements IntegrityRunLog {
  static final Instant BEGUN = Instant.parse("2026-03-01T02:00:00Z");

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Begun begin(boolean issuesStored) {
    calls.add("begin" + (issuesStored ? " with issues" : ""));
    return new Begun(7, BEGUN, () -> calls.add("release 7"));
  }

  @Override
  public void store(long runId, IntegrityCheck check, List<IntegrityIssue> issues) {
    calls.add("store " + issues.size() + " of " + check.id());
  }

  @Override
  public void finished(long runId, CheckOutcome outcome) {
    calls.add(outcome.check().id() + " " + outcome.status());
  }

  @Override
  public void finish(long runId, RunState state) {
    calls.add("finish " + runId + " " + state);
  }

  @Override
  public List<IntegrityRunRecord> runs(int limit) {
    calls.add("runs " + limit);
    return List.of();
  }

  @Override
  public List<TrendPoint> trend(String checkId, int limit) {
    calls.add("trend of " + checkId + " " + limit);
    return List.of();
  }

  @Override
  public List<CheckDifference> difference(long olderRunId, long newerRunId, int limit) {
    calls.add("difference " + olderRunId + " " + newerRunId + " " + limit);
    return List.of();
  }

  @Override
  public int keepNewest(int runs) {
    calls.add("keep " + runs);
    return 0;
  }
}
