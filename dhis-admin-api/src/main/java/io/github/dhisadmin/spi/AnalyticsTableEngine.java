package io.github.dhisadmin.spi;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;

/** Builds analytics tables in a database, on resource tables that are there; holds no run lock. */
public interface AnalyticsTableEngine {
  /** Builds the tables, and waits for it; trouble with one type is part of the result. */
  AnalyticsTableResult build(AnalyticsTableUpdate update, EngineContext context);
}
