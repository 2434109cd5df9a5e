package io.github.dhisadmin.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ManualExecutorTest {
  private final ManualExecutor executor = new ManualExecutor();
  private final List<String> ran = new ArrayList<>();

  @Test
  void tasks_run_when_told_in_the_order_of_submission() {
    executor.execute(() -> ran.add("first"));
    executor.execute(() -> ran.add("second"));

    assertThat(ran).isEmpty();
    assertThat(executor.pending()).isEqualTo(2);

    assertThat(executor.runNext()).isTrue();
    assertThat(ran).containsExactly("first");

    assertThat(executor.runAll()).isOne();
    assertThat(ran).containsExactly("first", "second");
    assertThat(executor.runNext()).isFalse();
  }

  @Test
  void tasks_that_submit_tasks_run_to_the_end() {
    executor.execute(() -> executor.execute(() -> ran.add("inner")));

    assertThat(executor.runAll()).isEqualTo(2);
    assertThat(ran).containsExactly("inner");
  }

  @Test
  void future_is_done_after_its_task_ran() throws ExecutionException, InterruptedException {
    Future<String> future = executor.submit(() -> "result");

    assertThat(future.isDone()).isFalse();

    executor.runAll();

    assertThat(future.get()).isEqualTo("result");
  }

  @Test
  void shutdown_refuses_new_tasks_and_gives_back_those_that_wait() {
    executor.execute(() -> ran.add("never"));

    assertThat(executor.shutdownNow()).hasSize(1);
    assertThat(executor.isTerminated()).isTrue();
    assertThatThrownBy(() -> executor.execute(() -> ran.add("late")))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(ran).isEmpty();
  }
}
