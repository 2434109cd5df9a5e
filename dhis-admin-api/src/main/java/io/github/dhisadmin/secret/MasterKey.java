package io.github.dhisadmin.secret;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.SecretException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The key under which secrets are stored. Its id is stored with them in the clear, so that it is
 * known which key a secret needs; ids are never used again for another key.
 *
 * @param id from 1 to 20 letters, digits and hyphens
 * @param passphrase at least 24 characters, as DHIS2 asks for its {@code encryption.password}
 */
public record MasterKey(String id, Secret passphrase) {
  private static final int MIN_LENGTH = 24;
  private static final int MIN_DIFFERENT = 8;

  /** What DHIS2 uses when its administrator sets nothing; its source code publishes it. */
  private static final Set<String> PUBLISHED = Set.of("J7GhAs287hsSQlKd9g5");

  /** Refuses keys that can be guessed. */
  public MasterKey {
    if (!id.matches("[A-Za-z0-9-]{1,20}")) {
      throw new InvalidRequestException(
          "The id of a master key has 1 to 20 letters, digits and hyphens.");
    }
    if (passphrase.use(MasterKey::isPublished)) {
      throw SecretException.weak(
          "The master key " + id + " is DHIS2's published default; choose one that nobody knows.");
    }
    if (passphrase.use(MasterKey::isWeak)) {
      throw SecretException.weak(
          "The master key "
              + id
              + " can be guessed: take at least "
              + MIN_LENGTH
              + " characters, of which at least "
              + MIN_DIFFERENT
              + " differ.");
    }
  }

  private static boolean isPublished(char[] characters) {
    return PUBLISHED.stream().anyMatch(published -> contains(characters, published.toCharArray()));
  }

  private static boolean contains(char[] characters, char[] part) {
    return IntStream.rangeClosed(0, characters.length - part.length)
        .anyMatch(
            from -> Arrays.equals(characters, from, from + part.length, part, 0, part.length));
  }

  private static boolean isWeak(char[] characters) {
    return characters.length < MIN_LENGTH
        || CharBuffer.wrap(characters).chars().distinct().count() < MIN_DIFFERENT;
  }
}
