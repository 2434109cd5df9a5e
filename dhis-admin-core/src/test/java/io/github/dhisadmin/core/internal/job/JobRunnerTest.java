package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.ClaimedRun;
import io.github.dhisadmin.spi.JobTransitions.Start;
import io.github.dhisadmin.spi.MetricsSink;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class JobRunnerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Map<String, String> seen = new HashMap<>();

  @AfterEach
  void forget() {
    MDC.clear();
  }

  @Test
  void log_lines_of_a_run_say_which_it_is_beside_what_the_host_says() {
    MDC.put("host", "own");

    RunStatus status = run();

    assertThat(status).isEqualTo(RunStatus.COMPLETED);
    assertThat(seen)
        .containsOnly(
            entry("dhisadmin.run", "77"),
            entry("dhisadmin.job", "jobUid00001"),
            entry("dhisadmin.type", "TEST"),
            entry("dhisadmin.node", "node-a"),
            entry("host", "own"));
    assertThat(MDC.getCopyOfContextMap()).containsExactly(entry("host", "own"));
  }

  @Test
  void nothing_of_a_run_is_left_on_its_thread() {
    run();

    assertThat(seen).containsKey("dhisadmin.run");
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private RunStatus run() {
    JobTypeRegistry types =
        new JobTypeRegistry(
            List.of(
                RegisteredType.of(
                    JobTypes.TEST, (context, none) -> seen.putAll(MDC.getCopyOfContextMap()))));
    JobRunner runner =
        new JobRunner(
            "node-a",
            untouched(),
            types,
            new DuePlanner(types, () -> 0),
            new JobEvents(List.of(), MetricsSink.none()),
            new TransientRetry(Duration.ofMillis(1)),
            () -> 0);
    Start start = new Start(NOON, 1, DueReason.RUN_NOW);
    ClaimedRun claimed =
        new ClaimedRun(
            StoredJob.due(Schedule.manual(), NOON).row(), new Owned(1, 77, 1), start, NOON);
    return runner.run(new ActiveRun(claimed, 0, 0)).status();
  }

  /** Work that says nothing stores nothing. */
  private static JobStore untouched() {
    return (JobStore)
        Proxy.newProxyInstance(
            JobStore.class.getClassLoader(),
            new Class<?>[] {JobStore.class},
            (store, method, arguments) -> {
              throw new AssertionError(method);
            });
  }
}
