package io.github.dhisadmin.sync.internal.secret;

import io.github.dhisadmin.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Secrets in UTF-8, without copies that nobody wipes. */
public final class SecretBytes {
  private SecretBytes() {}

  /** The bytes of characters; to be wiped by the caller. */
  public static byte[] utf8(char[] characters) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    encoded.put(new byte[encoded.capacity()]);
    return bytes;
  }

  /**
   * The secret of bytes, which are wiped.
   *
   * @throws CharacterCodingException if they are not UTF-8
   */
  static Secret secret(byte[] utf8) throws CharacterCodingException {
    char[] characters = new char[utf8.length];
    char[] exact = {};
    try {
      CharBuffer decoded = CharBuffer.wrap(characters);
      CoderResult result =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8), decoded, true);
      if (result.isError()) {
        result.throwException();
      }
      exact = Arrays.copyOf(characters, decoded.position());
      return Secret.of(exact);
    } finally {
      Arrays.fill(exact, '\0');
      Arrays.fill(characters, '\0');
      Arrays.fill(utf8, (byte) 0);
    }
  }
}
