package io.github.dhisadmin.job;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a job type, so that a user interface can draw a form.
 *
 * @param name its name, as in stored parameters
 * @param kind what to show for it
 * @param description what it means; may be empty
 * @param required whether a job without it is refused
 * @param defaultOrNull the value if none is given, as text
 * @param minOrNull the least number, or length of a list
 * @param maxOrNull the greatest number, or length of a list
 * @param choices what can be chosen, empty unless it is a choice
 */
public record ParameterDescription(
    String name,
    ParameterKind kind,
    String description,
    boolean required,
    @Nullable String defaultOrNull,
    @Nullable Long minOrNull,
    @Nullable Long maxOrNull,
    List<String> choices) {

  /** Keeps its own copy. */
  public ParameterDescription {
    choices = List.copyOf(choices);
  }

  /** The value if none is given, as text. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultOrNull);
  }

  /** The least number, or length of a list. */
  public OptionalLong min() {
    return minOrNull == null ? OptionalLong.empty() : OptionalLong.of(minOrNull);
  }

  /** The greatest number, or length of a list. */
  public OptionalLong max() {
    return maxOrNull == null ? OptionalLong.empty() : OptionalLong.of(maxOrNull);
  }
}
