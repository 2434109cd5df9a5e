package io.github.dhisadmin.spi;

import io.github.dhisadmin.cache.CacheCounters;

/** A cache that a host shows to the library, whatever made it. Implementations are thread safe. */
public interface CacheProbe {

  /** The cache's name, unique among all caches; never changes. */
  String name();

  /** What the cache counted since it was made. */
  CacheCounters counters();

  /** Drops all entries, on other nodes too if the host keeps its caches alike. */
  void invalidateAll();
}
