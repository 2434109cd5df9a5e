package io.github.dhisadmin.sync.internal.remote;

import java.util.Set;

/**
 * A value or registration that was sent.
 *
 * @param identifiers by which the server may name it in a conflict: uids and period
 */
public record SentRow(Set<String> identifiers) {

  /** Copies the identifiers. */
  public SentRow {
    identifiers = Set.copyOf(identifiers);
  }
}
