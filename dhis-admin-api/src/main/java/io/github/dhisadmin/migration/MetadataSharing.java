package io.github.dhisadmin.migration;

/** Who may see and change metadata at the destination. */
public enum MetadataSharing {
  /** What is there keeps its sharing; what is new gets that of DHIS2 for whoever imports it. */
  OF_DESTINATION,
  /**
   * As at the source, for those users and groups that the destination has under the same uids; the
   * others are left out.
   */
  OF_SOURCE
}
