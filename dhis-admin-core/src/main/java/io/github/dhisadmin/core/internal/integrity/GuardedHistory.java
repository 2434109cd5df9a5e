package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.IntegrityHistory;
import io.github.dhisadmin.integrity.IntegrityRunRecord;
import io.github.dhisadmin.integrity.TrendPoint;
import java.util.List;

/** The history, for callers who may, with sensible limits. */
final class GuardedHistory implements IntegrityHistory {
  private static final String READ = "read results of integrity checks";

  private final IntegrityHistory history;
  private final AccessPolicy accessPolicy;

  GuardedHistory(IntegrityHistory history, AccessPolicy accessPolicy) {
    this.history = history;
    this.accessPolicy = accessPolicy;
  }

  @Override
  public List<IntegrityRunRecord> runs(int limit) {
    allow(READ, "limit", limit);
    return history.runs(limit);
  }

  @Override
  public List<TrendPoint> trend(String checkId, int limit) {
    allow(READ, "limit", limit);
    return history.trend(checkId, limit);
  }

  @Override
  public List<CheckDifference> difference(long olderRunId, long newerRunId, int limit) {
    allow(READ, "limit", limit);
    return history.difference(olderRunId, newerRunId, limit);
  }

  @Override
  public int keepNewest(int runs) {
    allow("forget results of integrity checks", "runs", runs);
    return history.keepNewest(runs);
  }

  private void allow(String operation, String parameter, int value) {
    accessPolicy.require(operation, Authority.PERFORM_MAINTENANCE);
    if (value < 1) {
      throw new InvalidRequestException(parameter + " must be at least 1, but is " + value + ".");
    }
  }
}
