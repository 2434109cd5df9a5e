package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.SyncSettings;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.ValueScope;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rows that are forgotten with the test, by their primary key. */
final class InMemoryData implements OutgoingData {
  private static final Comparator<OutgoingRow> ORDER =
      Comparator.<OutgoingRow, LocalDateTime>comparing(row -> row.position().changedAt())
          .thenComparing(row -> row.position().ids().get(0));

  private final Map<List<Long>, OutgoingRow> rows = new LinkedHashMap<>();
  private LocalDateTime settledUntil = LocalDateTime.of(2026, 6, 1, 0, 0);
  private LocalDateTime floor = LocalDateTime.of(1970, 1, 1, 0, 0);
  private List<String> mandatory = List.of();
  private List<String> competingJobs = List.of();
  private String systemId = "00000000-0000-4000-8000-000000000000";

  void put(OutgoingRow row) {
    rows.put(row.position().ids(), row);
  }

  /** Sets the bound before which changes do not count. */
  void skipChangedBefore(LocalDateTime bound) {
    floor = bound;
  }

  /** Makes items mandatory that are not to be synchronised. */
  void withholdMandatory(String... items) {
    mandatory = List.of(items);
  }

  /** Enables jobs of DHIS2 that send the same data. */
  void compete(String... jobs) {
    competingJobs = List.of(jobs);
  }

  /** Lets the time of the database go on. */
  void settle(LocalDateTime until) {
    settledUntil = until;
  }

  /** Changes what tells this DHIS2 from others. */
  void identify(String newSystemId) {
    systemId = newSystemId;
  }

  @Override
  public List<String> partitions(SyncKind kind) {
    return switch (kind) {
      case DATA_VALUES, REGISTRATIONS -> List.of("");
      case EVENT_PROGRAMS -> List.of("programAAAA", "programBBBB");
      case TRACKER_PROGRAMS -> List.of("", "programCCCC");
    };
  }

  @Override
  public LocalDateTime settledUntil() {
    return settledUntil;
  }

  @Override
  public SyncSettings settings() {
    return new SyncSettings(floor, 3, Duration.ofMillis(500), competingJobs, systemId);
  }

  @Override
  public List<String> mandatoryButWithheld() {
    return mandatory;
  }

  @Override
  public List<OutgoingValue> values(ValueScope scope, Cancellation cancellation) {
    return rows.values().stream()
        .filter(OutgoingValue.class::isInstance)
        .map(OutgoingValue.class::cast)
        .filter(value -> !value.deleted())
        .toList();
  }

  @Override
  public long count(SyncStream stream, SyncWindow window) {
    return within(stream, window).count();
  }

  @Override
  public List<OutgoingRow> page(
      SyncStream stream, SyncWindow window, int limit, Cancellation cancellation) {
    return within(stream, window).limit(limit).toList();
  }

  @Override
  public List<OutgoingRow> reload(
      SyncStream stream, List<List<Long>> ids, Cancellation cancellation) {
    return of(stream).filter(row -> ids.contains(row.position().ids())).toList();
  }

  private Stream<OutgoingRow> within(SyncStream stream, SyncWindow window) {
    return of(stream)
        .filter(row -> !row.position().changedAt().isBefore(window.from()))
        .filter(row -> row.position().changedAt().isBefore(window.to()))
        .filter(row -> window.position().map(at -> isAfter(row, at)).orElse(true));
  }

  private Stream<OutgoingRow> of(SyncStream stream) {
    return rows.values().stream().filter(row -> isOf(stream, row)).sorted(ORDER);
  }

  private static boolean isOf(SyncStream stream, OutgoingRow row) {
    return switch (stream.kind()) {
      case DATA_VALUES -> row instanceof OutgoingValue;
      case REGISTRATIONS -> row instanceof OutgoingRegistration;
      case EVENT_PROGRAMS ->
          row instanceof OutgoingEvent event && event.place().program().equals(stream.partition());
      case TRACKER_PROGRAMS ->
          row instanceof OutgoingTrackedEntity entity && stream.partition().equals(program(entity));
    };
  }

  private static String program(OutgoingTrackedEntity entity) {
    return entity.content().enrollments().stream()
        .map(OutgoingTrackedEntity.Enrollment::program)
        .findFirst()
        .orElse("");
  }

  private static boolean isAfter(OutgoingRow row, SyncWindow.Position at) {
    int moments = row.position().changedAt().compareTo(at.changedAt());
    return moments > 0 || (moments == 0 && row.position().ids().get(0) > at.ids().get(0));
  }
}
