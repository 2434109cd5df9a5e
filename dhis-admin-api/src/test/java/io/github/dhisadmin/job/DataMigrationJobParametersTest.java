package io.github.dhisadmin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.period.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DataMigrationJobParametersTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);

  @Test
  void periods_are_counted_back_from_that_of_today() {
    DataMigrationRequest request =
        DataMigrationJobParameters.lastThreeMonths("north").request(TODAY, "job nightly");

    assertThat(request.periods())
        .extracting(Period::isoId)
        .containsExactly("202511", "202512", "202601");
    assertThat(request.configuration()).isEqualTo("north");
    assertThat(request.itemSets()).isEmpty();
    assertThat(request.requestedBy()).isEqualTo("job nightly");
  }

  @Test
  void period_type_that_there_is_not_is_refused() {
    assertThatThrownBy(
            () -> new DataMigrationJobParameters("north", "Month", 3).request(TODAY, "job"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Month");
  }
}
