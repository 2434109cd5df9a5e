package io.github.dhisadmin.spi;

import java.time.Duration;

/** Of hosts that measure nothing. */
enum NoMetrics implements MetricsSink {
  ONLY;

  @Override
  public void count(String metric, String type, long times) {}

  @Override
  public void time(String metric, String type, Duration duration) {}
}
