package io.github.dhisadmin.core.internal.job;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Job types whose last runs took so little time that a node may claim more of their jobs than it
 * has free threads: one claim of many costs little more than one of few. Jobs of other types would
 * wait on a busy node while another is free.
 */
final class QuickTypes {
  private static final Duration QUICK = Duration.ofMillis(25);

  /**
   * How much the last run counts in the mean: one of an hour counts for more than a hundred short
   * ones.
   */
  private static final double WEIGHT = 0.02;

  private final Map<String, Double> meanNanos = new ConcurrentHashMap<>();

  /** Learns from a run. */
  void ran(String type, Duration duration) {
    meanNanos.merge(
        type, (double) duration.toNanos(), (before, now) -> before * (1 - WEIGHT) + now * WEIGHT);
  }

  /** Types that have run, and of late only for a short time. */
  Set<String> names() {
    return meanNanos.entrySet().stream()
        .filter(type -> type.getValue() <= QUICK.toNanos())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
