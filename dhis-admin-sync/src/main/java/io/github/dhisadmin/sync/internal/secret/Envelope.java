package io.github.dhisadmin.sync.internal.secret;

import io.github.dhisadmin.error.SecretException;
import java.util.Base64;

/** An encrypted secret with all but the master key that is needed to read it. */
final class Envelope {
  private static final String VERSION = "v1";
  private static final String DERIVATION = "pbkdf2-sha256";
  private static final int PARTS = 7;

  private final KeyOrigin key;
  private final byte[] nonce;
  private final byte[] ciphertext;

  /**
   * How a key comes from a master key.
   *
   * @param keyId which master key
   * @param salt in base 64
   * @param iterations of PBKDF2
   */
  record KeyOrigin(String keyId, String salt, int iterations) {
    byte[] saltBytes() {
      return Base64.getDecoder().decode(salt);
    }
  }

  Envelope(KeyOrigin key, byte[] nonce, byte[] ciphertext) {
    this.key = key;
    this.nonce = nonce.clone();
    this.ciphertext = ciphertext.clone();
  }

  static Envelope parse(String text) {
    String[] parts = text.split("\\$", -1);
    if (parts.length != PARTS || !parts[0].equals(VERSION) || !parts[1].equals(DERIVATION)) {
      throw SecretException.unreadable(
          "A stored secret has a form that this version does not know; set it again.", null);
    }
    try {
      return new Envelope(
          new KeyOrigin(parts[4], parts[3], Integer.parseInt(parts[2])),
          Base64.getDecoder().decode(parts[5]),
          Base64.getDecoder().decode(parts[6]));
    } catch (IllegalArgumentException e) {
      throw SecretException.unreadable("A stored secret is damaged; set it again.", e);
    }
  }

  KeyOrigin key() {
    return key;
  }

  byte[] nonce() {
    return nonce.clone();
  }

  byte[] ciphertext() {
    return ciphertext.clone();
  }

  /** The text to store. */
  String text() {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "$",
        VERSION,
        DERIVATION,
        String.valueOf(key.iterations()),
        key.salt(),
        key.keyId(),
        base64.encodeToString(nonce),
        base64.encodeToString(ciphertext));
  }
}
