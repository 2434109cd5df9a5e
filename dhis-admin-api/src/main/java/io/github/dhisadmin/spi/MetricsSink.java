package io.github.dhisadmin.spi;

import java.time.Duration;

/**
 * Takes the library's measurements; the host passes one in that feeds its own metrics. Called from
 * many threads; must return quickly and not throw.
 */
public interface MetricsSink {

  /**
   * Something happened this many times.
   *
   * @param metric such as {@code job.claimed}
   * @param type the job type it concerns, empty if none
   */
  void count(String metric, String type, long times);

  /**
   * Something took this long.
   *
   * @param metric such as {@code job.duration}, {@code job.lateness} or {@code poll.duration}
   * @param type the job type it concerns, empty if none
   */
  void time(String metric, String type, Duration duration);

  /**
   * There is this much of something now.
   *
   * @param metric such as {@code job.queue.depth}
   * @param type the job type it concerns, empty if none
   */
  default void level(String metric, String type, long value) {}

  /** Drops everything. */
  static MetricsSink none() {
    return new MetricsSink() {
      @Override
      public void count(String metric, String type, long times) {}

      @Override
      public void time(String metric, String type, Duration duration) {}
    };
  }
}
