package io.github.dhisadmin.sync.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import io.github.dhisadmin.sync.metadata.MetadataRecovery.Action;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionType;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What recoveries change. */
class RecoveryPlannerTest {
  private static final LocalDateTime IMPORTED = LocalDateTime.of(2026, 11, 22, 10, 0);
  private static final List<MetadataVersion> LISTED =
      List.of(listed(1), listed(2), listed(3), listed(4));

  @Test
  void skipping_makes_the_next_version_count_as_applied() {
    MetadataRecoveryPlan plan = plan(Action.SKIP, 2, List.of(held(1)));

    assertThat(plan.added()).containsExactly("Version_2");
    assertThat(plan.removed()).isEmpty();
    assertThat(plan.next()).containsExactly("Version_3", "Version_4");
  }

  @Test
  void skipping_a_hole_closes_it() {
    MetadataRecoveryPlan plan = plan(Action.SKIP, 2, List.of(held(1), held(3)));

    assertThat(plan.added()).containsExactly("Version_2");
    assertThat(plan.next()).containsExactly("Version_4");
  }

  @Test
  void skipping_what_was_published_again_keeps_what_is_here() {
    MetadataVersion old = version("Version_2", "uid-2", "old", 2, IMPORTED);

    MetadataRecoveryPlan plan = plan(Action.SKIP, 2, List.of(held(1), old));

    assertThat(plan.added()).containsExactly("Version_2");
    assertThat(plan.removed()).containsExactly("Version_2");
    assertThat(plan.next()).containsExactly("Version_3", "Version_4");
  }

  @Test
  void only_the_next_version_can_be_skipped() {
    assertThatThrownBy(() -> plan(Action.SKIP, 3, List.of(held(1))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Version_2");
    assertThatThrownBy(() -> plan(Action.SKIP, 1, List.of(held(1), held(2), held(3), held(4))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("No version is missing");
  }

  @Test
  void retry_of_an_applied_version_comes_before_what_is_missing() {
    MetadataRecoveryPlan plan = plan(Action.RETRY, 1, List.of(held(1), held(2), held(3)));

    assertThat(plan.added()).isEmpty();
    assertThat(plan.removed()).isEmpty();
    assertThat(plan.next()).containsExactly("Version_1", "Version_4");
  }

  @Test
  void retry_of_a_renamed_version_forgets_its_old_name() {
    MetadataVersion old = version("Old name", "uid-2", "hash-2", 2, IMPORTED);

    MetadataRecoveryPlan plan = plan(Action.RETRY, 2, List.of(held(1), old));

    assertThat(plan.removed()).containsExactly("Old name");
    assertThat(plan.next()).containsExactly("Version_2", "Version_3", "Version_4");
  }

  @Test
  void rebaseline_forgets_what_the_server_does_not_know_and_what_comes_later() {
    MetadataVersion made = version("Version_9", "uid-9", "hash-9", 9, null);

    MetadataRecoveryPlan plan = plan(Action.REBASELINE, 2, List.of(held(1), held(3), made));

    assertThat(plan.added()).containsExactly("Version_2");
    assertThat(plan.removed()).containsExactly("Version_3", "Version_9");
    assertThat(plan.next()).containsExactly("Version_3", "Version_4");
  }

  @Test
  void recovery_without_a_reason_is_refused() {
    assertThatThrownBy(
            () -> new MetadataRecovery("central", Action.SKIP, "Version_1", " ", "amina"))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static MetadataRecoveryPlan plan(Action action, int number, List<MetadataVersion> local) {
    MetadataVersion version = LISTED.get(number - 1);
    return RecoveryPlanner.of(
            new MetadataRecovery("central", action, version.name(), "because", "amina"),
            version,
            LISTED,
            local)
        .plan();
  }

  private static MetadataVersion listed(int number) {
    return version("Version_" + number, "uid-" + number, "hash-" + number, number, null);
  }

  private static MetadataVersion held(int number) {
    return version("Version_" + number, "uid-" + number, "hash-" + number, number, IMPORTED);
  }

  private static MetadataVersion version(
      String name, String uid, String hash, int day, @Nullable LocalDateTime imported) {
    return new MetadataVersion(
        name, uid, VersionType.ATOMIC, LocalDateTime.of(2026, 1, day, 8, 0), hash, imported);
  }
}
