package io.github.dhisadmin.datalock;

/** What the user who enters data may do. */
public enum EntryRights {
  /** Enters data while it is open. */
  ORDINARY,
  /** Also enters data of expired periods: holds {@code F_EDIT_EXPIRED}, or everything. */
  EDIT_EXPIRED
}
