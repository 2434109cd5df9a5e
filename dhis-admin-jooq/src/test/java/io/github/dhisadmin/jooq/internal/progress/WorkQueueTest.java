package io.github.dhisadmin.jooq.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.EngineContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkQueueTest {
  private final ForkJoinPool workers = new ForkJoinPool(4);
  private final Cancellation cancellation = new Cancellation();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void end_workers() {
    workers.shutdownNow();
  }

  @Test
  void costly_work_comes_first() {
    WorkQueue queue = queue(1);
    queue.add(1, () -> done.add("small"));
    queue.add(3, () -> done.add("large"));
    queue.add(2, () -> done.add("medium"));

    queue.run();

    assertThat(done).containsExactly("large", "medium", "small");
  }

  @Test
  void work_that_work_adds_is_done_in_its_turn() {
    WorkQueue queue = queue(1);
    queue.add(
        5,
        () -> {
          done.add("populate");
          queue.add(1, () -> done.add("short index"));
          queue.add(2, () -> done.add("long index"));
        });
    queue.add(1.5, () -> done.add("other"));

    queue.run();

    assertThat(done).containsExactly("populate", "long index", "other", "short index");
  }

  @Test
  void as_many_pieces_run_at_once_as_there_are_sessions() {
    CyclicBarrier together = new CyclicBarrier(3);
    WorkQueue queue = queue(3);
    for (int i = 0; i < 3; i++) {
      queue.add(1, () -> done.add("" + meet(together)));
    }

    queue.run();

    assertThat(done).hasSize(3);
  }

  /** Returns only if that many threads are here at the same time. */
  private static int meet(CyclicBarrier barrier) {
    try {
      return barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void session_without_work_waits_for_what_others_may_add() {
    CyclicBarrier together = new CyclicBarrier(2);
    WorkQueue queue = queue(2);
    queue.add(
        1,
        () -> {
          queue.add(1, () -> meet(together));
          queue.add(1, () -> meet(together));
        });

    queue.run();

    assertThat(together.isBroken()).isFalse();
    assertThat(together.getNumberWaiting()).isZero();
  }

  @Test
  void first_failure_stops_the_rest_and_is_thrown() {
    WorkQueue queue = queue(1);
    queue.add(
        2,
        () -> {
          throw new IllegalStateException("first");
        });
    queue.add(1, () -> done.add("never"));

    assertThatThrownBy(queue::run).hasMessage("first");
    assertThat(done).isEmpty();
  }

  @Test
  void cancellation_drops_what_has_not_begun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    WorkQueue queue = queue(1);
    queue.add(
        2,
        () -> {
          begun.countDown();
          await(cancelled);
          done.add("under way");
        });
    queue.add(1, () -> done.add("never"));
    var canceller =
        workers.submit(
            () -> {
              await(begun);
              cancellation.cancel();
              cancelled.countDown();
            });

    assertThatThrownBy(queue::run).isInstanceOf(CancelledException.class);
    canceller.get();
    assertThat(done).containsExactly("under way");
  }

  @Test
  void queue_without_work_ends_at_once() {
    queue(2).run();

    assertThat(done).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WorkQueue queue(int sessions) {
    return new WorkQueue(
        new EngineContext(
            Clock.systemUTC(),
            workers,
            sessions,
            new RunControl(ProgressListener.NONE, cancellation)));
  }
}
