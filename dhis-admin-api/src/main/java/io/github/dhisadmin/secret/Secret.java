package io.github.dhisadmin.secret;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Arrays;
import java.util.function.Function;

/** A password, token or key. It can be used, but not printed or compared. Immutable. */
public final class Secret {
  private final char[] characters;

  private Secret(char[] characters) {
    if (characters.length == 0) {
      throw new InvalidRequestException("A secret must not be empty.");
    }
    this.characters = characters;
  }

  /** A secret that a host holds as text. */
  public static Secret of(String text) {
    return new Secret(text.toCharArray());
  }

  /** A secret that a host holds as characters, which it may wipe afterwards. */
  public static Secret of(char[] characters) {
    return new Secret(characters.clone());
  }

  /** Lends the characters to a function, and wipes what was lent. */
  public <T> T use(Function<char[], T> user) {
    char[] lent = characters.clone();
    try {
      return user.apply(lent);
    } finally {
      Arrays.fill(lent, '\0');
    }
  }

  /** Three stars. */
  @Override
  public String toString() {
    return "***";
  }
}
