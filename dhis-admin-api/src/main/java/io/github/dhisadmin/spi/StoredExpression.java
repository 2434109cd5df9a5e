package io.github.dhisadmin.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it stands in the database.
 *
 * @param kind what it is for
 * @param ownerUid uid of the object it belongs to
 * @param ownerName name of the object it belongs to
 * @param programUidOrNull uid of the owner's program; null if it belongs to none
 * @param text the expression; empty if there is none
 */
public record StoredExpression(
    ExpressionKind kind,
    String ownerUid,
    String ownerName,
    @Nullable String programUidOrNull,
    String text) {

  /** Uid of the owner's program. */
  public Optional<String> programUid() {
    return Optional.ofNullable(programUidOrNull);
  }
}
