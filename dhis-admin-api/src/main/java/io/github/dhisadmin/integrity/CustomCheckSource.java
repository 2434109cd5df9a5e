package io.github.dhisadmin.integrity;

import java.util.List;

/** Where the checks of an installation come from; a host may bring its own. */
@FunctionalInterface
public interface CustomCheckSource {

  /**
   * Reads the checks and whatever is wrong with their definitions.
   *
   * @return what could be read; a broken definition never hides the others
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
   * @param broken the others, as far as they can be read, with their problems
   */
  record Loaded(List<CustomCheck> checks, List<IntegrityCheck> broken) {

    /** Keeps its own copies. */
    public Loaded {
      checks = List.copyOf(checks);
      broken = List.copyOf(broken);
    }
  }
}
