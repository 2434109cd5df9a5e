package io.github.dhisadmin.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.github.dhisadmin.cache.CacheCounters;
import io.github.dhisadmin.spi.CacheProbe;
import java.time.Duration;

/**
 * Shows a Caffeine cache, which counts only if it was made to record statistics.
 *
 * @param name what to call it
 * @param cache the cache
 */
record CaffeineProbe(String name, Cache<?, ?> cache) implements CacheProbe {

  @Override
  public CacheCounters counters() {
    // Otherwise expired entries that nobody asked for any more count as held.
    cache.cleanUp();
    CacheStats stats = cache.stats();
    return new CacheCounters(
        cache.estimatedSize(),
        stats.hitCount(),
        stats.missCount(),
        stats.loadSuccessCount(),
        stats.loadFailureCount(),
        Duration.ofNanos(stats.totalLoadTime()),
        stats.evictionCount());
  }

  @Override
  public void invalidateAll() {
    cache.invalidateAll();
  }
}
