package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Set;

/**
 * Which category combinations to bring up to date.
 *
 * @param categoryCombos their uids; empty for all
 * @param maxOptionCombos how many option combinations one of them may have; larger ones are
 *     reported and left alone
 */
public record UpdateCategoryOptionCombos(Set<String> categoryCombos, int maxOptionCombos) {
  /** Keeps its own copy. */
  public UpdateCategoryOptionCombos {
    categoryCombos = Set.copyOf(categoryCombos);
    if (maxOptionCombos < 1) {
      throw new InvalidRequestException(
          "maxOptionCombos must be at least 1, but is " + maxOptionCombos + ".");
    }
  }

  @Override
  public String toString() {
    return "UpdateCategoryOptionCombos[categoryCombos="
        + categoryCombos.stream().sorted().toList()
        + ", maxOptionCombos="
        + maxOptionCombos
        + "]";
  }
}
