package io.github.dhisadmin.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another DHIS2 server could not be made to do what was asked. */
public final class RemoteException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  private final RemoteProblem problem;
  private final int status;
  private final @Nullable Duration retryAfter;

  /**
   * Creates the exception.
   *
   * @param problem what went wrong
   * @param status HTTP status, or 0 if there was no answer
   * @param message what was asked of which server, without credentials
   * @param cause the failure itself, or null
   */
  public RemoteException(
      RemoteProblem problem, int status, String message, @Nullable Throwable cause) {
    this(problem, status, message, cause, null);
  }

  private RemoteException(
      RemoteProblem problem,
      int status,
      String message,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter) {
    super(ErrorCode.REMOTE_FAILED, message, cause);
    this.problem = problem;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The same with how long the server asks to be left alone. */
  public RemoteException retryAfter(Duration wait) {
    return new RemoteException(problem, status, String.valueOf(getMessage()), getCause(), wait);
  }

  /** What went wrong. */
  public RemoteProblem problem() {
    return problem;
  }

  /** HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** How long the server asks to be left alone. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
