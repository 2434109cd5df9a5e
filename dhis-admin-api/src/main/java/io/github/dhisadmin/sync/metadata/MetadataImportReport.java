package io.github.dhisadmin.sync.metadata;

import java.util.List;

/**
 * What a DHIS2 made of a version.
 *
 * @param status of the whole import
 * @param counts objects by what became of them
 * @param errors why objects were left out, the first {@value #MOST_ERRORS}
 */
public record MetadataImportReport(Status status, Counts counts, List<ObjectError> errors) {
  /** More errors are not kept. */
  public static final int MOST_ERRORS = 200;

  /** Copies the errors. */
  public MetadataImportReport {
    errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
  }

  /** Whether the version counts as taken. */
  public boolean isAcceptable(VersionType type) {
    return status == Status.OK || (status == Status.WARNING && type == VersionType.BEST_EFFORT);
  }

  /** How the import went, in DHIS2's words. */
  public enum Status {
    /** Everything was imported. */
    OK,
    /** Some objects were left out. */
    WARNING,
    /** Nothing was imported, or the import broke down. */
    ERROR
  }

  /**
   * How many objects.
   *
   * @param created were new
   * @param updated were there
   * @param deleted are gone; versions delete nothing as DHIS2 makes them
   * @param ignored were left out
   */
  public record Counts(long created, long updated, long deleted, long ignored) {}

  /**
   * Why an object was left out.
   *
   * @param type as in DataElement
   * @param uid of the object; empty if the server does not say
   * @param code as in E5003
   * @param message in the server's words
   */
  public record ObjectError(String type, String uid, String code, String message) {}
}
