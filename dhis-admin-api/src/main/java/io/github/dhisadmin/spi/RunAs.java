package io.github.dhisadmin.spi;

/**
 * Lets a job act in the name of a DHIS2 user, if the host has such a thing as a current user. The
 * library itself asks nobody for permission while a job runs.
 */
@FunctionalInterface
public interface RunAs {

  /**
   * Does the work on the calling thread, as this user, and lets through what it throws.
   *
   * @param userUid uid of a user who exists and is not disabled
   */
  void run(String userUid, Runnable work);

  /** Just does the work; it can find the user in its job's options. */
  static RunAs unchanged() {
    return (user, work) -> work.run();
  }
}
