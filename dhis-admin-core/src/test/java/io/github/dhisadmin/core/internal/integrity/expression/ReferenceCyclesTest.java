package io.github.dhisadmin.core.internal.integrity.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceCyclesTest {

  @Test
  void members_of_a_cycle_know_each_other_and_others_know_none() {
    Map<String, Set<String>> cycles =
        ReferenceCycles.in(
            Map.of(
                "a", Set.of("b", "x"),
                "b", Set.of("c"),
                "c", Set.of("a", "d"),
                "d", Set.of("e", "d"),
                "outside", Set.of("a")));

    assertThat(cycles)
        .isEqualTo(
            Map.of(
                "a", Set.of("a", "b", "c"),
                "b", Set.of("a", "b", "c"),
                "c", Set.of("a", "b", "c"),
                "d", Set.of("d")));
  }

  @Test
  void two_ways_to_the_same_place_are_no_cycle() {
    assertThat(
            ReferenceCycles.in(Map.of("a", Set.of("b", "c"), "b", Set.of("d"), "c", Set.of("d"))))
        .isEmpty();
  }

  @Test
  void chain_longer_than_a_stack_is_followed() {
    Map<String, Set<String>> references = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      references.put("i" + i, Set.of("i" + (i + 1) % 100_000));
    }

    assertThat(ReferenceCycles.in(references)).hasSize(100_000);
  }
}
