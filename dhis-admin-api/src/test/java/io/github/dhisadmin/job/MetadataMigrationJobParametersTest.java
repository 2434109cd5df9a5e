package io.github.dhisadmin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSharing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataMigrationJobParametersTest {

  @Test
  void objects_are_chosen_one_by_one_and_by_kind() {
    MetadataMigrationRequest request =
        new MetadataMigrationJobParameters(
                "north",
                List.of("dashboards/nghVC4wtyzi", "maps/ZBjCfSaLSqD", "maps/voX07ulo2Bq"),
                Set.of(MetadataKind.VISUALIZATIONS),
                true,
                MetadataSharing.OF_SOURCE)
            .request("job nightly");

    assertThat(request.configuration()).isEqualTo("north");
    assertThat(request.selection().chosen())
        .isEqualTo(
            Map.of(
                MetadataKind.DASHBOARDS, List.of("nghVC4wtyzi"),
                MetadataKind.MAPS, List.of("ZBjCfSaLSqD", "voX07ulo2Bq")));
    assertThat(request.selection().whole()).containsExactly(MetadataKind.VISUALIZATIONS);
    assertThat(request.selection().portal()).isTrue();
    assertThat(request.sharing()).isEqualTo(MetadataSharing.OF_SOURCE);
    assertThat(request.requestedBy()).isEqualTo("job nightly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nghVC4wtyzi", "users/nghVC4wtyzi", "dashboards/short", ""})
  void what_cannot_be_chosen_is_refused(String object) {
    MetadataMigrationJobParameters parameters =
        new MetadataMigrationJobParameters(
            "north", List.of(object), Set.of(), false, MetadataSharing.OF_DESTINATION);

    assertThatThrownBy(() -> parameters.request("job")).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void job_that_migrates_nothing_is_refused() {
    assertThatThrownBy(() -> MetadataMigrationJobParameters.all("north").request("job"))
        .isInstanceOf(InvalidRequestException.class);
  }
}
