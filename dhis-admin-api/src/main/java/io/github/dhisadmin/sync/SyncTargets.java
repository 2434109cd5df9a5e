package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * The servers to synchronise with. Everything but reading needs the authority {@code
 * F_SYSTEM_SETTING}. Thread safe.
 */
public interface SyncTargets {

  /** All targets, by name. */
  List<SyncTarget> list();

  /** The target of this name. */
  Optional<SyncTarget> find(String name);

  /**
   * Adds a server.
   *
   * @throws InvalidRequestException if the name is taken or cannot be one
   */
  SyncTarget add(String name, RemoteUrl url, Credentials credentials);

  /**
   * Replaces how the library logs in.
   *
   * @throws InvalidRequestException if there is no such target
   */
  SyncTarget changeCredentials(String name, Credentials credentials);

  /**
   * Removes a server and its secret.
   *
   * @throws InvalidRequestException if there is no such target, or a configuration migrates from it
   *     or to it
   */
  void remove(String name);

  /**
   * Looks whether a server answers and would take data. Sends nothing but questions.
   *
   * @throws InvalidRequestException if there is no such target
   * @throws SecretException if its secret cannot be read
   */
  TargetCheck test(String name);

  /**
   * Adds the server that DHIS2 itself is set up to synchronise with.
   *
   * @param name what it shall be called
   * @param encryptionPassword {@code encryption.password} of this DHIS2's {@code dhis.conf}
   * @throws InvalidRequestException if DHIS2 has no such settings, or the name is taken
   * @throws SecretException if the stored password cannot be read with this encryption password
   */
  SyncTarget importFromDhis2(String name, Secret encryptionPassword);

  /**
   * Encrypts secrets again that are stored under an older master key.
   *
   * @return how many there were
   * @throws SecretException if one cannot be read; nothing is changed then
   */
  int rotate();
}
