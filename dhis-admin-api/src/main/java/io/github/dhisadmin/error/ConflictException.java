package io.github.dhisadmin.error;

/** Another run holds what this one needs; try again when it has ended. */
public final class ConflictException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for the operator. */
  public ConflictException(String message) {
    super(ErrorCode.ALREADY_RUNNING, message, null);
  }
}
