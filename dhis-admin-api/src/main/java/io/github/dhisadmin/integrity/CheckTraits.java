package io.github.dhisadmin.integrity;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a check behaves.
 *
 * @param source where it comes from
 * @param byDefault whether it runs unless others are named
 * @param slow whether it reads so much that it runs only when asked for
 * @param objectTypeOrNull what its issues are, as DHIS2's API names the type, such as {@code
 *     dataElements}; null if they are no objects of the API
 * @param profiles names that select this check together with others, such as {@code
 *     upgrade-blockers}; may be empty
 */
public record CheckTraits(
    CheckSource source,
    boolean byDefault,
    boolean slow,
    @Nullable String objectTypeOrNull,
    Set<String> profiles) {

  /** Keeps its own copy. */
  public CheckTraits {
    profiles = Set.copyOf(profiles);
  }

  /** What the issues are, as DHIS2's API names the type. */
  public Optional<String> objectType() {
    return Optional.ofNullable(objectTypeOrNull);
  }
}
