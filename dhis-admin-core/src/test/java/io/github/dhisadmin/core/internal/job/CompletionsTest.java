package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ends of runs on their way to a store that fails in several ways. */
class CompletionsTest {
  private static final Instant NEXT = Instant.parse("2026-03-11T12:00:00Z");
  private static final String NOT_STORABLE = "not storable";

  private final List<Finished> stored = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Set<Long> taken = new HashSet<>();
  private @Nullable String failure;

  private final Completions completions =
      new Completions(
          this::store, (finished, accepted) -> told.add(finished.run().jobId() + " " + accepted));

  private Set<Owned> store(List<Finished> runs) {
    if (failure != null) {
      throw failed(failure);
    }
    if (runs.stream().anyMatch(each -> NOT_STORABLE.equals(each.settlement().progressOrNull()))) {
      throw failed("22P05");
    }
    stored.addAll(runs);
    return runs.stream()
        .map(Finished::run)
        .filter(run -> !taken.contains(run.jobId()))
        .collect(Collectors.toSet());
  }

  private static StoreException failed(String state) {
    return new StoreException("failed", state, new IllegalStateException("failed"));
  }

  @Test
  void end_is_stored_and_told_with_whether_its_run_was_still_owned() {
    taken.add(2L);

    completions.add(end(1, "{}"));
    completions.add(end(2, "{}"));

    assertThat(told).containsExactly("1 true", "2 false");
  }

  @Test
  void ends_that_the_database_cannot_take_now_wait_and_are_not_told() {
    failure = "08006";
    completions.add(end(1, "{}"));
    completions.add(end(2, "{}"));
    assertThat(told).isEmpty();
    assertThat(completions.flush()).isFalse();

    failure = null;
    assertThat(completions.flush()).isTrue();

    assertThat(told).containsExactlyInAnyOrder("1 true", "2 true");
  }

  @Test
  void end_that_the_database_will_never_take_keeps_no_other_from_it() {
    failure = "08006";
    completions.add(end(1, "{}"));
    completions.add(end(2, NOT_STORABLE));
    completions.add(end(3, "{}"));

    failure = null;
    assertThat(completions.flush()).isTrue();

    assertThat(told).containsExactlyInAnyOrder("1 true", "2 true", "3 true");
    assertThat(stored)
        .filteredOn(each -> each.run().jobId() == 2)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.settlement().status()).isEqualTo(RunStatus.COMPLETED);
              assertThat(each.settlement().progressOrNull()).isNull();
              assertThat(each.settlement().plan().problem()).contains("could not be stored");
            });
  }

  private static Finished end(long job, String progress) {
    return new Finished(
        new Owned(job, job, 1),
        new Settlement(
            RunStatus.COMPLETED,
            null,
            progress,
            new Plan(0, NEXT, NEXT, DueReason.SCHEDULE, null, 0, 0, null)));
  }
}
