package io.github.dhisadmin.secret;

/**
 * Where a host keeps its master keys: an environment variable, a file, a key service. Asked when a
 * secret is stored or read for the first time. Implementations are thread safe.
 */
@FunctionalInterface
public interface MasterKeySource {

  /** The keys; throws what tells the operator how to provide them. */
  MasterKeys keys();
}
