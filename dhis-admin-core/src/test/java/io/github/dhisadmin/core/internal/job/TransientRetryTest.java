package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.error.StoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures are worth another try. */
class TransientRetryTest {
  private final TransientRetry retry = new TransientRetry(Duration.ofMillis(1));
  private final AtomicInteger tries = new AtomicInteger();

  /** Of a lock, a restart of the server, and a server that another one takes over from. */
  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "55P03", "57P01", "57P02", "57P03", "08006", "25006"})
  void what_passes_is_tried_again(String state) {
    assertThat(retry.call(() -> succeedAtThirdTry(state))).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "57014"})
  void what_stays_is_not(String state) {
    assertThatThrownBy(() -> retry.call(() -> succeedAtThirdTry(state)))
        .isInstanceOf(StoreException.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void answers_of_other_servers_count_by_what_they_say() {
    assertThat(retry.call(() -> succeedAtThirdTry(RemoteProblem.THROTTLED))).isEqualTo(3);
    tries.set(0);
    assertThatThrownBy(() -> retry.call(() -> succeedAtThirdTry(RemoteProblem.AUTH)))
        .isInstanceOf(RemoteException.class);
    assertThat(tries).hasValue(1);
  }

  /** A pause must not outlast a cancellation, which interrupts the thread. */
  @Test
  void interrupt_ends_the_pause_and_the_attempts() {
    TransientRetry patient = new TransientRetry(Duration.ofMinutes(10));

    assertThatThrownBy(
            () ->
                patient.call(
                    () -> {
                      tries.incrementAndGet();
                      Thread.currentThread().interrupt();
                      throw failed("40001");
                    }))
        .isInstanceOf(Exception.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(tries).hasValue(1);
  }

  @Test
  void three_tries_have_to_do() {
    assertThatThrownBy(() -> retry.call(this::fail)).isInstanceOf(StoreException.class);
    assertThat(tries).hasValue(3);
  }

  private int succeedAtThirdTry(String state) {
    if (tries.incrementAndGet() < 3) {
      throw failed(state);
    }
    return tries.get();
  }

  private int succeedAtThirdTry(RemoteProblem problem) {
    if (tries.incrementAndGet() < 3) {
      throw new RemoteException(problem, 0, "failed", null);
    }
    return tries.get();
  }

  private int fail() {
    tries.incrementAndGet();
    throw failed("40001");
  }

  private static StoreException failed(String state) {
    return new StoreException("failed", state, new IllegalStateException("failed"));
  }
}
