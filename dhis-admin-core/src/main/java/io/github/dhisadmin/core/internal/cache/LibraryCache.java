package io.github.dhisadmin.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A cache of the library. What it took in before the caches of all nodes were cleared is forgotten
 * when it is asked for, wherever that was told: it asks the database for the number that grows with
 * each clearing. Meant for what takes much longer to find out than that. Thread safe.
 */
public final class LibraryCache<K, V> {
  private final Cache<K, Entry<V>> cache;
  private final LongSupplier epoch;

  /** A value and the number there was when it began to be found out. */
  record Entry<T>(long epoch, T value) {}

  LibraryCache(Cache<K, Entry<V>> cache, LongSupplier epoch) {
    this.cache = cache;
    this.epoch = epoch;
  }

  /** What is held of a key; if nothing, it is found out first, by one caller for all. */
  public V get(K key, Function<? super K, ? extends V> loader) {
    long now = epoch.getAsLong();
    Entry<V> held = cache.asMap().get(key);
    if (held != null && held.epoch() != now) {
      cache.asMap().remove(key, held);
    }
    return cache.get(key, wanted -> new Entry<>(now, loader.apply(wanted))).value();
  }

  /** Finds out anew what is then held of a key. */
  public V renew(K key, Function<? super K, ? extends V> loader) {
    Entry<V> entry = new Entry<>(epoch.getAsLong(), loader.apply(key));
    cache.put(key, entry);
    return entry.value();
  }
}
