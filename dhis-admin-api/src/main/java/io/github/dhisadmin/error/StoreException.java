package io.github.dhisadmin.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database refused or failed a statement; bind values are left out of the message. */
public final class StoreException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String sqlState;

  /**
   * Creates the exception.
   *
   * @param message what was being done, and to which object
   * @param sqlState PostgreSQL's five character code, or null if the failure had none
   * @param cause the failure itself
   */
  public StoreException(String message, @Nullable String sqlState, Throwable cause) {
    super(ErrorCode.STORE_FAILED, message, cause);
    this.sqlState = sqlState;
  }

  /** PostgreSQL's five character code of the failure, if it had one. */
  public Optional<String> sqlState() {
    return Optional.ofNullable(sqlState);
  }
}
