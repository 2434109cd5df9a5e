package io.github.dhisadmin.error;

/** The data are no longer those of the plan that was confirmed; plan again and look. */
public final class OutdatedPlanException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for the operator. */
  public OutdatedPlanException(String message) {
    super(ErrorCode.PLAN_OUTDATED, message, null);
  }
}
