package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.RowState;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote.Availability;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.internal.remote.RowOutcome.Reason;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncJournal.Due;
import io.github.dhisadmin.sync.spi.SyncJournal.Verdict;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends one stream: first what failed before and is due, then each window page by page. What became
 * of a page is stored with the place it ended at, so that a run that is killed costs one page that
 * is sent twice. Not thread safe.
 */
final class StreamRun {
  private static final int FAILED_PAGES_IN_A_ROW = 5;

  /** By how much the next page of rows that failed together is smaller, as a power of two. */
  private static final int SMALLER = 3;

  private static final int SMALLEST_SHIFT = 30;
  private static final Set<String> PAGE_PROBLEMS =
      Arrays.stream(RemoteProblem.values()).map(Enum::name).collect(Collectors.toSet());

  private final SyncStream stream;
  private final OutgoingData data;
  private final SyncJournal journal;
  private final Dhis2Remote remote;
  private final PageSender sender;
  private final Settings settings;
  private final Runnable afterPage;
  private SyncCounts counts = SyncCounts.NONE;
  private int failedPages;

  /**
   * How a stream is sent.
   *
   * @param pageSize how many rows go into a page
   * @param floor rows that were changed before it are not sent
   * @param cancellation stops the run
   */
  record Settings(int pageSize, LocalDateTime floor, Cancellation cancellation) {}

  /**
   * What the run reads from and writes to.
   *
   * @param data what is sent
   * @param journal how far it was sent
   */
  record Stores(OutgoingData data, SyncJournal journal) {}

  StreamRun(
      SyncStream stream,
      Stores stores,
      Dhis2Remote remote,
      PageSender sender,
      Settings settings,
      Runnable afterPage) {
    this.stream = stream;
    this.data = stores.data();
    this.journal = stores.journal();
    this.remote = remote;
    this.sender = sender;
    this.settings = settings;
    this.afterPage = afterPage;
  }

  /** What was sent so far, and what became of it. */
  SyncCounts counts() {
    return counts;
  }

  /**
   * Sends everything.
   *
   * @throws RemoteException if the server has trouble that no row is to blame for
   */
  void send(List<SyncWindow> windows) {
    retry(journal.now());
    for (SyncWindow window : windows) {
      send(window);
    }
  }

  private void send(SyncWindow whole) {
    SyncWindow window = whole;
    Page page = page(window);
    while (!page.rows().isEmpty()) {
      settings.cancellation().check();
      SyncWindow next = window.at(page.rows().get(page.rows().size() - 1).position());
      PageAhead ahead = new PageAhead(next);
      remote.meanwhile(ahead);
      List<Verdict> verdicts = deliver(page);
      journal.settle(stream, next, verdicts);
      afterPage.run();
      window = next;
      page = ahead.page();
    }
    journal.finish(window);
  }

  /** Rows, and what sends them. */
  private record Page(List<OutgoingRow> rows, Supplier<List<RowOutcome>> sending) {}

  private Page page(SyncWindow window) {
    return ready(data.page(stream, window, settings.pageSize(), settings.cancellation()));
  }

  private Page ready(List<OutgoingRow> rows) {
    return new Page(rows, sender.prepare(rows));
  }

  /** The page after the one that is being sent, made ready while the server works on that. */
  private final class PageAhead implements Runnable {
    private final SyncWindow window;
    private @Nullable Page pageOrNull;

    PageAhead(SyncWindow window) {
      this.window = window;
    }

    @Override
    public void run() {
      pageOrNull = StreamRun.this.page(window);
    }

    Page page() {
      // Where nothing was uploaded, nothing was read ahead.
      Page read = pageOrNull;
      return read == null ? StreamRun.this.page(window) : read;
    }
  }

  /** Ends, as what fails again is due only after this moment. */
  private void retry(Instant until) {
    while (true) {
      settings.cancellation().check();
      List<List<Long>> ids =
          together(journal.due(stream, until, settings.pageSize())).stream().map(Due::ids).toList();
      if (ids.isEmpty()) {
        return;
      }
      List<OutgoingRow> rows =
          data.reload(stream, ids, settings.cancellation()).stream()
              .filter(row -> !row.position().changedAt().isBefore(settings.floor()))
              .toList();
      Set<List<Long>> gone = new HashSet<>(ids);
      rows.forEach(row -> gone.remove(row.position().ids()));
      if (!gone.isEmpty()) {
        journal.forget(stream, List.copyOf(gone));
      }
      if (!rows.isEmpty()) {
        journal.settleRetries(stream, deliver(ready(rows)));
        afterPage.run();
      }
    }
  }

  /**
   * The first of the rows that failed in the same way. Rows of pages that the server broke down on
   * go in ever smaller pages, until the row that it breaks down on is alone.
   */
  private List<Due> together(List<Due> due) {
    if (due.isEmpty()) {
      return due;
    }
    Due first = due.get(0);
    int shift = Math.min(SMALLEST_SHIFT, SMALLER * first.attempts());
    int size =
        PAGE_PROBLEMS.contains(first.code())
            ? Math.max(1, settings.pageSize() >> shift)
            : settings.pageSize();
    return due.stream()
        .limit(size)
        .takeWhile(
            each ->
                each.attempts() == first.attempts()
                    && PAGE_PROBLEMS.contains(each.code()) == PAGE_PROBLEMS.contains(first.code()))
        .toList();
  }

  private List<Verdict> deliver(Page page) {
    List<RowOutcome> outcomes = outcomes(page);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < page.rows().size(); i++) {
      OutgoingRow row = page.rows().get(i);
      RowOutcome outcome = outcomes.get(i);
      verdicts.add(new Verdict(row.position(), row.key(), outcome.isDelivered(), reason(outcome)));
    }
    count(outcomes);
    return verdicts;
  }

  private List<RowOutcome> outcomes(Page page) {
    try {
      List<RowOutcome> outcomes = page.sending().get();
      failedPages = 0;
      return outcomes;
    } catch (RemoteException e) {
      if (!mayBlameRows(e.problem())) {
        throw e;
      }
      failedPages++;
      if (failedPages >= FAILED_PAGES_IN_A_ROW) {
        throw e;
      }
      requireAvailable();
      RowOutcome failed =
          new RowOutcome(
              RowState.UNKNOWN, new Reason(e.problem().name(), String.valueOf(e.getMessage()), ""));
      return page.rows().stream().map(row -> failed).toList();
    }
  }

  private void requireAvailable() {
    Availability availability = remote.availability(1, Duration.ZERO);
    @Nullable RemoteException failure = availability.failureOrNull();
    if (failure != null) {
      throw failure;
    }
  }

  /** Whether a server that answers otherwise may have this trouble with the rows of a page. */
  private static boolean mayBlameRows(RemoteProblem problem) {
    return switch (problem) {
      case TOO_LARGE, TIMEOUT_UNKNOWN, REMOTE_5XX, CONTRACT, CONFLICT, BAD_REQUEST -> true;
      case UNREACHABLE, TLS, AUTH, FORBIDDEN, BAD_PROXY, THROTTLED, NOT_FOUND -> false;
    };
  }

  private void count(List<RowOutcome> outcomes) {
    long accepted = count(outcomes, RowState.ACCEPTED);
    long unchanged = count(outcomes, RowState.UNCHANGED);
    counts =
        counts.plus(
            new SyncCounts(
                outcomes.size(),
                accepted,
                unchanged,
                outcomes.size() - accepted - unchanged,
                1,
                0));
  }

  private static long count(List<RowOutcome> outcomes, RowState state) {
    return outcomes.stream().filter(outcome -> outcome.state() == state).count();
  }

  private static SyncFailure.Reason reason(RowOutcome outcome) {
    @Nullable Reason reason = outcome.reasonOrNull();
    return reason == null
        ? SyncFailure.Reason.NONE
        : new SyncFailure.Reason(reason.code(), reason.message(), reason.property());
  }
}
