package io.github.dhisadmin.cache;

/** Who made a cache. */
public enum CacheOwner {
  /** The library. */
  LIBRARY,
  /** The application that embeds the library. */
  HOST
}
