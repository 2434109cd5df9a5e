package io.github.dhisadmin.job;

import org.jspecify.annotations.Nullable;

/**
 * What a test job does wrong, and how slowly; after DHIS2's job of the same purpose (2.42,
 * TestJobParameters).
 *
 * @param waitMillis how long it does nothing before the first stage
 * @param stages how many stages it has
 * @param items how many items a stage has
 * @param itemMillis how long an item takes
 * @param failAtStage which stage fails, from 1; null for none
 * @param failAtItem which item of that stage fails, from 1; null for the first
 * @param failPolicy what becomes of the stage then
 * @param failAttempts how many attempts at an occurrence fail before one succeeds; 0 for all
 * @param failWithMessage what the failure says
 */
public record TestJobParameters(
    @Parameter(byDefault = "0", min = 0) long waitMillis,
    @Parameter(byDefault = "0", min = 0, max = 100) int stages,
    @Parameter(byDefault = "1", min = 1, max = 1000) int items,
    @Parameter(byDefault = "0", min = 0) long itemMillis,
    @Parameter(min = 1) @Nullable Integer failAtStage,
    @Parameter(min = 1) @Nullable Integer failAtItem,
    @Parameter(byDefault = "FAIL") FailurePolicy failPolicy,
    @Parameter(byDefault = "0", min = 0) int failAttempts,
    @Parameter(byDefault = "simulated failure") String failWithMessage) {

  /** Does nothing, and that at once. */
  public static TestJobParameters nothing() {
    return waiting(0);
  }

  /** Takes a while. */
  public static TestJobParameters waiting(long millis) {
    return new TestJobParameters(
        millis, 0, 1, 0, null, null, FailurePolicy.FAIL, 0, "simulated failure");
  }

  /** Fails. */
  public static TestJobParameters failing(int attempts) {
    return new TestJobParameters(
        0, 1, 1, 0, 1, null, FailurePolicy.FAIL, attempts, "simulated failure");
  }
}
