package io.github.dhisadmin.sync.internal.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of texts, of which none can run into the next; for one thread. */
final class Sha256 {
  private final MessageDigest digest;

  Sha256() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes texts in. */
  Sha256 with(String... texts) {
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return this;
  }

  /** What tells the texts from others; the next texts are digested afresh. */
  byte[] bytes() {
    return digest.digest();
  }

  /** The same in hexadecimal digits. */
  String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
