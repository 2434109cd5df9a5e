package io.github.dhisadmin.core.internal.cache;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.cache.CacheOwner;
import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.cache.CacheStatistics;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.spi.CacheProbe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The library's caches and those that the host registered. */
public final class CacheRegistry implements CacheService {
  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final AccessPolicy accessPolicy;

  private record Entry(CacheOwner owner, CacheProbe probe) {
    CacheStatistics statistics() {
      return new CacheStatistics(probe.name(), owner, probe.counters());
    }
  }

  /**
   * Lists caches.
   *
   * @throws ConfigurationException if two have the same name
   */
  public CacheRegistry(LibraryCaches library, List<CacheProbe> host, AccessPolicy accessPolicy) {
    this.accessPolicy = accessPolicy;
    List<String> problems = new ArrayList<>();
    library.probes().forEach(probe -> add(CacheOwner.LIBRARY, probe, problems));
    host.forEach(probe -> add(CacheOwner.HOST, probe, problems));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private void add(CacheOwner owner, CacheProbe probe, List<String> problems) {
    if (entries.putIfAbsent(probe.name(), new Entry(owner, probe)) != null) {
      problems.add("there are two caches of the name " + probe.name());
    }
  }

  @Override
  public List<CacheStatistics> caches() {
    accessPolicy.require("read cache statistics", Authority.PERFORM_MAINTENANCE);
    return statistics();
  }

  @Override
  public CacheStatistics clear(String name) {
    accessPolicy.require("clear caches", Authority.PERFORM_MAINTENANCE);
    Entry entry =
        Optional.ofNullable(entries.get(name))
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "There is no cache '"
                            + name
                            + "'. "
                            + new Suggestions(List.copyOf(entries.keySet())).forName(name)));
    CacheStatistics before = entry.statistics();
    entry.probe().invalidateAll();
    return before;
  }

  @Override
  public List<CacheStatistics> clearAll() {
    accessPolicy.require("clear caches", Authority.PERFORM_MAINTENANCE);
    List<CacheStatistics> before = statistics();
    clear(entries.values().iterator());
    return before;
  }

  /** A host's cache that fails must not keep old entries in the others. */
  private static void clear(Iterator<Entry> remaining) {
    if (remaining.hasNext()) {
      try {
        remaining.next().probe().invalidateAll();
      } finally {
        clear(remaining);
      }
    }
  }

  private List<CacheStatistics> statistics() {
    return entries.values().stream().map(Entry::statistics).toList();
  }
}
