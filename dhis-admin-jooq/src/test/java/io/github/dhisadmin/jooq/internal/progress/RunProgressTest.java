package io.github.dhisadmin.jooq.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.run.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private final List<Progress> heard = new ArrayList<>();
  private Instant now = Instant.parse("2024-01-01T00:00:00Z");
  private final RunProgress progress = new RunProgress(heard::add, new SteppingClock());

  @Test
  void finished_cost_is_the_percentage() {
    progress.plan(1, 75);
    progress.plan(1, 25);

    progress.finish("Populating", "analytics_2024", 75);

    assertThat(last())
        .isEqualTo(
            new Progress("Populating", "analytics_2024", 1, 2, 75, Duration.ZERO, Duration.ZERO));
  }

  @Test
  void pieces_that_are_finished_together_count_each_and_never_more_than_there_are() {
    progress.plan(10, 10);

    progress.finish("dataValues", "7 done", 7, 7);
    assertThat(last().done()).isEqualTo(7);
    progress.finish("dataValues", "5 done", 5, 5);
    assertThat(last().done()).isEqualTo(10);
  }

  @Test
  void percentage_never_falls_when_work_is_found() {
    progress.plan(1, 10);
    progress.finish("Populating", "a", 10);
    progress.plan(1, 90);
    progress.begin("Indexing");

    assertThat(heard).extracting(Progress::percent).containsExactly(100, 100);
  }

  @Test
  void percentage_is_never_above_a_hundred() {
    progress.plan(1, 1);

    progress.finish("Populating", "a", 5);

    assertThat(last().percent()).isEqualTo(100);
  }

  @Test
  void rest_is_estimated_from_the_time_the_finished_work_took() {
    progress.plan(4, 100);
    now = now.plusSeconds(30);
    progress.finish("Populating", "a", 25);

    assertThat(last().elapsed()).isEqualTo(Duration.ofSeconds(30));
    assertThat(last().remaining()).contains(Duration.ofSeconds(90));
  }

  @Test
  void rest_is_unknown_at_the_beginning() {
    progress.begin("Cleaning");

    assertThat(last().remaining()).isEmpty();
    assertThat(last().percent()).isZero();
    assertThat(last().total()).isEqualTo(1);
  }

  @Test
  void listener_that_throws_does_not_disturb() {
    RunProgress disturbed =
        new RunProgress(
            told -> {
              heard.add(told);
              throw new IllegalStateException("deaf");
            },
            new SteppingClock());

    disturbed.begin("Cleaning");
    disturbed.begin("Populating");

    assertThat(heard).extracting(Progress::stage).containsExactly("Cleaning", "Populating");
  }

  private Progress last() {
    return heard.get(heard.size() - 1);
  }

  private final class SteppingClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
