package io.github.dhisadmin.sync.metadata;

/** When a version that another DHIS2 version exported is refused. */
public enum VersionCheck {
  /** As {@link #MINOR} if DHIS2's setting {@code keyStopMetadataSync} is on, else not at all. */
  AS_SET,
  /** When the full version texts differ, as DHIS2 does if {@code keyStopMetadataSync} is on. */
  EXACT,
  /** When the servers are of different lines, such as 2.41 and 2.42. */
  MINOR,
  /** Never. */
  OFF
}
