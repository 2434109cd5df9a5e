package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Map;

/**
 * Takes values apart by the options of a category, and gives each its attribute at the destination.
 * Immutable.
 *
 * @param category uid of the category at the source
 * @param optionCombos uid of the attribute option combination at the destination by the uid of the
 *     option at the source
 */
public record AttributeFilter(String category, Map<String, String> optionCombos) {

  /** Wants an option. */
  public AttributeFilter {
    optionCombos = Map.copyOf(optionCombos);
    if (optionCombos.isEmpty()) {
      throw new InvalidRequestException("Name at least one option of the category.");
    }
  }
}
