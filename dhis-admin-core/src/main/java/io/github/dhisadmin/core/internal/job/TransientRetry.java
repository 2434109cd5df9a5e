package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.StoreException;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Tries again what failed in a way that passes: up to three times, waiting longer each time. */
final class TransientRetry {
  /**
   * Serialisation, deadlock, lock not had, server going down, gone down or coming up, server that
   * may not write because another one takes over; class 08 is lost connections. Of other servers
   * the library knows what passes, such as being busy.
   */
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "25006");

  private static final String CONNECTION_CLASS = "08";
  private static final int ATTEMPTS = 3;
  private static final double GROWTH = 2;

  private final RetryConfig config;

  TransientRetry(Duration firstPause) {
    this.config =
        RetryConfig.custom()
            .maxAttempts(ATTEMPTS)
            .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(firstPause, GROWTH))
            .retryOnException(TransientRetry::passes)
            .build();
  }

  /** An interrupt ends the pause, and with it the attempts. */
  <T> T call(Supplier<T> unit) {
    return Retry.of("unit", config).executeSupplier(unit);
  }

  static boolean passes(Throwable failure) {
    if (failure instanceof RemoteException remote) {
      return remote.problem().isTransient();
    }
    return failure instanceof StoreException store
        && store
            .sqlState()
            .filter(state -> PASSING.contains(state) || state.startsWith(CONNECTION_CLASS))
            .isPresent();
  }
}
