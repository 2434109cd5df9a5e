package io.github.dhisadmin.spi;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.Cancellation;
import java.time.Clock;

/** Builds analytics tables in a database, on resource tables that are there; holds no run lock. */
public interface AnalyticsTableEngine {
  /**
   * Tells what an update would build and need.
   *
   * @param clock tells which year it is
   * @param sessions how many parts may run at once, at least 1
   * @param cancellation stops it
   */
  AnalyticsEstimate estimate(
      AnalyticsTableUpdate update, Clock clock, int sessions, Cancellation cancellation);

  /**
   * Builds the tables, and waits for it; trouble with one type is part of the result.
   *
   * @param estimate what is expected of the update
   */
  AnalyticsTableResult build(
      AnalyticsTableUpdate update, AnalyticsEstimate estimate, EngineContext context);
}
