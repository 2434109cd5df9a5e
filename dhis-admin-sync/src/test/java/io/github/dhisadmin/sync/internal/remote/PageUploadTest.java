package io.github.dhisadmin.sync.internal.remote;

import static io.github.dhisadmin.sync.internal.remote.RemoteBed.UNKNOWN_UNIT;
import static io.github.dhisadmin.sync.internal.remote.RemoteBed.VALUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.sync.RowState;
import io.github.dhisadmin.testkit.remote.Dhis2Version;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages with bad rows, and pages that are too much. */
class PageUploadTest {
  private static final String UNIT = "DiszpKrYNg8";
  private static final int BUDGET = 64;

  @Test
  void three_bad_rows_of_a_thousand_are_found_on_a_server_that_names_none() {
    List<Row> rows = rows(1000, Set.of(3, 500, 999));
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_36)) {
      List<RowOutcome> outcomes =
          PageUpload.send(part -> sendUnnamed(bed.client(), part), rows, BUDGET);

      assertThat(rejected(outcomes)).containsExactly(3, 500, 999);
      assertThat(outcomes).filteredOn(RowOutcome::isDelivered).hasSize(997);
      assertThat(bed.server().stored(StoredKind.DATA_VALUE)).hasSize(997);
      assertThat(bed.server().requests(VALUES)).hasSizeLessThanOrEqualTo(BUDGET);
    }
  }

  @Test
  void rows_are_unknown_when_the_page_takes_more_requests_than_allowed() {
    List<Row> rows = rows(1000, Set.of(3, 500, 999));
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_36)) {
      List<RowOutcome> outcomes = PageUpload.send(part -> sendUnnamed(bed.client(), part), rows, 3);

      assertThat(bed.server().requests(VALUES)).hasSize(3);
      assertThat(outcomes).extracting(RowOutcome::state).containsOnly(RowState.UNKNOWN);
    }
  }

  @Test
  void server_that_names_rows_is_asked_once() {
    List<Row> rows = rows(100, Set.of(7));
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      List<RowOutcome> outcomes =
          PageUpload.send(part -> sendUnnamed(bed.client(), part), rows, BUDGET);

      assertThat(rejected(outcomes)).containsExactly(7);
      assertThat(bed.server().requests(VALUES)).hasSize(1);
    }
  }

  @Test
  void page_that_is_too_large_goes_by_halves_and_without_a_pause() {
    List<Row> rows = rows(100, Set.of());
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      bed.server()
          .faults()
          .decide(
              request ->
                  request.body().length() > 4000
                      ? Optional.of(Fault.proxyPage(413))
                      : Optional.empty());

      List<RowOutcome> outcomes =
          PageUpload.send(part -> sendUnnamed(bed.client(), part), rows, BUDGET);

      assertThat(outcomes).allMatch(RowOutcome::isDelivered);
      assertThat(bed.server().stored(StoredKind.DATA_VALUE)).hasSize(100);
      assertThat(bed.waits()).isEmpty();
    }
  }

  @Test
  void single_row_that_is_too_large_is_refused_and_the_others_are_delivered() {
    List<Row> rows = rows(4, Set.of());
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      bed.server()
          .faults()
          .decide(
              request ->
                  request.body().contains("element0002")
                      ? Optional.of(Fault.proxyPage(413))
                      : Optional.empty());

      List<RowOutcome> outcomes =
          PageUpload.send(part -> sendUnnamed(bed.client(), part), rows, BUDGET);

      assertThat(rejected(outcomes)).containsExactly(2);
      assertThat(outcomes.get(2).reason().orElseThrow().code()).isEqualTo("413");
    }
  }

  @Test
  void page_that_takes_a_proxy_too_long_goes_by_halves_after_the_attempts() {
    List<Row> rows = rows(2, Set.of());
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      bed.server()
          .faults()
          .next(VALUES, Collections.nCopies(3, Fault.gatewayTimeoutAfter()).toArray(new Fault[0]));

      List<RowOutcome> outcomes =
          PageUpload.send(part -> sendUnnamed(bed.client(), part), rows, BUDGET);

      assertThat(outcomes).allMatch(RowOutcome::isDelivered);
      assertThat(bed.server().stored(StoredKind.DATA_VALUE)).hasSize(2);
      assertThat(bed.server().requests(VALUES)).hasSize(5);
    }
  }

  @Test
  void trouble_that_fewer_rows_do_not_cure_is_thrown() {
    try (RemoteBed bed = RemoteBed.of(Dhis2Version.V2_42)) {
      bed.server().faults().always(VALUES, Fault.status(403));

      assertThatThrownBy(
              () ->
                  PageUpload.send(
                      part -> sendUnnamed(bed.client(), part), rows(8, Set.of()), BUDGET))
          .isInstanceOf(RemoteException.class);
      assertThat(bed.server().requests(VALUES)).hasSize(1);
    }
  }

  private record Row(String element, String unit) {}

  private static List<Row> rows(int count, Set<Integer> bad) {
    return IntStream.range(0, count)
        .mapToObj(
            row -> new Row("element%04d".formatted(row), bad.contains(row) ? UNKNOWN_UNIT : UNIT))
        .toList();
  }

  /** Sends rows in such a way that conflicts without indexes explain nothing. */
  private static ImportOutcome sendUnnamed(Dhis2Remote remote, List<Row> rows) {
    List<String> values = new ArrayList<>();
    for (Row row : rows) {
      values.add(
          "{\"dataElement\":\"%s\",\"period\":\"202103\",\"orgUnit\":\"%s\",\"value\":\"1\"}"
              .formatted(row.element(), row.unit()));
    }
    return remote.importValues(
        Payload.zippable("{\"dataValues\":[" + String.join(",", values) + "]}"),
        rows.stream().map(row -> new SentRow(Set.of(row.element()))).toList());
  }

  private static List<Integer> rejected(List<RowOutcome> outcomes) {
    return IntStream.range(0, outcomes.size())
        .filter(row -> outcomes.get(row).state() == RowState.REJECTED)
        .boxed()
        .toList();
  }
}
