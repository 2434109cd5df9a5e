package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.SyncTarget;

/**
 * A target with what protects its secret.
 *
 * @param target what anybody may know
 * @param envelope the encrypted secret
 */
public record StoredTarget(SyncTarget target, String envelope) {

  /** Without the envelope, which is nobody's business. */
  @Override
  public String toString() {
    return target.toString();
  }
}
