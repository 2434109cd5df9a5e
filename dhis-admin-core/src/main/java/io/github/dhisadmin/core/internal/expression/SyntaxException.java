package io.github.dhisadmin.core.internal.expression;

/** Ends the reading of an expression that cannot be read; never leaves this package. */
final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  SyntaxException(Problem problem) {
    // It carries a message from the parser to its caller, so that a stack trace would be waste.
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
