package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Failure;
import org.jspecify.annotations.Nullable;

/** A run cannot go on; it becomes a result and never leaves this package. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  private StoppedException(Failure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  static StoppedException of(MetadataSyncProblem problem, String message) {
    return new StoppedException(new Failure(null, problem, message, null), null);
  }

  static StoppedException at(MetadataVersion version, MetadataSyncProblem problem, String message) {
    return new StoppedException(new Failure(version, problem, message, null), null);
  }

  static StoppedException because(Failure failure) {
    return new StoppedException(failure, null);
  }

  /** Trouble with a server. */
  static StoppedException by(
      RemoteException trouble, MetadataSyncProblem problem, @Nullable MetadataVersion version) {
    return new StoppedException(
        new Failure(version, problem, String.valueOf(trouble.getMessage()), null), trouble);
  }

  Failure failure() {
    return failure;
  }

  /** The same for a caller who asked a question instead of starting a run. */
  DhisAdminException forCaller() {
    return getCause() instanceof RemoteException remote
        ? remote
        : new ConflictException(ErrorCode.CONFLICT, failure.problem() + ": " + failure.message());
  }
}
