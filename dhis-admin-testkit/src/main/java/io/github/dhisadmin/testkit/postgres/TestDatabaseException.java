package io.github.dhisadmin.testkit.postgres;

/** The test database could not be started, created, filled or read. */
public final class TestDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was being done when {@code cause} happened. */
  public TestDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what is wrong and what to do about it. */
  public TestDatabaseException(String message) {
    super(message);
  }
}
