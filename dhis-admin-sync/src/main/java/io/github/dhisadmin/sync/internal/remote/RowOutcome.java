package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.RowState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server made of one row.
 *
 * @param state what became of it
 * @param reasonOrNull why it was refused, or may have been; null if it was not
 */
public record RowOutcome(RowState state, @Nullable Reason reasonOrNull) {
  static final RowOutcome ACCEPTED = new RowOutcome(RowState.ACCEPTED, null);
  static final RowOutcome UNCHANGED = new RowOutcome(RowState.UNCHANGED, null);

  /** That the server does not hold the row. */
  public static RowOutcome rejected(Reason reason) {
    return new RowOutcome(RowState.REJECTED, reason);
  }

  static RowOutcome unknown(Reason reason) {
    return new RowOutcome(RowState.UNKNOWN, reason);
  }

  /** Why it was refused, or may have been. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reasonOrNull);
  }

  /** Whether the server holds the row as it was sent. */
  public boolean isDelivered() {
    return state == RowState.ACCEPTED || state == RowState.UNCHANGED;
  }

  /**
   * Why a row was refused.
   *
   * @param code DHIS2's, as in E7610; empty where the server gives none
   * @param message in the server's words
   * @param property which part of the row is to blame; empty where the server does not say
   */
  public record Reason(String code, String message, String property) {}
}
