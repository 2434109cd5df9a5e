package io.github.dhisadmin.examples;

import io.github.dhisadmin.spi.MetricsSink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The library's measurements in Micrometer: {@code job.claimed} becomes the counter {@code
 * dhisadmin.job.claimed}, {@code job.duration} the timer {@code dhisadmin.job.duration}, {@code
 * job.queue.depth} the gauge {@code dhisadmin.job.queue.depth}, each with the job's type as a tag.
 * A host passes it to its builder.
 */
public final class MicrometerMetrics implements MetricsSink {
  private static final String PREFIX = "dhisadmin.";
  private static final String TYPE = "type";

  private final MeterRegistry registry;
  private final Map<String, AtomicLong> levels = new ConcurrentHashMap<>();

  /** Measures into a registry of the host. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void count(String metric, String type, long times) {
    registry.counter(PREFIX + metric, TYPE, type).increment((double) times);
  }

  @Override
  public void time(String metric, String type, Duration duration) {
    registry.timer(PREFIX + metric, TYPE, type).record(duration);
  }

  @Override
  public void level(String metric, String type, long value) {
    levels
        .computeIfAbsent(
            metric + " " + type,
            key -> {
              AtomicLong level = new AtomicLong();
              registry.gauge(PREFIX + metric, Tags.of(TYPE, type), level);
              return level;
            })
        .set(value);
  }
}
