package io.github.dhisadmin.integrity;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many issues a check found at one time.
 *
 * @param runId the run's number
 * @param at when the run began, by the database's clock
 * @param count number of issues
 * @param totalOrNull number of objects that could have had one; null if unknown
 */
public record TrendPoint(long runId, Instant at, long count, @Nullable Long totalOrNull) {

  /** Number of objects that could have had an issue. */
  public OptionalLong total() {
    return totalOrNull == null ? OptionalLong.empty() : OptionalLong.of(totalOrNull);
  }
}
