package io.github.dhisadmin.error;

/** The call cannot be carried out as asked; correct its parameters. */
public final class InvalidRequestException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for the operator. */
  public InvalidRequestException(String message) {
    super(ErrorCode.INVALID_REQUEST, message, null);
  }
}
