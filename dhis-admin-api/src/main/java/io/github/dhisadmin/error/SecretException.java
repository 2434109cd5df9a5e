package io.github.dhisadmin.error;

import org.jspecify.annotations.Nullable;

/** A secret cannot be read, or a key that should protect it does not. */
public final class SecretException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  private SecretException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }

  /** The stored secret was encrypted with another key, or was changed since. */
  public static SecretException unreadable(String message, @Nullable Throwable cause) {
    return new SecretException(ErrorCode.SECRET_UNREADABLE, message, cause);
  }

  /** The master key can be guessed. */
  public static SecretException weak(String message) {
    return new SecretException(ErrorCode.SECRET_WEAK, message, null);
  }
}
