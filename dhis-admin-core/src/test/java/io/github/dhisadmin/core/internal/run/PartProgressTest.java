package io.github.dhisadmin.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.run.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartProgressTest {
  private final List<Progress> heard = new ArrayList<>();

  @Test
  void parts_follow_each_other_without_falling_back() {
    PartProgress first = new PartProgress(heard::add, 0, 20, Duration.ZERO);
    PartProgress second = new PartProgress(heard::add, 20, 100, Duration.ofSeconds(5));

    first.onProgress(progress(0));
    first.onProgress(progress(100));
    second.onProgress(progress(0));
    second.onProgress(progress(50));
    second.onProgress(progress(100));

    assertThat(heard).extracting(Progress::percent).containsExactly(0, 20, 20, 60, 100);
    assertThat(heard)
        .extracting(step -> step.elapsed().toSeconds())
        .containsExactly(1L, 1L, 6L, 6L, 6L);
  }

  @Test
  void only_the_last_part_knows_when_the_run_will_end() {
    new PartProgress(heard::add, 0, 20, Duration.ZERO).onProgress(progress(50));
    new PartProgress(heard::add, 20, 100, Duration.ZERO).onProgress(progress(50));

    assertThat(heard.get(0).remaining()).isEmpty();
    assertThat(heard.get(1).remaining()).contains(Duration.ofSeconds(9));
  }

  private static Progress progress(int percent) {
    return new Progress(
        "Building", "a", 1, 2, percent, Duration.ofSeconds(1), Duration.ofSeconds(9));
  }
}
