package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuickTypesTest {
  private final QuickTypes types = new QuickTypes();

  @Test
  void type_is_quick_once_it_has_run_for_a_short_time() {
    assertThat(types.names()).isEmpty();

    types.ran("SHORT", Duration.ofMillis(25));
    types.ran("LONG", Duration.ofMillis(26));

    assertThat(types.names()).containsExactly("SHORT");
  }

  @Test
  void one_long_run_is_remembered_for_many_short_ones() {
    types.ran("MIXED", Duration.ZERO);
    types.ran("MIXED", Duration.ofHours(1));

    run(250);
    assertThat(types.names()).as("after 250 short runs").isEmpty();
    run(250);
    assertThat(types.names()).as("after 500 short runs").containsExactly("MIXED");
  }

  @Test
  void one_run_that_had_to_wait_for_a_busy_machine_changes_nothing() {
    run(1);
    types.ran("MIXED", Duration.ofSeconds(1));

    assertThat(types.names()).containsExactly("MIXED");
  }

  private void run(int times) {
    for (int run = 0; run < times; run++) {
      types.ran("MIXED", Duration.ofMillis(1));
    }
  }
}
