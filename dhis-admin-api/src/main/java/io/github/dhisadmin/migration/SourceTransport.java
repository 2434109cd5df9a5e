package io.github.dhisadmin.migration;

/** How the source of a migration is asked. The destination is always asked directly. */
public enum SourceTransport {
  /** By this process, with its own credentials for the source. */
  DIRECT,
  /**
   * Through the route {@code data-service} of the destination, and in no other way: for sources
   * that only the destination can reach, or whose credentials only it knows.
   */
  ROUTE,
  /** Through that route where the destination has one that leads to the source, else directly. */
  AUTOMATIC
}
