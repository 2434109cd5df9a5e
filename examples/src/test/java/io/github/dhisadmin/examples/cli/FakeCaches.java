package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.cache.CacheCounters;
import io.github.dhisadmin.cache.CacheOwner;
import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.cache.CacheStatistics;
import java.time.Duration;
import java.util.List;

/** Two caches, one of which nobody asked yet; remembers what it was asked. */
record FakeCaches(List<String> events) implements CacheService {

  @Override
  public List<CacheStatistics> caches() {
    return List.of(
        new CacheStatistics(
            "data-statistics",
            CacheOwner.LIBRARY,
            new CacheCounters(1, 3, 1, 1, 0, Duration.ofMillis(250), 2)),
        new CacheStatistics(
            "users", CacheOwner.HOST, new CacheCounters(0, 0, 0, 0, 0, Duration.ZERO, 0)));
  }

  @Override
  public CacheStatistics clear(String name) {
    events.add("clear " + name);
    return caches().get(0);
  }

  @Override
  public List<CacheStatistics> clearAll() {
    events.add("clear all");
    return caches();
  }
}
