package io.github.dhisadmin.core.internal.minmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.RunLocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockedMinMaxValuesTest {
  private static final MinMaxScope SCOPE =
      MinMaxScope.subtree(List.of("dataSet0001"), List.of("unit0000001"));
  private static final MinMaxGeneration GENERATION = MinMaxGeneration.of(SCOPE);
  private static final MinMaxRemoval REMOVAL = MinMaxRemoval.of(SCOPE);

  private final FakeMinMaxValueStore store = new FakeMinMaxValueStore();
  private final List<String> held = new ArrayList<>();
  private final LockedMinMaxValues values = values(AccessPolicy.allowAll());

  @Test
  void changes_are_refused_while_another_one_is_under_way() {
    held.add("min-max");

    assertThatThrownBy(() -> values.generate(GENERATION)).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> values.remove(REMOVAL)).isInstanceOf(ConflictException.class);
    assertThat(store.calls).isEmpty();

    values.preview(GENERATION);
    values.previewRemove(REMOVAL);
    values.outside(SCOPE, 5);
    assertThat(store.calls).containsExactly("preview", "preview remove", "outside 5");
  }

  @Test
  void lock_is_given_back_also_after_a_failure() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(
            () -> values.generate(GENERATION, new RunControl(ProgressListener.NONE, cancellation)))
        .isInstanceOf(CancelledException.class);
    assertThat(held).isEmpty();

    values.generate(GENERATION);
    assertThat(store.calls).containsExactly("generate");
    assertThat(held).isEmpty();
  }

  @Test
  void callers_without_the_authority_are_refused() {
    LockedMinMaxValues guarded = values(AccessPolicy.dhis2(() -> Set.of("F_PERFORM_MAINTENANCE")));

    assertThatThrownBy(() -> guarded.preview(GENERATION)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.generate(GENERATION))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("F_GENERATE_MIN_MAX_VALUES");
    assertThatThrownBy(() -> guarded.previewRemove(REMOVAL))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.remove(REMOVAL)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.outside(SCOPE, 1)).isInstanceOf(AccessDeniedException.class);
    assertThat(store.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void factor_that_gives_no_bounds_is_refused(double factor) {
    assertThatThrownBy(() -> GENERATION.factor(factor)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void scope_without_units_or_data_sets_is_refused() {
    assertThatThrownBy(() -> MinMaxScope.self(List.of("dataSet0001"), List.of()))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> MinMaxScope.subtree(List.of(), List.of("unit0000001")))
        .isInstanceOf(InvalidRequestException.class);
  }

  private LockedMinMaxValues values(AccessPolicy policy) {
    RunLocks locks =
        name -> {
          if (held.contains(name)) {
            return Optional.empty();
          }
          held.add(name);
          return Optional.of(() -> held.remove(name));
        };
    return new LockedMinMaxValues(store, locks, policy);
  }
}
