package io.github.dhisadmin.examples.cli;

import java.util.Locale;

/** How much of the analytics tables is rebuilt. */
enum AnalyticsMode {
  /** All partitions asked for. */
  FULL,
  /** Only what changed since the last run. */
  INCREMENTAL;

  String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
