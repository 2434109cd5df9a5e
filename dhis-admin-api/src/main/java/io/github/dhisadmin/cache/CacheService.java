package io.github.dhisadmin.cache;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;

/**
 * Shows and empties the caches of this process: those of the library and those that the host
 * registered. Thread safe. Callers need {@code F_PERFORM_MAINTENANCE}.
 */
public interface CacheService {

  /** All caches, by name. */
  List<CacheStatistics> caches();

  /**
   * Empties one cache; what it counted stays.
   *
   * @return the cache as it was before
   * @throws InvalidRequestException if there is no cache of this name
   */
  CacheStatistics clear(String name);

  /**
   * Empties all caches, also when one of them fails, which is thrown then; what they counted stays.
   *
   * @return the caches as they were before, by name
   */
  List<CacheStatistics> clearAll();
}
