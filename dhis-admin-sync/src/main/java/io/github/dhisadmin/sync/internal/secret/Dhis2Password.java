package io.github.dhisadmin.sync.internal.secret;

import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.secret.Secret;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * Reads passwords among DHIS2's system settings (2.36 to 2.43, HibernateEncryptionConfig): triple
 * DES under {@code encryption.password} with a salt that is the same everywhere. Good for taking
 * them over, and for nothing new.
 */
public final class Dhis2Password {
  private static final String ALGORITHM = "PBEWithSHA1AndDESede";
  private static final byte[] SALT = "H7g0oLkE".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 1000;

  private final Secret encryptionPassword;

  /** Reads what was encrypted under this password. */
  public Dhis2Password(Secret encryptionPassword) {
    this.encryptionPassword = encryptionPassword;
  }

  /**
   * Decrypts a setting.
   *
   * @param stored the text of the setting, without the quotes of versions up to 2.41
   * @throws SecretException if it was encrypted under another password
   */
  public Secret decrypt(String stored) {
    try {
      byte[] ciphertext = Base64.getDecoder().decode(stored);
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.DECRYPT_MODE, key(), new PBEParameterSpec(SALT, ITERATIONS));
      return SecretBytes.secret(cipher.doFinal(ciphertext));
    } catch (GeneralSecurityException | CharacterCodingException | IllegalArgumentException e) {
      throw SecretException.unreadable(
          "DHIS2's stored password cannot be read with this encryption password; it is the value of"
              + " encryption.password in dhis.conf at the time the password was saved.",
          e);
    }
  }

  private SecretKey key() throws GeneralSecurityException {
    PBEKeySpec spec = encryptionPassword.use(PBEKeySpec::new);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec);
    } finally {
      spec.clearPassword();
    }
  }
}
