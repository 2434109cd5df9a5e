package io.github.dhisadmin.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.dhisadmin.spi.CacheProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Makes the library's caches, each of which counts what it does and is listed. They take time from
 * the library's clock and need no thread. Thread safe.
 */
public final class LibraryCaches {
  private final List<CacheProbe> probes = new CopyOnWriteArrayList<>();
  private final Clock clock;

  /** Makes caches that age by a clock. */
  public LibraryCaches(Clock clock) {
    this.clock = clock;
  }

  /**
   * Makes a cache.
   *
   * @param name unique among the library's caches
   * @param maximumSize entries it holds at most
   * @param maximumAge how long it holds an entry
   */
  public <K, V> Cache<K, V> make(String name, long maximumSize, Duration maximumAge) {
    Cache<K, V> cache =
        Caffeine.newBuilder()
            .recordStats()
            .maximumSize(maximumSize)
            .expireAfterWrite(maximumAge)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
    probes.add(new CaffeineProbe(name, cache));
    return cache;
  }

  List<CacheProbe> probes() {
    return List.copyOf(probes);
  }
}
