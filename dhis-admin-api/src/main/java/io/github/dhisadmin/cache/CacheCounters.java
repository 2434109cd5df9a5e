package io.github.dhisadmin.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a cache counted since it was made.
 *
 * @param size entries it holds, roughly: expired ones may be among them
 * @param hits lookups that found an entry
 * @param misses lookups that found none
 * @param loads entries that were computed on a miss
 * @param failedLoads computations that failed
 * @param loadTime time spent on all computations
 * @param evictions entries given up for lack of room or for their age
 */
public record CacheCounters(
    long size,
    long hits,
    long misses,
    long loads,
    long failedLoads,
    Duration loadTime,
    long evictions) {

  /** Share of lookups that found an entry, from 0 to 1; empty before the first lookup. */
  public OptionalDouble hitRate() {
    long lookups = hits + misses;
    return lookups == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / lookups);
  }

  /** How long a computation took; empty before the first one. */
  public Optional<Duration> averageLoadTime() {
    long computations = loads + failedLoads;
    return computations == 0 ? Optional.empty() : Optional.of(loadTime.dividedBy(computations));
  }

  /** What was counted after {@code earlier}; the size stays that of now. */
  public CacheCounters since(CacheCounters earlier) {
    return new CacheCounters(
        size,
        hits - earlier.hits,
        misses - earlier.misses,
        loads - earlier.loads,
        failedLoads - earlier.failedLoads,
        loadTime.minus(earlier.loadTime),
        evictions - earlier.evictions);
  }
}
