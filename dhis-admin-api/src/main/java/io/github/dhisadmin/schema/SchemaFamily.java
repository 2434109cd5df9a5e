package io.github.dhisadmin.schema;

/** Lines of DHIS2 versions whose databases look alike, told apart by what the catalogue holds. */
public enum SchemaFamily {
  /** DHIS2 2.40. */
  V2_40("2.40"),
  /** DHIS2 2.41. */
  V2_41("2.41"),
  /** DHIS2 2.42. */
  V2_42("2.42"),
  /** DHIS2 2.43. */
  V2_43("2.43");

  private final String label;

  SchemaFamily(String label) {
    this.label = label;
  }

  /** The version line as DHIS2 writes it, such as "2.42". */
  public String label() {
    return label;
  }

  /** Whether this line is {@code other} or newer. */
  public boolean isAtLeast(SchemaFamily other) {
    return compareTo(other) >= 0;
  }
}
