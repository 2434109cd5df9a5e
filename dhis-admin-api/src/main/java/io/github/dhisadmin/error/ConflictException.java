package io.github.dhisadmin.error;

/** What is asked for collides with what is there, such as a run that is under way. */
public final class ConflictException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /** Another run holds what this one needs; it can be tried again when that has ended. */
  public ConflictException(String message) {
    this(ErrorCode.ALREADY_RUNNING, message);
  }

  /** Creates the exception with a message for the operator. */
  public ConflictException(ErrorCode code, String message) {
    super(code, message, null);
  }
}
