package io.github.dhisadmin.core.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.EstimateBasis;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.TableEstimate;
import io.github.dhisadmin.analytics.TypeEstimate;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.NotEnoughDiskException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiskCheckTest {
  private static final long GB = 1L << 30;

  @Test
  void update_that_does_not_fit_is_refused_with_the_largest_table_and_the_way_out() {
    assertThatThrownBy(
            () -> DiskCheck.require(AnalyticsTableUpdate.full(), estimate(80, 23, 0, 40L)))
        .isInstanceOfSatisfying(
            NotEnoughDiskException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_ENOUGH_DISK);
              assertThat(e.neededBytes()).isEqualTo(80 * GB);
              assertThat(e.freeBytes()).isEqualTo(40 * GB);
            })
        .hasMessage(
            "Analytics tables need about 80.0 GB of disk while they are built, 21.0 GB of them for"
                + " analytics_2024, but 40.0 GB are free; nothing was changed. Free disk, build one"
                + " partition after the other (lowDisk), which needs about 23.0 GB, build fewer"
                + " years (lastYears), or leave out types (skip).");
  }

  @Test
  void way_out_that_is_none_is_said_to_be_none() {
    assertThatThrownBy(
            () -> DiskCheck.require(AnalyticsTableUpdate.full(), estimate(80, 23, 0, 20L)))
        .hasMessageContaining("needs about 23.0 GB and is too much as well, build fewer years");
    assertThatThrownBy(
            () ->
                DiskCheck.require(AnalyticsTableUpdate.full().lowDisk(), estimate(23, 23, 0, 20L)))
        .hasMessageContaining("Free disk, build fewer years");
  }

  @Test
  void update_that_just_fits_is_let_through() {
    assertThatCode(() -> DiskCheck.require(AnalyticsTableUpdate.full(), estimate(80, 23, 0, 80L)))
        .doesNotThrowAnyException();
  }

  @Test
  void what_a_killed_run_left_behind_counts_as_free() {
    assertThatCode(() -> DiskCheck.require(AnalyticsTableUpdate.full(), estimate(80, 23, 60, 20L)))
        .doesNotThrowAnyException();
  }

  @Test
  void nothing_is_refused_if_nobody_knows_what_is_free() {
    assertThatCode(() -> DiskCheck.require(AnalyticsTableUpdate.full(), estimate(80, 23, 0, null)))
        .doesNotThrowAnyException();
  }

  @Test
  void incremental_update_is_let_through_as_nobody_knows_what_it_builds() {
    assertThatCode(
            () ->
                DiskCheck.require(
                    AnalyticsTableUpdate.full().incremental(), estimate(80, 23, 0, 20L)))
        .doesNotThrowAnyException();
  }

  private static AnalyticsEstimate estimate(
      long neededGb, long inLowDiskGb, long reclaimedGb, @Nullable Long freeGb) {
    return new AnalyticsEstimate(
        List.of(
            new TypeEstimate(
                AnalyticsTableType.DATA_VALUE,
                List.of(
                    new TableEstimate(
                        "analytics",
                        List.of(
                            partition("analytics_2023", 10), partition("analytics_2024", 14)))))),
        2 * GB,
        neededGb * GB,
        inLowDiskGb * GB,
        reclaimedGb * GB,
        freeGb == null ? null : freeGb * GB,
        null);
  }

  private static PartitionEstimate partition(String name, long tableGb) {
    return new PartitionEstimate(
        name, 1_000, tableGb * GB, tableGb * GB / 2, 0, EstimateBasis.SOURCE_TABLE, null);
  }
}
