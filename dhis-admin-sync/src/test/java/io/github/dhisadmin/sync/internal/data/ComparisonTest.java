package io.github.dhisadmin.sync.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.sync.ValueComparison;
import io.github.dhisadmin.sync.ValueComparison.Content;
import io.github.dhisadmin.sync.ValueComparison.Difference;
import io.github.dhisadmin.sync.internal.remote.RemoteValue;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.OutgoingValue.Entry;
import io.github.dhisadmin.sync.spi.OutgoingValue.Origin;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final LocalDateTime MARCH = LocalDateTime.of(2026, 3, 1, 0, 0);

  @Test
  void sides_are_the_same_in_whatever_order_they_come() {
    ValueComparison comparison =
        Comparison.of(
            List.of(here("A", "1", null), here("B", "2", "recount")),
            List.of(there("B", "2", "recount"), there("A", "1", null)),
            10);

    assertThat(comparison.isSame()).isTrue();
    assertThat(comparison.here()).isEqualTo(comparison.there());
    assertThat(comparison.here().values()).isEqualTo(2);
  }

  @Test
  void comment_makes_a_difference() {
    ValueComparison comparison =
        Comparison.of(List.of(here("A", "1", "recount")), List.of(there("A", "1", null)), 10);

    assertThat(comparison.differences())
        .containsExactly(
            new Difference("A.202603.U.C.C", new Content("1", "recount"), new Content("1", "")));
    assertThat(comparison.here().checksum()).isNotEqualTo(comparison.there().checksum());
  }

  @Test
  void value_that_only_one_side_holds_is_a_difference() {
    assertThat(Comparison.of(List.of(here("A", "1", null)), List.of(), 10).differences())
        .containsExactly(new Difference("A.202603.U.C.C", new Content("1", ""), null));
    assertThat(Comparison.of(List.of(), List.of(there("A", "1", null)), 10).differences())
        .containsExactly(new Difference("A.202603.U.C.C", null, new Content("1", "")));
  }

  @Test
  void differences_beyond_the_limit_are_counted() {
    ValueComparison comparison =
        Comparison.of(List.of(here("A", "1", null), here("B", "2", null)), List.of(), 1);

    assertThat(comparison.differences()).hasSize(1);
    assertThat(comparison.differing()).isEqualTo(2);
  }

  private static OutgoingValue here(String element, String value, @Nullable String comment) {
    return new OutgoingValue(
        new Position(MARCH, List.of(1L)),
        new Point(element, "202603", "U", "C", "C"),
        new Entry(value, comment, false, false),
        false,
        new Origin(null, MARCH));
  }

  private static RemoteValue there(String element, String value, @Nullable String comment) {
    return new RemoteValue(new Point(element, "202603", "U", "C", "C"), value, comment, false);
  }
}
