package io.github.dhisadmin.jooq.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.maintenance.PathExchange.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which units have to be corrected together. */
class PathExchangeTest {
  private static List<List<Long>> parts(int atOnce, Wish... wishes) {
    return new PathExchange(atOnce).parts(List.of(wishes));
  }

  @Test
  void units_that_have_each_others_paths_are_in_one_part() {
    assertThat(
            parts(
                2,
                new Wish(1, "/b", "/a"),
                new Wish(2, "/d", "/c"),
                new Wish(3, "/a", "/b"),
                new Wish(4, "/c", "/d")))
        .containsExactly(List.of(1L, 3L), List.of(2L, 4L));
  }

  @Test
  void who_waits_for_a_unit_that_was_met_before_joins_it() {
    assertThat(
            parts(
                2,
                new Wish(1, "/b", "/free"),
                new Wish(2, "/x", "/y"),
                new Wish(3, "/c", "/b"),
                new Wish(4, null, "/c")))
        .containsExactly(List.of(1L, 3L, 4L), List.of(2L));
  }

  @Test
  void units_that_wait_for_nobody_fill_parts() {
    assertThat(parts(2, new Wish(1, "/1", "/a"), new Wish(2, "/2", "/b"), new Wish(3, "/3", "/c")))
        .containsExactly(List.of(1L, 2L), List.of(3L));
  }

  @Test
  void nobody_makes_no_part() {
    assertThat(parts(2)).isEmpty();
  }
}
