package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.ReferenceFacts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is around an expression.
 *
 * @param programUidOrNull uid of the owner's program; null if it has none
 * @param facts what the database says about the references and memberships
 * @param cycle uids of the indicators that contain the owner and are contained in it; mostly empty
 */
public record Surroundings(
    @Nullable String programUidOrNull, ReferenceFacts facts, Set<String> cycle) {

  /** Keeps its own copy. */
  public Surroundings {
    cycle = Set.copyOf(cycle);
  }
}
