package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.core.internal.run.WorkerThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobWorkersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WorkerThreads threads = new WorkerThreads();
  private final AtomicInteger hungry = new AtomicInteger();
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void run_of_unknown_length_takes_the_room_of_as_many_short_ones_as_may_wait() {
    JobWorkers workers = new JobWorkers(2, threads, hungry::incrementAndGet);
    assertThat(workers.room().room()).isEqualTo(34);
    assertThat(workers.room().weight()).isEqualTo(17);

    assertThat(workers.offer(17, this::waitForTheEnd)).isTrue();
    assertThat(workers.room().room()).as("of one thread").isEqualTo(17);
    assertThat(workers.offer(1, this::waitForTheEnd)).isTrue();
    assertThat(workers.offer(17, this::waitForTheEnd)).isFalse();
    assertThat(workers.offer(16, this::waitForTheEnd)).isTrue();
    assertThat(workers.offer(1, this::waitForTheEnd)).isFalse();
    assertThat(workers.awaitIdle(Duration.ZERO)).isFalse();

    mayEnd.countDown();
    assertThat(workers.awaitIdle(PATIENCE)).isTrue();
    assertThat(workers.offer(1, this::waitForTheEnd)).as("after that").isFalse();
  }

  /** Of five on one thread, the fourth and the fifth leave at most one waiting. */
  @Test
  void more_is_asked_for_once_few_are_waiting() {
    JobWorkers workers = new JobWorkers(1, threads, hungry::incrementAndGet);
    for (int run = 0; run < 5; run++) {
      workers.offer(1, this::waitForTheEnd);
    }
    assertThat(workers.areSupplied()).isTrue();

    mayEnd.countDown();
    assertThat(workers.awaitIdle(PATIENCE)).isTrue();
    workers.close();

    assertThat(workers.areSupplied()).isFalse();
    assertThat(hungry.get()).isBetween(1, 2);
  }

  @Test
  void types_that_have_run_shortly_are_those_that_may_wait() {
    JobWorkers workers = new JobWorkers(1, threads, hungry::incrementAndGet);

    workers.ran("SHORT", Duration.ofMillis(1));
    workers.ran("LONG", Duration.ofMinutes(1));

    assertThat(workers.room().types()).containsExactly("SHORT");
  }

  private void waitForTheEnd() {
    try {
      assertThat(mayEnd.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
