package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;
import java.util.Set;

/**
 * Which tasks of a configuration are meant. Immutable.
 *
 * @param configuration name of the configuration
 * @param processes what the tasks do
 * @param ids the tasks; empty for all of these processes
 */
public record TaskSelection(String configuration, Set<ProcessType> processes, List<Long> ids) {

  /** Wants a process. */
  public TaskSelection {
    processes = Set.copyOf(processes);
    ids = List.copyOf(ids);
    if (processes.isEmpty()) {
      throw new InvalidRequestException("Name at least one process type.");
    }
  }

  /** All tasks of a configuration. */
  public static TaskSelection all(String configuration) {
    return new TaskSelection(configuration, Set.of(ProcessType.values()), List.of());
  }

  /** The tasks of one process type. */
  public static TaskSelection of(String configuration, ProcessType process) {
    return new TaskSelection(configuration, Set.of(process), List.of());
  }

  /** One task, whatever it does. */
  public static TaskSelection one(String configuration, long id) {
    return new TaskSelection(configuration, Set.of(ProcessType.values()), List.of(id));
  }
}
