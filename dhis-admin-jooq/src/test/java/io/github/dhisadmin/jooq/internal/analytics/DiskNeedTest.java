package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.analytics.DiskNeed.Swap;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskNeedTest {

  @Test
  void everything_is_there_twice_if_it_is_built_before_the_first_swap() {
    assertThat(DiskNeed.atOnce(List.of(new Swap(300, 280), new Swap(200, 200)))).isEqualTo(500);
  }

  @Test
  void only_the_largest_is_there_twice_if_each_is_swapped_before_the_next_is_built() {
    assertThat(DiskNeed.inTurn(List.of(new Swap(200, 200), new Swap(300, 300), new Swap(100, 100))))
        .isEqualTo(300);
  }

  @Test
  void what_grows_stays_taken_while_the_next_is_built() {
    assertThat(DiskNeed.inTurn(List.of(new Swap(150, 100), new Swap(120, 100)))).isEqualTo(170);
  }

  @Test
  void what_shrinks_makes_room_for_the_next() {
    assertThat(DiskNeed.inTurn(List.of(new Swap(100, 250), new Swap(300, 300)))).isEqualTo(150);
  }

  @Test
  void new_tables_need_room_for_all_of_them_either_way() {
    List<Swap> swaps = List.of(new Swap(100, 0), new Swap(200, 0), new Swap(300, 0));

    assertThat(DiskNeed.inTurn(swaps)).isEqualTo(600).isEqualTo(DiskNeed.atOnce(swaps));
  }

  @Test
  void nothing_to_build_needs_nothing() {
    assertThat(DiskNeed.atOnce(List.of())).isZero();
    assertThat(DiskNeed.inTurn(List.of())).isZero();
    assertThat(DiskNeed.sortingAtOnce(List.of(), 2)).isZero();
    assertThat(DiskNeed.sortingInTurn(List.of(), 2)).isZero();
  }

  @Test
  void as_many_partitions_are_sorted_at_a_time_as_there_are_sessions() {
    assertThat(DiskNeed.sortingAtOnce(List.of(10L, 30L, 20L), 2)).isEqualTo(5_000);
  }

  @Test
  void partition_that_is_built_alone_is_sorted_alone_and_indexed_by_all_sessions() {
    assertThat(DiskNeed.sortingInTurn(List.of(10L, 30L, 20L), 2)).isEqualTo(3_000);
    assertThat(DiskNeed.sortingInTurn(List.of(10L, 30L, 20L), 8)).isEqualTo(9_600);
  }
}
