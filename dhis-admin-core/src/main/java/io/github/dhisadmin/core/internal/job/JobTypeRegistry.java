package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The job types of this node, by name. Immutable. */
public final class JobTypeRegistry {
  private final Map<String, RegisteredType<?>> types = new TreeMap<>();

  /**
   * Knows these types.
   *
   * @throws ConfigurationException if two have the same name
   */
  public JobTypeRegistry(List<RegisteredType<?>> all) {
    for (RegisteredType<?> type : all) {
      if (types.put(type.name(), type) != null) {
        throw new ConfigurationException(
            List.of("there are two job types of the name " + type.name()));
      }
    }
  }

  List<RegisteredType<?>> all() {
    return List.copyOf(types.values());
  }

  Set<String> names() {
    return Set.copyOf(types.keySet());
  }

  Optional<RegisteredType<?>> find(String name) {
    @Nullable RegisteredType<?> type = types.get(name);
    return Optional.ofNullable(type);
  }

  RegisteredType<?> get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "This node knows no job type '"
                        + name
                        + "'. "
                        + new Suggestions(List.copyOf(types.keySet())).forName(name)));
  }
}
