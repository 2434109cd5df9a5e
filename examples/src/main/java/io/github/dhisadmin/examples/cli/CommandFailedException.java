package io.github.dhisadmin.examples.cli;

import org.jspecify.annotations.Nullable;

/** A command could not do its work for a reason that an operator can act on; exit status 1. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
