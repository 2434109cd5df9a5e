package io.github.dhisadmin.sync.metadata;

import java.util.List;

/**
 * Whether a synchronisation can work, found out by questions alone.
 *
 * @param problems what will keep it from working
 * @param warnings what may, or is not safe
 */
public record MetadataPreflight(List<String> problems, List<String> warnings) {

  /** Copies the lists. */
  public MetadataPreflight {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Whether nothing is known that would keep it from working. */
  public boolean isReady() {
    return problems.isEmpty();
  }
}
