package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobWork;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.run.Cancellation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Waits and fails as its parameters say. */
public final class TestWork implements JobWork<TestJobParameters> {

  @Override
  public void run(JobContext context, TestJobParameters parameters) {
    await(context, parameters.waitMillis());
    context.stages(parameters.stages());
    List<Integer> items = IntStream.rangeClosed(1, parameters.items()).boxed().toList();
    for (int stage = 1; stage <= parameters.stages(); stage++) {
      int current = stage;
      context.stage(
          "Stage " + stage,
          items,
          parameters.failPolicy(),
          item -> {
            await(context, parameters.itemMillis());
            if (fails(context, parameters, current, item)) {
              throw new IllegalStateException(parameters.failWithMessage());
            }
          });
    }
  }

  private static boolean fails(
      JobContext context, TestJobParameters parameters, int stage, int item) {
    Integer failingStage = parameters.failAtStage();
    Integer failingItem = parameters.failAtItem();
    return failingStage != null
        && stage == failingStage
        && item == (failingItem == null ? 1 : failingItem)
        && (parameters.failAttempts() == 0 || context.attempt() <= parameters.failAttempts());
  }

  private static void await(JobContext context, long millis) {
    CountDownLatch cancelled = new CountDownLatch(1);
    Cancellation.Registration wake =
        context.control().cancellation().onCancel(cancelled::countDown);
    try {
      if (millis > 0 && cancelled.await(millis, TimeUnit.MILLISECONDS)) {
        context.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("The run was interrupted.");
    } finally {
      wake.close();
    }
  }
}
