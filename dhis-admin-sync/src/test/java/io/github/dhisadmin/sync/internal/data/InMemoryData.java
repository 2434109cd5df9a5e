package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingRegistration;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import io.github.dhisadmin.sync.spi.SyncSettings;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
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
  private String systemId = "00000000-0000-4000-8000-000000000000";

  void put(OutgoingRow row) {
    rows.put(row.position().ids(), row);
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
    return kind == SyncKind.EVENT_PROGRAMS ? List.of("programAAAA", "programBBBB") : List.of("");
  }

  @Override
  public LocalDateTime settledUntil() {
    return settledUntil;
  }

  @Override
  public SyncSettings settings() {
    return new SyncSettings(
        LocalDateTime.of(1970, 1, 1, 0, 0), 3, Duration.ofMillis(500), List.of(), systemId);
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
    };
  }

  private static boolean isAfter(OutgoingRow row, SyncWindow.Position at) {
    int moments = row.position().changedAt().compareTo(at.changedAt());
    return moments > 0 || (moments == 0 && row.position().ids().get(0) > at.ids().get(0));
  }
}
