package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import java.time.Clock;
import java.time.Year;
import org.jooq.DSLContext;

/**
 * What decides about the content of analytics tables besides the data: the caller's wishes and
 * DHIS2's settings, read once per run.
 *
 * @param storage how tables are kept
 * @param outliers whether outlier columns are part of the data value table
 * @param firstYear no partition before this year is built
 * @param currentYear the year it is now
 * @param approvalYears approvals count for this many years back from now; 0 means all years, a
 *     negative number that approvals do not count
 * @param includeZeroValues whether zeros of elements to which zero is significant are rows
 * @param validateNumbers whether only plain decimal numbers count as numbers
 * @param respectDates whether values outside their options' start and end dates are left out
 * @param unitCentroids whether events have their unit's centre in place of its area
 */
record BuildSettings(
    TableStorage storage,
    OutlierStatistics outliers,
    int firstYear,
    int currentYear,
    int approvalYears,
    boolean includeZeroValues,
    boolean validateNumbers,
    boolean respectDates,
    boolean unitCentroids) {

  static BuildSettings read(
      DSLContext ctx,
      SystemSettings settings,
      Dhis2Schema schema,
      TableStorage defaultStorage,
      AnalyticsTableUpdate update,
      Clock clock) {
    int currentYear = Year.now(clock).getValue();
    return new BuildSettings(
        update.storage().orElse(defaultStorage),
        schema.outlierStatisticsByDefault() ? update.outliers() : OutlierStatistics.SKIPPED,
        update.lastYears().isPresent()
            ? currentYear - update.lastYears().getAsInt() + 1
            : Integer.MIN_VALUE,
        currentYear,
        settings.integer(ctx, "keyIgnoreAnalyticsApprovalYearThreshold", -1),
        settings.bool(ctx, "keyIncludeZeroValuesInAnalytics", false),
        !settings.bool(ctx, "keySkipDataTypeValidationInAnalyticsTableExport", false),
        settings.bool(ctx, "keyRespectMetaDataStartEndDatesInAnalyticsTableExport", false),
        settings.bool(ctx, "orgUnitCentroidsInEventsAnalytics", false));
  }

  /** The same without a limit on years. */
  BuildSettings allYears() {
    return new BuildSettings(
        storage,
        outliers,
        Integer.MIN_VALUE,
        currentYear,
        approvalYears,
        includeZeroValues,
        validateNumbers,
        respectDates,
        unitCentroids);
  }

  boolean computesOutliers() {
    return outliers == OutlierStatistics.COMPUTED;
  }

  boolean partial() {
    return firstYear != Integer.MIN_VALUE;
  }

  /** Whether approvals decide about who sees values of a year. */
  boolean approvalsCountIn(int year) {
    return approvalYears == 0 || (approvalYears > 0 && currentYear - year < approvalYears);
  }
}
