package io.github.dhisadmin.migration;

/**
 * Why a task failed.
 *
 * @param code stable identifier in capitals, such as {@code CONFLICT} or {@code LEASE_EXPIRED}
 * @param message what happened, for people
 * @param httpStatus what the server answered; 0 if it did not
 * @param excerpt the beginning of its answer; empty if there was none
 */
public record TaskProblem(String code, String message, int httpStatus, String excerpt) {
  /** The worker fell silent: its process died, or it was cut off from the database. */
  public static final String LEASE_EXPIRED = "LEASE_EXPIRED";

  /** Longer excerpts are cut. */
  public static final int LONGEST_EXCERPT = 2_000;

  /** Cuts the excerpt. */
  public TaskProblem {
    if (excerpt.length() > LONGEST_EXCERPT) {
      excerpt = excerpt.substring(0, LONGEST_EXCERPT);
    }
  }

  /** Trouble without an answer of a server. */
  public static TaskProblem of(String code, String message) {
    return new TaskProblem(code, message, 0, "");
  }
}
