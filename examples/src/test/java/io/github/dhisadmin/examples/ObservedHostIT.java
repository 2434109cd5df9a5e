package io.github.dhisadmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.TestJobParameters;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host that measures with Micrometer and writes mail. */
class ObservedHostIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @Test
  void jobs_that_wait_are_shown_as_a_level_that_falls_again() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    MicrometerMetrics metrics = new MicrometerMetrics(registry);

    metrics.level("job.queue.depth", "TEST", 3);
    metrics.level("job.queue.depth", "OTHER", 1);
    metrics.level("job.queue.depth", "TEST", 2);

    assertThat(registry.get("dhisadmin.job.queue.depth").tag("type", "TEST").gauge().value())
        .isEqualTo(2);
    assertThat(registry.get("dhisadmin.job.queue.depth").tag("type", "OTHER").gauge().value())
        .isEqualTo(1);
  }

  @Test
  void failure_is_mailed_and_runs_are_counted_and_timed_by_type() throws Exception {
    BlockingQueue<String> mails = new ArrayBlockingQueue<>(10);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(POSTGRES.dataSource()))
            .metrics(new MicrometerMetrics(registry))
            .listener(new FailedJobMail(mails::add))
            .build()) {
      admin.start();
      admin
          .jobs()
          .create(
              JobDefinition.of(JobTypes.TEST, "bad", TestJobParameters.failing(0))
                  .on(Schedule.at(Instant.EPOCH)));

      assertThat(mails.poll(60, TimeUnit.SECONDS)).startsWith("Job 'bad' failed: ");
    }

    assertThat(registry.get("dhisadmin.job.claimed").tag("type", "TEST").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("dhisadmin.job.duration").tag("type", "TEST").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("dhisadmin.job.queue.depth").tag("type", "TEST").gauge().value())
        .isNotNegative();
  }

  @Test
  void listeners_hear_of_a_job_from_its_creation_to_its_last_attempt() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    List<String> events = new ArrayList<>();
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(POSTGRES.dataSource()))
            .listener(
                event -> {
                  if (event.jobName().equals("shaky")) {
                    heard.add(event.kind() + event.status().map(status -> " " + status).orElse(""));
                  }
                })
            .build()) {
      admin.start();
      admin
          .jobs()
          .create(
              JobDefinition.of(JobTypes.TEST, "shaky", TestJobParameters.failing(1))
                  .on(Schedule.at(Instant.EPOCH))
                  .retry(new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(1))));
      while (!events.contains("FINISHED COMPLETED")) {
        String event = heard.poll(60, TimeUnit.SECONDS);
        assertThat(event).as("what comes after " + events).isNotNull();
        events.add(event);
      }
    }

    assertThat(events).contains("CREATED", "RETRY_PLANNED");
    assertThat(events)
        .containsSubsequence(
            "STARTED",
            "PROGRESSED",
            "FINISHED FAILED",
            "STARTED",
            "PROGRESSED",
            "FINISHED COMPLETED");
  }
}
