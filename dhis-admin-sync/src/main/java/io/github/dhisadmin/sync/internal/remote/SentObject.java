package io.github.dhisadmin.sync.internal.remote;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tracker object that was sent, by itself or inside another one.
 *
 * @param type what it is
 * @param uid which one it is
 * @param parentOrNull the object it was sent inside of; null if it was not
 */
public record SentObject(Type type, String uid, @Nullable SentObject parentOrNull) {

  /** The object it was sent inside of. */
  public Optional<SentObject> parent() {
    return Optional.ofNullable(parentOrNull);
  }

  /** Types under the names of {@code /api/tracker}. */
  public enum Type {
    /** A person or thing that is followed. */
    TRACKED_ENTITY,
    /** Its taking part in a program. */
    ENROLLMENT,
    /** What happened in a program. */
    EVENT,
    /** A link between two of these. */
    RELATIONSHIP
  }
}
