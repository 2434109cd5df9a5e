package io.github.dhisadmin.job;

import java.util.List;

/**
 * A job type of this node.
 *
 * @param name stable identifier in capitals
 * @param description what it does
 * @param parameters what can be set for its jobs, in order
 */
public record JobTypeDescription(
    String name, String description, List<ParameterDescription> parameters) {

  /** Keeps its own copy. */
  public JobTypeDescription {
    parameters = List.copyOf(parameters);
  }
}
