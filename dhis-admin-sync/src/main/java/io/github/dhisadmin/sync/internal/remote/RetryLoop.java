package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.error.RemoteException;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Repeats requests after trouble that may pass, with growing pauses that differ from client to
 * client. A server that asks for more time gets it, within reason.
 */
final class RetryLoop {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final double GROWTH = 2;
  private static final double JITTER = 0.5;

  private final Retry retry;
  private final Pause pause;

  RetryLoop(RemoteOptions.Retries retries, Pause pause) {
    IntervalFunction backOff =
        IntervalFunction.ofExponentialRandomBackoff(
            retries.firstDelay(), GROWTH, JITTER, retries.maxDelay());
    this.retry =
        Retry.of(
            "remote",
            RetryConfig.custom()
                .maxAttempts(retries.attempts())
                .retryOnException(RetryLoop::mayPass)
                .intervalBiFunction((attempt, failure) -> delay(backOff.apply(attempt), failure))
                .build());
    this.pause = pause;
  }

  /** Does the work until it succeeds or it is no use. */
  <T> T call(Supplier<T> work) {
    // The asynchronous kind says how long to wait and leaves the waiting to us, so that it can be
    // cancelled, and tests need not wait.
    Retry.AsyncContext<T> attempts = retry.asyncContext();
    while (true) {
      try {
        T result = work.get();
        attempts.onComplete();
        return result;
      } catch (RemoteException e) {
        long delay = attempts.onError(e);
        if (delay < 0) {
          throw e;
        }
        pause.await(Duration.ofMillis(delay));
      }
    }
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof RemoteException remote && remote.problem().isTransient();
  }

  private static long delay(long backOff, Either<Throwable, Object> outcome) {
    if (outcome.isLeft() && outcome.getLeft() instanceof RemoteException remote) {
      long asked = remote.retryAfter().map(Duration::toMillis).orElse(0L);
      return Math.max(backOff, Math.min(asked, LONGEST_WAIT.toMillis()));
    }
    return backOff;
  }
}
