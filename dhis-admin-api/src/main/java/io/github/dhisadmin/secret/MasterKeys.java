package io.github.dhisadmin.secret;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The master key that new secrets are stored under, and older ones that some still need.
 *
 * @param current encrypts and decrypts
 * @param older only decrypt
 */
public record MasterKeys(MasterKey current, List<MasterKey> older) {

  /** Refuses two keys with one id. */
  public MasterKeys {
    older = List.copyOf(older);
    long ids =
        Stream.concat(Stream.of(current), older.stream()).map(MasterKey::id).distinct().count();
    if (ids <= older.size()) {
      throw new InvalidRequestException("Every master key needs an id of its own.");
    }
  }

  /** One key, and none before it. */
  public static MasterKeys of(MasterKey current) {
    return new MasterKeys(current, List.of());
  }

  /** This key from now on; the present ones still decrypt. */
  public MasterKeys rotatedTo(MasterKey next) {
    return new MasterKeys(next, Stream.concat(Stream.of(current), older.stream()).toList());
  }

  /** The key with this id. */
  public Optional<MasterKey> find(String id) {
    return Stream.concat(Stream.of(current), older.stream())
        .filter(key -> key.id().equals(id))
        .findFirst();
  }
}
