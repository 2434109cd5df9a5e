package io.github.dhisadmin.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be sent, and in which portions. */
class DataSyncRequestTest {

  @Test
  void everything_is_sent_in_the_order_and_the_pages_of_dhis2_unless_told_otherwise() {
    DataSyncRequest all = DataSyncRequest.to("central");

    assertThat(all.order())
        .containsExactly(
            SyncKind.DATA_VALUES,
            SyncKind.REGISTRATIONS,
            SyncKind.EVENT_PROGRAMS,
            SyncKind.TRACKER_PROGRAMS);
    assertThat(Arrays.stream(SyncKind.values()).map(all::pageSize))
        .containsExactly(10_000, 5_000, 60, 20);
    assertThat(all.strict()).isFalse();
  }

  @Test
  void each_job_has_its_own_page_size() {
    DataSyncRequest request =
        DataSyncRequest.to("central").pageSize(SyncKind.EVENT_PROGRAMS, 200).strictly();

    assertThat(request.pageSize(SyncKind.EVENT_PROGRAMS)).isEqualTo(200);
    assertThat(request.pageSize(SyncKind.TRACKER_PROGRAMS)).isEqualTo(20);
    assertThat(request.strict()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "DATA_VALUES, 50, 30000",
    "REGISTRATIONS, 50, 30000",
    "EVENT_PROGRAMS, 5, 200",
    "TRACKER_PROGRAMS, 5, 200"
  })
  void page_sizes_have_the_limits_of_dhis2(SyncKind kind, int least, int most) {
    DataSyncRequest request = DataSyncRequest.to("central");

    assertThat(request.pageSize(kind, least).pageSize(kind)).isEqualTo(least);
    assertThat(request.pageSize(kind, most).pageSize(kind)).isEqualTo(most);
    assertThatThrownBy(() -> request.pageSize(kind, least - 1))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> request.pageSize(kind, most + 1))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void something_has_to_be_sent() {
    assertThatThrownBy(() -> new DataSyncRequest("central", Set.of(), Map.of(), false))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "BfMAe6Itzgt, ImspTQPwCqd, 2026-01-02, 2026-01-01, 10",
    "BfMAe6Itzg, ImspTQPwCqd, 2026-01-01, 2026-01-02, 10",
    "BfMAe6Itzgt, Imsp&children, 2026-01-01, 2026-01-02, 10",
    "BfMAe6Itzgt, ImspTQPwCqd, 2026-01-01, 2026-01-02, 0"
  })
  void comparison_that_cannot_be_is_refused(
      String dataSet, String unit, LocalDate from, LocalDate to, int limit) {
    assertThatThrownBy(() -> new ValueComparisonRequest("central", dataSet, from, to, unit, limit))
        .isInstanceOf(InvalidRequestException.class);
  }
}
