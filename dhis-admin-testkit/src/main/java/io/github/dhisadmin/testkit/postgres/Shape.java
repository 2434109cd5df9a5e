package io.github.dhisadmin.testkit.postgres;

/** A DHIS2 version line whose database schema a test database can have. */
public enum Shape {
  /** Tracker tables with their old names, legacy category table names, no resource table prefix. */
  V2_40("2.40"),
  /** The shape the library is written against. */
  V2_42("2.42"),
  /** Events split into tracker and single events, {@code period.iso} present. */
  V2_43("2.43");

  private final String version;

  Shape(String version) {
    this.version = version;
  }

  /** The DHIS2 version line, such as {@code 2.42}. */
  public String version() {
    return version;
  }

  String templateSuffix() {
    return version.replace('.', '_');
  }
}
