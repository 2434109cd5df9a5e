package io.github.dhisadmin.sync.metadata;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version to be made. Immutable.
 *
 * @param type how much of it others have to take
 * @param fromOrNull changes from then on are in it, in local time; null for what changed since the
 *     newest version, or everything if there is none
 * @param toOrNull changes before then are in it, in local time; null for now
 */
public record NewMetadataVersion(
    VersionType type, @Nullable LocalDateTime fromOrNull, @Nullable LocalDateTime toOrNull) {

  /**
   * Checks the order of the moments.
   *
   * @throws InvalidRequestException if nothing lies between them
   */
  public NewMetadataVersion {
    if (fromOrNull != null && toOrNull != null && !fromOrNull.isBefore(toOrNull)) {
      throw new InvalidRequestException("A version begins before it ends.");
    }
  }

  /** What changed since the newest version, or everything. */
  public static NewMetadataVersion of(VersionType type) {
    return new NewMetadataVersion(type, null, null);
  }

  /** What changed between two moments. */
  public static NewMetadataVersion between(VersionType type, LocalDateTime from, LocalDateTime to) {
    return new NewMetadataVersion(type, from, to);
  }

  /** The first moment, if it is given. */
  public Optional<LocalDateTime> from() {
    return Optional.ofNullable(fromOrNull);
  }

  /** The end, if it is given. */
  public Optional<LocalDateTime> to() {
    return Optional.ofNullable(toOrNull);
  }
}
