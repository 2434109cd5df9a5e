package io.github.dhisadmin.sync;

/** How the library proves to another server who it is. */
public enum Authentication {
  /** User name and password with every request. */
  BASIC,
  /** A personal access token, from DHIS2 2.38.1 on. */
  TOKEN
}
