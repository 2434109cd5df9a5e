package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.spi.MetricsSink;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host's metrics whose failures are its own: a run must not be lost because it was counted. */
final class MetricsRunner implements MetricsSink {
  private static final Logger log = LoggerFactory.getLogger(MetricsRunner.class);

  private final MetricsSink sink;

  MetricsRunner(MetricsSink sink) {
    this.sink = sink;
  }

  @Override
  public void count(String metric, String type, long times) {
    try {
      sink.count(metric, type, times);
    } catch (Throwable e) {
      failed(metric, e);
    }
  }

  @Override
  public void time(String metric, String type, Duration duration) {
    try {
      sink.time(metric, type, duration);
    } catch (Throwable e) {
      failed(metric, e);
    }
  }

  @Override
  public void level(String metric, String type, long value) {
    try {
      sink.level(metric, type, value);
    } catch (Throwable e) {
      failed(metric, e);
    }
  }

  private static void failed(String metric, Throwable failure) {
    log.warn("metrics sink failed metric={}", metric, failure);
  }
}
