package io.github.dhisadmin.sync.metadata;

/** How far a version of a server has come here. */
public enum VersionState {
  /** Not yet looked at. */
  PENDING,
  /** Its content is here and is what the server announced. */
  VERIFIED,
  /** Its import began; if the process dies now, it is imported again. */
  IMPORTING,
  /** It is part of this DHIS2. */
  APPLIED,
  /** It could not be applied; later ones wait for it. */
  FAILED,
  /** Somebody decided to go on without it. */
  SKIPPED,
  /** Somebody decided that it is to be applied again, even if later ones are here. */
  AGAIN
}
