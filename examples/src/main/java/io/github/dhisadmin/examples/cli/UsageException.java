package io.github.dhisadmin.examples.cli;

/** The command line asks for something that this version cannot mean; exit status 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
