package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.EstimateBasis;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.TableEstimate;
import io.github.dhisadmin.analytics.TypeEstimate;
import io.github.dhisadmin.error.NotEnoughDiskException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiskRoomTest {

  @Test
  void partitions_take_room_until_there_is_none() {
    DiskRoom room = room(250L);
    room.take("analytics_2023");

    assertThatThrownBy(() -> room.take("analytics_2024"))
        .isInstanceOfSatisfying(
            NotEnoughDiskException.class,
            e -> {
              assertThat(e.neededBytes()).isEqualTo(200);
              assertThat(e.freeBytes()).isEqualTo(150);
            })
        .hasMessage(
            "analytics_2024 needs about 200 bytes of disk, but 150 bytes are left; free disk, or"
                + " build fewer years or types.");
  }

  @Test
  void room_of_what_was_replaced_is_free_again() {
    DiskRoom room = room(250L);
    room.take("analytics_2023");
    room.replaced("analytics_2023");

    assertThatCode(() -> room.take("analytics_2024")).doesNotThrowAnyException();
  }

  @Test
  void room_of_what_will_not_serve_is_free_again() {
    DiskRoom room = room(200L);
    room.take("analytics_2023");
    room.giveBack("analytics_2023");

    assertThatCode(() -> room.take("analytics_2024")).doesNotThrowAnyException();
  }

  @Test
  void room_of_what_serves_is_not_given_back() {
    DiskRoom room = room(205L);
    room.take("analytics_2023");
    room.replaced("analytics_2023");
    room.giveBack("analytics_2023");

    assertThatThrownBy(() -> room.take("analytics_2024"))
        .isInstanceOf(NotEnoughDiskException.class);
  }

  @Test
  void there_is_always_room_if_nobody_knows_how_much() {
    DiskRoom room = room(null);
    room.take("analytics_2023");

    assertThatCode(() -> room.take("analytics_2024")).doesNotThrowAnyException();
  }

  @Test
  void what_was_not_expected_takes_nothing() {
    assertThatCode(() -> room(0L).take("analytics_1999")).doesNotThrowAnyException();
  }

  private static DiskRoom room(@Nullable Long free) {
    return new DiskRoom(
        new AnalyticsEstimate(
            List.of(
                new TypeEstimate(
                    AnalyticsTableType.DATA_VALUE,
                    List.of(
                        new TableEstimate(
                            "analytics",
                            List.of(
                                partition("analytics_2023", 100, 90),
                                partition("analytics_2024", 200, 0)))))),
            0,
            300,
            210,
            0,
            free,
            null));
  }

  private static PartitionEstimate partition(String name, long bytes, long serving) {
    return new PartitionEstimate(name, 1, bytes, 0, serving, EstimateBasis.SERVING_TABLE, null);
  }
}
