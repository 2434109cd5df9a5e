package io.github.dhisadmin.statistics;

import java.time.LocalDateTime;

/**
 * Stretches of time up to now in which activity is counted; days begin at the server's midnight.
 */
public enum StatisticsWindow {
  /** The last sixty minutes. */
  LAST_HOUR,
  /** Since midnight. */
  TODAY,
  /** Since the midnight before. */
  SINCE_YESTERDAY,
  /** Since midnight seven days ago. */
  LAST_7_DAYS,
  /** Since midnight thirty days ago. */
  LAST_30_DAYS;

  /** The first moment that belongs to the window. */
  public LocalDateTime start(LocalDateTime now) {
    return switch (this) {
      case LAST_HOUR -> now.minusHours(1);
      case TODAY -> midnight(now, 0);
      case SINCE_YESTERDAY -> midnight(now, 1);
      case LAST_7_DAYS -> midnight(now, 7);
      case LAST_30_DAYS -> midnight(now, 30);
    };
  }

  private static LocalDateTime midnight(LocalDateTime now, int daysAgo) {
    return now.toLocalDate().minusDays(daysAgo).atStartOfDay();
  }
}
