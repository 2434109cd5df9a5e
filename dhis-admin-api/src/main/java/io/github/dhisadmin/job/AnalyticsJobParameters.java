package io.github.dhisadmin.job;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an analytics job rebuilds; the names and defaults are those of DHIS2's job (2.42,
 * AnalyticsJobParameters).
 *
 * @param lastYears years of partitioned types, counting the current one; null for all
 * @param skipTableTypes types whose tables are left as they are
 * @param skipPrograms uids of programs whose event tables are left as they are
 * @param skipResourceTables whether resource tables are left as they are
 * @param skipOutliers whether outlier columns are left out
 */
public record AnalyticsJobParameters(
    @Parameter(description = "Years to rebuild, counting the current one; all if empty", min = 1)
        @Nullable Integer lastYears,
    @Parameter(description = "Types whose tables are left as they are")
        Set<AnalyticsTableType> skipTableTypes,
    @Parameter(description = "Uids of programs whose event tables are left as they are")
        Set<String> skipPrograms,
    @Parameter(description = "Leave resource tables as they are") boolean skipResourceTables,
    @Parameter(description = "Leave outlier columns out") boolean skipOutliers) {

  /** Keeps its own copies. */
  public AnalyticsJobParameters {
    skipTableTypes = Set.copyOf(skipTableTypes);
    skipPrograms = Set.copyOf(skipPrograms);
  }

  /** Everything is rebuilt. */
  public static AnalyticsJobParameters full() {
    return new AnalyticsJobParameters(null, Set.of(), Set.of(), false, false);
  }

  /** Only the current year and those before it of partitioned types. */
  public static AnalyticsJobParameters lastYears(int years) {
    return new AnalyticsJobParameters(years, Set.of(), Set.of(), false, false);
  }

  /** The update that these parameters describe. */
  public AnalyticsTableUpdate update() {
    AnalyticsTableUpdate update =
        lastYears == null ? AnalyticsTableUpdate.full() : AnalyticsTableUpdate.lastYears(lastYears);
    for (AnalyticsTableType type : skipTableTypes) {
      update = update.skip(type);
    }
    update = update.skipPrograms(skipPrograms);
    update = skipResourceTables ? update.skipResourceTables() : update;
    return skipOutliers ? update.skipOutliers() : update;
  }
}
