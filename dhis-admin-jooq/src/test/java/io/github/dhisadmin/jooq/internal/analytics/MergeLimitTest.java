package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MergeLimitTest {
  private static final MergeLimit TWO_PERCENT = new MergeLimit(0.02);

  @Test
  void as_many_changes_as_the_share_are_merged_and_one_more_is_too_many() {
    assertThat(TWO_PERCENT.reasonToBuild(1_000, 20, 0)).isEmpty();
    assertThat(TWO_PERCENT.reasonToBuild(1_000, 21, 0)).hasValue("TOO_MANY_CHANGES");
  }

  @Test
  void partition_without_rows_is_built() {
    assertThat(TWO_PERCENT.reasonToBuild(0, 1, 0)).hasValue("TOO_MANY_CHANGES");
    assertThat(new MergeLimit(1).reasonToBuild(0, 1, 0)).hasValue("TOO_MANY_CHANGES");
  }

  @Test
  void partition_into_which_a_tenth_of_its_rows_was_merged_is_built() {
    assertThat(TWO_PERCENT.reasonToBuild(1_000, 20, 80)).isEmpty();
    assertThat(TWO_PERCENT.reasonToBuild(1_000, 20, 81)).hasValue("MERGED_BEFORE");
  }

  @Test
  void share_above_a_tenth_can_be_merged_once() {
    MergeLimit half = new MergeLimit(0.5);

    assertThat(half.reasonToBuild(1_000, 500, 0)).isEmpty();
    assertThat(half.reasonToBuild(1_000, 300, 300)).hasValue("MERGED_BEFORE");
  }

  @Test
  void nothing_is_compared_for_a_share_of_nothing() {
    assertThat(MergeLimit.NOTHING.allowsAny()).isFalse();
    assertThat(TWO_PERCENT.allowsAny()).isTrue();
  }
}
