package io.github.dhisadmin.maintenance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of an operation has agreed to.
 *
 * @param tokenOrNull token of the plan the caller has seen; null if none, which only operations
 *     accept that destroy nothing
 * @param maxRows how many rows the operation may change at most
 */
public record Confirmation(@Nullable String tokenOrNull, long maxRows) {
  /** Nothing was seen. */
  public static Confirmation none() {
    return new Confirmation(null, Long.MAX_VALUE);
  }

  /** This plan was seen, and is to be carried out. */
  public static Confirmation of(MaintenancePlan plan) {
    return ofToken(plan.token());
  }

  /** The plan with this token was seen, and is to be carried out. */
  public static Confirmation ofToken(String token) {
    return new Confirmation(token, Long.MAX_VALUE);
  }

  /** The same, unless it means changing more rows than this. */
  public Confirmation upTo(long rows) {
    return new Confirmation(tokenOrNull, rows);
  }

  /** Token of the plan the caller has seen. */
  public Optional<String> token() {
    return Optional.ofNullable(tokenOrNull);
  }
}
