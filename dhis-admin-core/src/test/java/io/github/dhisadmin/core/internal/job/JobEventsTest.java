package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.spi.MetricsSink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobEventsTest {

  @Test
  void nothing_is_measured_for_a_host_that_takes_no_measurements() {
    assertThat(new JobEvents(List.of(), MetricsSink.none()).isMeasured()).isFalse();
    assertThat(new JobEvents(List.of(), new Forgetful()).isMeasured()).isTrue();
  }

  private static final class Forgetful implements MetricsSink {
    @Override
    public void count(String metric, String type, long times) {}

    @Override
    public void time(String metric, String type, Duration duration) {}
  }
}
