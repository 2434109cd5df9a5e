package io.github.dhisadmin.job;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.error.InvalidRequestException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a job rebuilds that keeps analytics tables fresh all day; names and defaults are those of
 * DHIS2's job (2.42, ContinuousAnalyticsJobParameters), but for the zone, which DHIS2 takes from
 * its process.
 *
 * @param fullUpdateHourOfDay after which hour the first run of a day rebuilds everything
 * @param zone where that hour is told
 * @param lastYears years that a full rebuild covers, counting the current one; null for all
 * @param skipTableTypes types whose tables are left as they are
 * @param skipOutliers whether outlier columns are left out
 */
public record ContinuousAnalyticsJobParameters(
    @Parameter(
            description = "The first run after this hour of a day rebuilds everything",
            byDefault = "0",
            min = 0,
            max = 23)
        int fullUpdateHourOfDay,
    @Parameter(description = "Where that hour is told", byDefault = "UTC") String zone,
    @Parameter(description = "Years that a full rebuild covers; all if empty", min = 1)
        @Nullable Integer lastYears,
    @Parameter(description = "Types whose tables are left as they are")
        Set<AnalyticsTableType> skipTableTypes,
    @Parameter(description = "Leave outlier columns out") boolean skipOutliers) {

  /** Keeps its own copy, and refuses a zone that is none. */
  public ContinuousAnalyticsJobParameters {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new InvalidRequestException("'" + zone + "' is no time zone.");
    }
    skipTableTypes = Set.copyOf(skipTableTypes);
  }

  /** Everything is rebuilt by the first run after midnight in a zone. */
  public static ContinuousAnalyticsJobParameters fullAfterMidnight(ZoneId zone) {
    return new ContinuousAnalyticsJobParameters(0, zone.getId(), null, Set.of(), false);
  }
}
