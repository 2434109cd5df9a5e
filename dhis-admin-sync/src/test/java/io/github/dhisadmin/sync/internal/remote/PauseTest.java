package io.github.dhisadmin.sync.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PauseTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void pause_ends_with_its_time() {
    Pause.until(new Cancellation()).await(Duration.ofMillis(1));
  }

  @Test
  void run_that_was_cancelled_does_not_wait() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() -> Pause.until(cancellation).await(LONG))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void run_that_is_interrupted_waits_no_longer_and_stays_interrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pause.until(new Cancellation()).await(LONG))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
