package io.github.dhisadmin.integrity;

/** How much an integrity issue matters; the words are those of DHIS2, from mild to grave. */
public enum Severity {
  /** Worth knowing; nothing is wrong. */
  INFO,
  /** Probably a mistake; nothing breaks. */
  WARNING,
  /** Something gives wrong results or will fail. */
  SEVERE,
  /** The database contradicts itself; repair it first. */
  CRITICAL;

  /** Whether this is as grave as another severity, or graver. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
