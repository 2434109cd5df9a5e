package io.github.dhisadmin.resourcetable;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one resource table.
 *
 * @param table which table
 * @param name its name in the database
 * @param rows number of rows it holds now; 0 if it does not exist
 * @param duration time spent on it
 * @param action what was done
 * @param errorOrNull why it could not be built, null unless {@code FAILED}
 */
public record ResourceTableOutcome(
    ResourceTable table,
    String name,
    long rows,
    Duration duration,
    ResourceTableAction action,
    @Nullable String errorOrNull) {

  /** Why the table could not be built. */
  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }
}
