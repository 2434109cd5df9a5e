package io.github.dhisadmin.error;

import java.util.List;

/** The database lacks tables or columns that an operation needs; each missing name is listed. */
public final class UnsupportedSchemaException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  private final List<String> missing;

  /**
   * Creates the exception.
   *
   * @param operation what was asked for, as in "resource tables"
   * @param missing names of missing tables ({@code table}) and columns ({@code table.column})
   */
  public UnsupportedSchemaException(String operation, List<String> missing) {
    super(
        ErrorCode.UNSUPPORTED_SCHEMA,
        "This database cannot serve "
            + operation
            + ": missing "
            + String.join(", ", missing)
            + ". Supported are DHIS2 databases of versions 2.40 to 2.43; check the URL and the schema"
            + " name.",
        null);
    this.missing = List.copyOf(missing);
  }

  /** Names of missing tables ({@code table}) and columns ({@code table.column}). */
  public List<String> missing() {
    return missing;
  }
}
