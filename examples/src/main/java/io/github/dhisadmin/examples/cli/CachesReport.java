package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.cache.CacheCounters;
import io.github.dhisadmin.cache.CacheOwner;
import io.github.dhisadmin.cache.CacheStatistics;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Caches and what they counted. */
record CachesReport(List<CacheReport> caches) implements Report {

  /** One cache; {@code hitRate} is null before the first lookup. */
  record CacheReport(
      String name,
      CacheOwner owner,
      long size,
      long hits,
      long misses,
      @Nullable Double hitRate,
      long loads,
      long failedLoads,
      long loadTimeMs,
      long evictions) {

    private static CacheReport of(CacheStatistics cache) {
      CacheCounters counters = cache.counters();
      return new CacheReport(
          cache.name(),
          cache.owner(),
          counters.size(),
          counters.hits(),
          counters.misses(),
          counters.hitRate().isPresent() ? counters.hitRate().getAsDouble() : null,
          counters.loads(),
          counters.failedLoads(),
          counters.loadTime().toMillis(),
          counters.evictions());
    }
  }

  static CachesReport of(List<CacheStatistics> caches) {
    return new CachesReport(caches.stream().map(CacheReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (CacheReport cache : caches) {
      text.row(
          cache.name,
          cache.owner,
          cache.size + " entries",
          cache.hits + " hits",
          cache.misses + " misses",
          cache.loads + " loads",
          cache.evictions + " evictions");
    }
    text.writeTo(out);
  }
}
