package io.github.dhisadmin.error;

/** There is nothing of the name or identifier that was given. */
public final class NotFoundException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for the operator. */
  public NotFoundException(String message) {
    super(ErrorCode.NOT_FOUND, message, null);
  }
}
