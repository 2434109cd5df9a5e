package io.github.dhisadmin.error;

/** The host's access policy refused the operation. */
public final class AccessDeniedException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for the operator. */
  public AccessDeniedException(String message) {
    super(ErrorCode.ACCESS_DENIED, message, null);
  }
}
