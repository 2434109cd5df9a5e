package io.github.dhisadmin.integrity;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;

/** What former runs found; thread safe. */
public interface IntegrityHistory {

  /**
   * The last runs, the newest first.
   *
   * @param limit how many at most, at least 1
   */
  List<IntegrityRunRecord> runs(int limit);

  /**
   * How the number of issues of a check went, the newest run first; only runs in which it ran to
   * its end count.
   *
   * @param checkId the check, which need not exist any more
   * @param limit how many points at most, at least 1
   */
  List<TrendPoint> trend(String checkId, int limit);

  /**
   * What became of issues between two runs that both stored them.
   *
   * @param olderRunId the run to compare with
   * @param newerRunId the run to compare
   * @param limit how many new issues of a check are given at most, and how many that are gone, at
   *     least 1; their numbers are always whole
   * @return a difference per check that ran to its end in both and had no more issues than the
   *     requests' limits, ordered by id
   * @throws InvalidRequestException if a run does not exist or did not store its issues
   */
  List<CheckDifference> difference(long olderRunId, long newerRunId, int limit);

  /**
   * Forgets runs beyond the newest ones, with their issues.
   *
   * @param runs how many to keep, at least 1
   * @return how many were forgotten
   */
  int keepNewest(int runs);
}
