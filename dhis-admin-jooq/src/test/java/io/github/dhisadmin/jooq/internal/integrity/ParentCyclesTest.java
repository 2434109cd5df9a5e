package io.github.dhisadmin.jooq.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.integrity.ParentCycles.Cycle;
import io.github.dhisadmin.jooq.internal.integrity.ParentCycles.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParentCyclesTest {
  @Test
  void tree_has_no_cycles() {
    assertThat(ParentCycles.in(Map.of(2L, 1L, 3L, 1L, 4L, 3L))).isEmpty();
    assertThat(ParentCycles.in(Map.of())).isEmpty();
  }

  @Test
  void node_can_be_its_own_parent() {
    assertThat(ParentCycles.in(Map.of(5L, 5L))).containsExactly(cycle(new Member(5, 0)));
  }

  @Test
  void members_follow_each_other_from_child_to_parent() {
    assertThat(ParentCycles.in(Map.of(1L, 3L, 3L, 2L, 2L, 1L)))
        .containsExactly(cycle(new Member(1, 0), new Member(3, 0), new Member(2, 0)));
  }

  @Test
  void nodes_below_are_counted_for_the_member_they_hang_on() {
    Map<Long, Long> parents = new HashMap<>(Map.of(1L, 2L, 2L, 1L));
    parents.putAll(Map.of(10L, 1L, 11L, 10L, 12L, 10L, 13L, 12L));
    parents.put(20L, 2L);

    assertThat(ParentCycles.in(parents))
        .containsExactly(cycle(new Member(1, 4), new Member(2, 1)));
  }

  @Test
  void cycles_are_told_apart() {
    assertThat(ParentCycles.in(Map.of(1L, 2L, 2L, 1L, 3L, 4L, 4L, 3L)))
        .containsExactly(
            cycle(new Member(1, 0), new Member(2, 0)), cycle(new Member(3, 0), new Member(4, 0)));
  }

  @Test
  void long_cycle_and_long_tail_are_walked_without_recursion() {
    Map<Long, Long> parents = new HashMap<>();
    for (long node = 0; node < 100_000; node++) {
      parents.put(node, (node + 1) % 100_000);
      parents.put(100_000 + node, 100_000 + node - 1);
    }

    List<Cycle> cycles = ParentCycles.in(parents);

    assertThat(cycles).hasSize(1);
    assertThat(cycles.get(0).members()).hasSize(100_000).last().isEqualTo(new Member(99_999, 100_000));
  }

  private static Cycle cycle(Member... members) {
    return new Cycle(List.of(members));
  }
}
