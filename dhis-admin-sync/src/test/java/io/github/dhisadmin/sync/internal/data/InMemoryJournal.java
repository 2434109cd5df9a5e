package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunRecord;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A journal that is forgotten with the test. Its time moves on by a second with each look at it;
 * what is refused is due again with the next run. Bounds and pauses are tested with the real one.
 */
final class InMemoryJournal implements SyncJournal {
  private final Map<SyncStream, LocalDateTime> planned = new LinkedHashMap<>();
  private final Map<SyncStream, LocalDateTime> watermarks = new LinkedHashMap<>();
  private final Map<Long, SyncStream> streams = new TreeMap<>();
  private final Map<Long, SyncWindow> windows = new TreeMap<>();
  private final Map<SyncStream, Map<List<Long>, Entry>> failures = new LinkedHashMap<>();
  private final List<SyncRun> runs = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private long windowsMade;
  private boolean locked;

  private record Entry(Verdict verdict, int attempts, Instant nextAt) {}

  /** Lets somebody else hold all locks. */
  void lock() {
    locked = true;
  }

  /** Up to when everything was delivered. */
  Optional<LocalDateTime> watermark(SyncStream stream) {
    return Optional.ofNullable(watermarks.get(stream));
  }

  /** Keys of the rows that failed. */
  List<String> failedKeys() {
    return failures.values().stream()
        .flatMap(each -> each.values().stream())
        .map(entry -> entry.verdict().key())
        .sorted()
        .toList();
  }

  List<SyncRun> runs() {
    return runs;
  }

  @Override
  public Optional<SyncLock> tryLock(String target, Set<SyncKind> kinds) {
    return locked ? Optional.empty() : Optional.of(() -> {});
  }

  @Override
  public List<SyncWindow> plan(
      SyncStream stream, LocalDateTime floor, LocalDateTime to, boolean strict) {
    LocalDateTime from = planned.getOrDefault(stream, floor);
    if (strict) {
      windows.keySet().removeIf(id -> stream.equals(streams.get(id)));
      from = watermarks.getOrDefault(stream, floor);
    }
    if (from.isBefore(to)) {
      windowsMade++;
      streams.put(windowsMade, stream);
      windows.put(windowsMade, new SyncWindow(windowsMade, from, to, null));
      planned.put(stream, to);
    }
    return windows.values().stream()
        .filter(window -> stream.equals(streams.get(window.id())))
        .toList();
  }

  @Override
  public List<SyncWindow> rehearse(
      SyncStream stream, LocalDateTime floor, LocalDateTime to, boolean strict) {
    return List.of(new SyncWindow(0, planned.getOrDefault(stream, floor), to, null));
  }

  @Override
  public void settle(SyncStream stream, SyncWindow window, List<Verdict> verdicts) {
    windows.put(window.id(), window);
    settleRetries(stream, verdicts);
  }

  @Override
  public void settleRetries(SyncStream stream, List<Verdict> verdicts) {
    Map<List<Long>, Entry> ledger = ledger(stream);
    for (Verdict verdict : verdicts) {
      List<Long> ids = verdict.position().ids();
      if (verdict.delivered()) {
        ledger.remove(ids);
      } else {
        int attempts = ledger.containsKey(ids) ? ledger.get(ids).attempts() + 1 : 1;
        ledger.put(ids, new Entry(verdict, attempts, now()));
      }
    }
  }

  @Override
  public void forget(SyncStream stream, List<List<Long>> ids) {
    ids.forEach(ledger(stream)::remove);
  }

  @Override
  public void finish(SyncWindow window) {
    windows.remove(window.id());
  }

  @Override
  public Instant now() {
    now = now.plus(Duration.ofSeconds(1));
    return now;
  }

  @Override
  public List<Due> due(SyncStream stream, Instant until, int limit) {
    return ledger(stream).entrySet().stream()
        .filter(each -> !each.getValue().nextAt().isAfter(until))
        .limit(limit)
        .map(
            each ->
                new Due(
                    each.getKey(),
                    each.getValue().attempts(),
                    each.getValue().verdict().reason().code()))
        .toList();
  }

  @Override
  public long countDue(SyncStream stream, Instant until) {
    return due(stream, until, Integer.MAX_VALUE).size();
  }

  @Override
  public long conclude(SyncStream stream) {
    boolean open = windows.keySet().stream().anyMatch(id -> stream.equals(streams.get(id)));
    LocalDateTime end = planned.get(stream);
    if (ledger(stream).isEmpty() && !open && end != null) {
      watermarks.put(stream, end);
    }
    return ledger(stream).size();
  }

  @Override
  public long begin(SyncStream stream) {
    return 1;
  }

  @Override
  public void end(long runId, SyncRun run) {
    runs.add(run);
  }

  @Override
  public List<SyncFailure> failures(String target, int limit) {
    return List.of();
  }

  @Override
  public int makeDue(String target, Set<SyncKind> kinds) {
    return 0;
  }

  @Override
  public List<SyncRunRecord> lastRuns(String target, int limit) {
    return List.of();
  }

  private Map<List<Long>, Entry> ledger(SyncStream stream) {
    return failures.computeIfAbsent(stream, each -> new LinkedHashMap<>());
  }
}
