package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TerminationTest {

  @Test
  void cancels_the_run_and_waits_until_the_command_has_cleaned_up() throws Exception {
    Termination termination = new Termination();
    CompletableFuture<Void> ending = CompletableFuture.runAsync(termination::request);
    termination.await();

    assertThat(ending).isNotDone();

    termination.close();
    ending.get(60, TimeUnit.SECONDS);
    assertThat(termination.cancellation().isCancelled()).isTrue();
  }

  @Test
  void end_after_the_command_cancels_nothing() {
    Termination termination = new Termination();
    termination.close();

    termination.request();

    assertThat(termination.cancellation().isCancelled()).isFalse();
  }
}
