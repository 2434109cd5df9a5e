package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.Reference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an expression.
 *
 * @param status what kind of thing
 * @param at where
 * @param token what stands there; may be empty, and may be cut
 * @param message what is wrong, without a full stop
 * @param referenceOrNull the object it has to do with; null if it has to do with none
 */
public record Problem(
    ProblemStatus status,
    Position at,
    String token,
    String message,
    @Nullable Reference referenceOrNull) {
  private static final int TOKEN_LENGTH = 60;

  /** Cuts a long token, but not between the two halves of a character. */
  public Problem {
    if (token.length() > TOKEN_LENGTH) {
      int end = TOKEN_LENGTH - 1;
      boolean splitsPair = Character.isHighSurrogate(token.charAt(end - 1));
      token = token.substring(0, splitsPair ? end - 1 : end) + "…";
    }
  }

  static Problem of(ProblemStatus status, Position at, String token, String message) {
    return new Problem(status, at, token, message, null);
  }

  /** The object it has to do with. */
  public Optional<Reference> reference() {
    return Optional.ofNullable(referenceOrNull);
  }

  /** Place, token and message in one line. */
  public String describe() {
    if (status == ProblemStatus.EMPTY) {
      return message;
    }
    return "line "
        + at.line()
        + ", column "
        + at.column()
        + (token.isEmpty() ? "" : ": " + token)
        + ": "
        + message;
  }
}
