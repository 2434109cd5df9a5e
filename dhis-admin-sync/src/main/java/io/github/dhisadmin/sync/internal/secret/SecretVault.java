package io.github.dhisadmin.sync.internal.secret;

import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeySource;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.internal.secret.Envelope.KeyOrigin;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets with AES-256-GCM under keys that PBKDF2 derives from the host's master keys. A
 * secret is bound to its place: moved to another one it cannot be read. Thread safe.
 *
 * <p>Deriving a key takes about half a second on purpose, so keys are kept while the process runs,
 * and secrets under one master key share a salt.
 */
public final class SecretVault {
  private static final int ITERATIONS = 600_000;
  private static final int MAX_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BITS = 256;
  private static final int TAG_BITS = 128;

  private final MasterKeySource source;
  private final SecureRandom random;
  private final Map<KeyOrigin, SecretKeySpec> derived = new ConcurrentHashMap<>();
  private final Map<String, KeyOrigin> inUse = new ConcurrentHashMap<>();

  /** Encrypts under the host's keys, which are asked for when first needed. */
  public SecretVault(MasterKeySource source, SecureRandom random) {
    this.source = source;
    this.random = random;
  }

  /** Takes note of stored envelopes, so that new ones share their salts. */
  public void learnSalts(Collection<String> envelopes) {
    envelopes.stream().map(Envelope::parse).map(Envelope::key).forEach(this::learn);
  }

  /**
   * Encrypts a secret.
   *
   * @param place where it will be stored
   * @return the envelope to store
   */
  public String encrypt(String place, Secret secret) {
    MasterKey master = source.keys().current();
    KeyOrigin origin = inUse.computeIfAbsent(master.id(), this::newOrigin);
    byte[] nonce = randomBytes(NONCE_BYTES);
    byte[] plain = secret.use(SecretBytes::utf8);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(master, origin), nonce, place);
      return new Envelope(origin, nonce, cipher.doFinal(plain)).text();
    } catch (GeneralSecurityException e) {
      throw SecretException.unreadable("The secret for " + place + " cannot be encrypted.", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Decrypts a secret.
   *
   * @param place where it was stored
   * @throws SecretException if it is of another place, of another key, or was changed
   */
  public Secret decrypt(String place, String envelope) {
    Envelope parsed = Envelope.parse(envelope);
    KeyOrigin origin = parsed.key();
    MasterKey master =
        source
            .keys()
            .find(origin.keyId())
            .orElseThrow(
                () ->
                    SecretException.unreadable(
                        "The secret of "
                            + place
                            + " is encrypted under the master key "
                            + origin.keyId()
                            + ", which was not given; provide it or set the secret again.",
                        null));
    if (origin.iterations() < ITERATIONS || origin.iterations() > MAX_ITERATIONS) {
      throw SecretException.unreadable("The secret of " + place + " was tampered with.", null);
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(master, origin), parsed.nonce(), place);
      byte[] plain = cipher.doFinal(parsed.ciphertext());
      learn(origin);
      return SecretBytes.secret(plain);
    } catch (AEADBadTagException e) {
      throw SecretException.unreadable(
          "The secret of "
              + place
              + " cannot be read with the master key "
              + origin.keyId()
              + ": the key is another one than it was stored under, or the secret was changed."
              + " Provide the right key or set the secret again.",
          e);
    } catch (GeneralSecurityException | CharacterCodingException e) {
      throw SecretException.unreadable("The secret of " + place + " is damaged.", e);
    }
  }

  /** Whether an envelope is encrypted under the newest master key. */
  public boolean isCurrent(String envelope) {
    return Envelope.parse(envelope).key().keyId().equals(source.keys().current().id());
  }

  private void learn(KeyOrigin origin) {
    if (origin.iterations() == ITERATIONS) {
      inUse.putIfAbsent(origin.keyId(), origin);
    }
  }

  private KeyOrigin newOrigin(String keyId) {
    return new KeyOrigin(
        keyId, Base64.getEncoder().encodeToString(randomBytes(SALT_BYTES)), ITERATIONS);
  }

  private SecretKeySpec key(MasterKey master, KeyOrigin origin) {
    return derived.computeIfAbsent(origin, same -> derive(master, same));
  }

  private static SecretKeySpec derive(MasterKey master, KeyOrigin origin) {
    return master
        .passphrase()
        .use(
            characters -> {
              PBEKeySpec spec =
                  new PBEKeySpec(characters, origin.saltBytes(), origin.iterations(), KEY_BITS);
              try {
                byte[] key =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded();
                try {
                  return new SecretKeySpec(key, "AES");
                } finally {
                  Arrays.fill(key, (byte) 0);
                }
              } catch (GeneralSecurityException e) {
                throw SecretException.unreadable(
                    "No key can be derived from the master key " + origin.keyId() + ".", e);
              } finally {
                spec.clearPassword();
              }
            });
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(("v1|" + place).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
