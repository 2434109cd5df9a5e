package io.github.dhisadmin.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything the library throws. Its message says what failed, for which object, and what
 * to do next; it never contains data values or credentials.
 */
public abstract class DhisAdminException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  DhisAdminException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What went wrong, as a stable identifier. */
  public final ErrorCode code() {
    return code;
  }
}
