package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.TaskProblem;

/** The effect of a task could not be had; never leaves this package. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TaskProblem problem;
  private final boolean mayPass;

  /**
   * Creates the exception.
   *
   * @param problem why
   * @param mayPass whether the same task may succeed later
   */
  RefusedException(TaskProblem problem, boolean mayPass) {
    super(problem.message());
    this.problem = problem;
    this.mayPass = mayPass;
  }

  TaskProblem problem() {
    return problem;
  }

  boolean mayPass() {
    return mayPass;
  }
}
