package io.github.dhisadmin.integrity;

import java.util.List;

/** Where the checks of an installation come from; a host may bring its own. */
@FunctionalInterface
public interface CustomCheckSource {

  /**
   * Reads the checks and whatever is wrong with their definitions.
   *
   * @return what could be read; a broken definition is a problem and never hides the others
   */
  Loaded load();

  /** No checks. */
  static CustomCheckSource none() {
    return () -> new Loaded(List.of(), List.of());
  }

  /**
   * What a source holds.
   *
   * @param checks the sound definitions
   * @param problems everything that is wrong with the others, each naming where it stands
   */
  record Loaded(List<CustomCheck> checks, List<String> problems) {

    /** Keeps its own copies. */
    public Loaded {
      checks = List.copyOf(checks);
      problems = List.copyOf(problems);
    }
  }
}
