package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.job.AnalyticsJobParameters;
import io.github.dhisadmin.job.ContinuousAnalyticsJobParameters;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.RunStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * What a run of continuous analytics rebuilds: everything once a day, and between that what changed
 * is moved to the partitions of latest values (2.42, ContinuousAnalyticsTableJob). Where that is
 * refused, as tables have other columns by now, the run fails and the next one rebuilds everything.
 */
final class ContinuousAnalytics {
  private ContinuousAnalytics() {}

  /**
   * The update that is due.
   *
   * @param job as it was before the run, with its previous one
   * @param now when the run is due
   */
  static AnalyticsTableUpdate update(
      ContinuousAnalyticsJobParameters parameters, Job job, Instant now) {
    if (isFullDue(parameters, job, now)) {
      return new AnalyticsJobParameters(
              parameters.lastYears(),
              parameters.skipTableTypes(),
              Set.of(),
              false,
              parameters.skipOutliers())
          .update();
    }
    AnalyticsTableUpdate latest = AnalyticsTableUpdate.latest();
    for (AnalyticsTableType type : parameters.skipTableTypes()) {
      latest = latest.skip(type);
    }
    return parameters.skipOutliers() ? latest.skipOutliers() : latest;
  }

  /** After a run that was not completed nobody knows what it has rebuilt. */
  private static boolean isFullDue(
      ContinuousAnalyticsJobParameters parameters, Job job, Instant now) {
    Optional<Instant> previous = job.lastStarted();
    if (previous.isEmpty() || !job.lastStatus().equals(Optional.of(RunStatus.COMPLETED))) {
      return true;
    }
    ZonedDateTime here = now.atZone(ZoneId.of(parameters.zone()));
    ZonedDateTime hour =
        here.toLocalDate().atTime(parameters.fullUpdateHourOfDay(), 0).atZone(here.getZone());
    Instant last = (hour.isAfter(here) ? hour.minusDays(1) : hour).toInstant();
    return previous.get().isBefore(last);
  }
}
