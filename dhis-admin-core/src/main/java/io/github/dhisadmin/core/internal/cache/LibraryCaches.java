package io.github.dhisadmin.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.dhisadmin.spi.CacheProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes the library's caches, each of which counts what it does and is listed. They take time from
 * the library's clock and need no thread. Thread safe.
 */
public final class LibraryCaches {
  private final List<CacheProbe> probes = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final LongSupplier epoch;

  /**
   * Makes caches.
   *
   * @param clock by which they age
   * @param epoch a number that grows whenever the caches of all nodes are to be cleared
   */
  public LibraryCaches(Clock clock, LongSupplier epoch) {
    this.clock = clock;
    this.epoch = epoch;
  }

  /**
   * Makes a cache.
   *
   * @param name unique among the library's caches
   * @param maximumSize entries it holds at most
   * @param maximumAge how long it holds an entry
   */
  public <K, V> LibraryCache<K, V> make(String name, long maximumSize, Duration maximumAge) {
    Cache<K, LibraryCache.Entry<V>> cache =
        Caffeine.newBuilder()
            .recordStats()
            .maximumSize(maximumSize)
            .expireAfterWrite(maximumAge)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
    probes.add(new CaffeineProbe(name, cache));
    return new LibraryCache<>(cache, epoch);
  }

  List<CacheProbe> probes() {
    return List.copyOf(probes);
  }
}
