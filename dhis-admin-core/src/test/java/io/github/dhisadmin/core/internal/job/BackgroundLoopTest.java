package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A loop that nothing but being stopped ends; it runs on the test's own thread. */
class BackgroundLoopTest {
  private final List<String> seen = new ArrayList<>();

  @Test
  void errors_of_a_pass_are_reported_and_the_next_pass_comes() {
    run(failure -> seen.add("heard " + failure.getMessage()));

    assertThat(seen).containsExactly("pass 1", "heard no such class", "pass 2");
  }

  @Test
  void whoever_cannot_hear_of_a_failure_does_not_end_the_loop() {
    run(
        failure -> {
          throw new IllegalStateException("deaf");
        });

    assertThat(seen).containsExactly("pass 1", "pass 2");
  }

  @Test
  void errors_of_whoever_hears_of_a_failure_do_not_end_the_loop() {
    run(
        failure -> {
          throw new NoClassDefFoundError("hearing");
        });

    assertThat(seen).containsExactly("pass 1", "pass 2");
  }

  private void run(Consumer<Throwable> hears) {
    BackgroundLoop[] loop = new BackgroundLoop[1];
    int[] passes = new int[1];
    loop[0] =
        new BackgroundLoop(
            () -> {
              passes[0]++;
              seen.add("pass " + passes[0]);
              if (passes[0] == 1) {
                throw new NoClassDefFoundError("no such class");
              }
              loop[0].stop(Duration.ZERO);
              return Duration.ZERO;
            },
            hears,
            Duration.ZERO);
    loop[0].run();
  }
}
