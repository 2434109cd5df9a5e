package io.github.dhisadmin.error;

/** The run was cancelled by its caller; what it had not finished is as it was before. */
public final class CancelledException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for the operator. */
  public CancelledException(String message) {
    super(ErrorCode.CANCELLED, message, null);
  }
}
