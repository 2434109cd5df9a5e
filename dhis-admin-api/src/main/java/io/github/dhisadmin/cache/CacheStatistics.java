package io.github.dhisadmin.cache;

/**
 * One cache and what it counted.
 *
 * @param name its name, unique among all caches
 * @param owner who made it
 * @param counters what it counted since it was made
 */
public record CacheStatistics(String name, CacheOwner owner, CacheCounters counters) {}
