package io.github.dhisadmin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.IntegrityRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataIntegrityJobParametersTest {
  @Test
  void job_without_parameters_runs_what_runs_by_default_and_stores_what_it_finds() {
    IntegrityRequest request = DataIntegrityJobParameters.of().request();

    assertThat(request.selection().names()).isEmpty();
    assertThat(request.selection().slowIncluded()).isFalse();
    assertThat(request.issuesPerCheck()).isEqualTo(10_000);
    assertThat(request.issuesStored()).isTrue();
    assertThat(request.options()).isEmpty();
  }

  @Test
  void parameters_become_the_request() {
    IntegrityRequest request =
        new DataIntegrityJobParameters(
                List.of("seed", "OO"), true, 7, false, Set.of(CheckOption.OPEN_UNITS_ONLY))
            .request();

    assertThat(request.selection().names()).containsExactly("seed", "OO");
    assertThat(request.selection().slowIncluded()).isTrue();
    assertThat(request.issuesPerCheck()).isEqualTo(7);
    assertThat(request.issuesStored()).isFalse();
    assertThat(request.options()).containsExactly(CheckOption.OPEN_UNITS_ONLY);
  }

  @Test
  void limit_below_nothing_is_refused() {
    DataIntegrityJobParameters parameters =
        new DataIntegrityJobParameters(List.of(), false, -1, false, Set.of());

    assertThatThrownBy(parameters::request)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("issuesPerCheck");
  }
}
