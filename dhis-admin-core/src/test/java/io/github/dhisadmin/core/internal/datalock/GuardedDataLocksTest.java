package io.github.dhisadmin.core.internal.datalock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockQuestion;
import io.github.dhisadmin.datalock.LockState;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedDataLocksTest {
  /** Already the first of September in Kathmandu. */
  private static final Instant NIGHT = Instant.parse("2026-08-31T19:45:00Z");

  private static final LockQuestion QUESTION =
      LockQuestion.of("dataSet0001", "202607", "unit0000001");

  private final FakeDataLockStore store = new FakeDataLockStore();
  private final GuardedDataLocks locks = locks(AccessPolicy.allowAll());

  @Test
  void expired_exceptions_are_those_from_before_the_same_local_day_some_months_ago() {
    locks.removeExpired(6);
    locks.previewRemoveExpired(1);

    assertThat(store.calls)
        .containsExactly("remove before 2026-03-01T00:00", "count before 2026-08-01T00:00");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 13})
  void number_of_months_outside_a_year_is_refused(int months) {
    assertThatThrownBy(() -> locks.removeExpired(months))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(String.valueOf(months));
    assertThatThrownBy(() -> locks.previewRemoveExpired(months))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(store.calls).isEmpty();
  }

  @Test
  void removing_all_exceptions_by_an_empty_filter_is_refused() {
    assertThatThrownBy(() -> locks.remove(LockExceptionFilter.all()))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> locks.previewRemove(LockExceptionFilter.all()))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(store.calls).isEmpty();

    locks.remove(LockExceptionFilter.all().periods(List.of("202607")));
    assertThat(store.calls).containsExactly("remove");
  }

  @Test
  void question_without_moment_is_about_now_in_the_local_time_of_the_server() {
    assertThat(locks.explain(QUESTION).at()).isEqualTo("2026-09-01T01:30:00");
    assertThat(store.calls).containsExactly("facts of dataSet0001 202607 unit0000001");
  }

  @Test
  void moment_is_told_in_the_local_time_of_the_server() {
    // Two expiry days after July: open until midnight of the third of August, 18:15 in UTC.
    Instant last = Instant.parse("2026-08-02T18:15:00Z");

    assertThat(locks.explain(QUESTION.at(last)).state()).isEqualTo(LockState.OPEN);
    assertThat(locks.explain(QUESTION.at(last.plusMillis(1))).state()).isEqualTo(LockState.LOCKED);
  }

  @Test
  void formula_is_that_of_the_database_unless_the_question_names_one() {
    assertThat(locks.explain(QUESTION).formula()).isEqualTo(ExpiryFormula.FRACTIONAL_DAYS);
    assertThat(locks.explain(QUESTION.formula(ExpiryFormula.END_OF_LAST_DAY)).formula())
        .isEqualTo(ExpiryFormula.END_OF_LAST_DAY);
  }

  @Test
  void period_that_is_none_is_refused_before_anything_is_read() {
    LockQuestion question = LockQuestion.of("dataSet0001", "2026-07", "unit0000001");

    assertThatThrownBy(() -> locks.explain(question))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("2026-07");
    assertThat(store.calls).isEmpty();
  }

  @Test
  void callers_without_the_authority_are_refused() {
    GuardedDataLocks guarded = locks(AccessPolicy.dhis2(Set::of));
    LockExceptionFilter filter = LockExceptionFilter.all().periods(List.of("202607"));
    LockExceptionGrant grant =
        LockExceptionGrant.of(List.of("dataSet0001"), List.of("202607"), List.of("unit0000001"));

    assertThatThrownBy(() -> guarded.list(filter, 1)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.add(grant)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.previewAdd(grant)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.remove(filter)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.previewRemove(filter))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.removeExpired(6)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.previewRemoveExpired(6))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.explain(QUESTION)).isInstanceOf(AccessDeniedException.class);
    assertThat(store.calls).isEmpty();
  }

  @Test
  void grant_without_periods_is_refused() {
    assertThatThrownBy(
            () -> LockExceptionGrant.of(List.of("dataSet0001"), List.of(), List.of("unit0000001")))
        .isInstanceOf(InvalidRequestException.class);
  }

  private GuardedDataLocks locks(AccessPolicy policy) {
    return new GuardedDataLocks(
        store,
        policy,
        Clock.fixed(NIGHT, ZoneId.of("Asia/Kathmandu")),
        ExpiryFormula.FRACTIONAL_DAYS);
  }
}
