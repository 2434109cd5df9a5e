package io.github.dhisadmin.datalock;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether data can be entered, and why.
 *
 * @param state whether it can
 * @param at the moment that was asked about, in the server's local time
 * @param formula how expiry was told
 * @param openUntilOrNull the last moment before expiry, whatever other rules say; null if the data
 *     set does not expire
 * @param verdicts what each rule says, in the order in which they are asked
 */
public record LockExplanation(
    LockState state,
    LocalDateTime at,
    ExpiryFormula formula,
    @Nullable LocalDateTime openUntilOrNull,
    List<LockVerdict> verdicts) {

  /** Keeps a copy of the list. */
  public LockExplanation {
    verdicts = List.copyOf(verdicts);
  }

  /** The last moment before expiry; empty if the data set does not expire. */
  public Optional<LocalDateTime> openUntil() {
    return Optional.ofNullable(openUntilOrNull);
  }
}
