package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote.Availability;
import io.github.dhisadmin.sync.internal.remote.ServerInfo;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncSettings;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One synchronisation with one server. Streams fail by themselves; only when the server is gone, or
 * does not know us any more, the ones that are left are not tried. Not thread safe.
 */
final class DataSyncRun {
  private static final int WHOLE = 100;

  private final DataSyncRequest request;
  private final StreamRun.Stores stores;
  private final OutgoingData data;
  private final SyncJournal journal;
  private final Dhis2Remote remote;
  private final Clock clock;
  private final Instant began;
  private final TrackerGeneration generation = new TrackerGeneration();
  private int streams = 1;
  private int streamsDone;
  private @Nullable RemoteException lostOrNull;

  DataSyncRun(DataSyncRequest request, StreamRun.Stores stores, Dhis2Remote remote, Clock clock) {
    this.request = request;
    this.stores = stores;
    this.data = stores.data();
    this.journal = stores.journal();
    this.remote = remote;
    this.clock = clock;
    this.began = clock.instant();
  }

  DataSyncResult run(RunControl control) {
    SyncSettings settings = data.settings();
    List<SyncStream> wanted = new ArrayList<>();
    for (SyncKind kind : request.order()) {
      data.partitions(kind)
          .forEach(part -> wanted.add(new SyncStream(request.target(), kind, part)));
    }
    streams = Math.max(1, wanted.size());
    Availability availability =
        remote.availability(settings.availabilityAttempts(), settings.availabilityDelay());
    lostOrNull = availability.failureOrNull();
    Preflight preflight = new Preflight(data, request.kinds());
    List<String> warnings = new ArrayList<>(preflight.local(settings));
    if (availability.isAvailable()) {
      meet(settings.systemIdOrNull());
      warnings.addAll(ask(preflight));
    }
    // Whatever is changed from here on belongs to the next run.
    LocalDateTime to = data.settledUntil();
    List<SyncRun> runs = new ArrayList<>();
    for (SyncStream stream : wanted) {
      runs.add(run(stream, settings, to, availability.attempts(), control));
      streamsDone++;
    }
    return new DataSyncResult(runs, warnings);
  }

  /**
   * Finds out which server it is. One that sends to itself changes what it sends, and would so
   * never come to an end.
   */
  private void meet(@Nullable String ownSystemId) {
    try {
      ServerInfo info = remote.info();
      generation.learn(info);
      @Nullable String theirs = info.systemIdOrNull();
      if (theirs != null && theirs.equals(ownSystemId)) {
        throw new InvalidRequestException(
            "The target "
                + request.target()
                + " is this DHIS2 itself; change its URL, or, if one was made from a copy of the"
                + " other's database, configuration.systemid of one of them.");
      }
    } catch (RemoteException e) {
      if (concernsAll(e.problem())) {
        lostOrNull = e;
      }
    }
  }

  /** A server that does not tell is no reason not to send, unless it is gone. */
  private List<String> ask(Preflight preflight) {
    if (lostOrNull != null) {
      return List.of();
    }
    try {
      return preflight.remote(remote);
    } catch (RemoteException e) {
      if (concernsAll(e.problem())) {
        lostOrNull = e;
      }
      return List.of("What the user may do there is not known: " + e.getMessage());
    }
  }

  private SyncRun run(
      SyncStream stream,
      SyncSettings settings,
      LocalDateTime to,
      int attempts,
      RunControl control) {
    List<SyncWindow> windows =
        journal.plan(stream, settings.skipChangedBefore(), to, request.strict());
    long runId = journal.begin(stream);
    StreamRun sending =
        new StreamRun(
            stream,
            stores,
            remote,
            sender(stream.kind()),
            new StreamRun.Settings(
                request.pageSize(stream.kind()),
                settings.skipChangedBefore(),
                control.cancellation()),
            () -> control.progress().onProgress(progress(stream)));
    SyncCounts asked = new SyncCounts(0, 0, 0, 0, 0, attempts);
    SyncRun run;
    try {
      run = send(stream, sending, windows, asked);
    } catch (DhisAdminException e) {
      // The database, or whoever cancelled, has ended it: the caller has to hear of that.
      String message = String.valueOf(e.getMessage());
      end(runId, aborted(stream, sending.counts().plus(asked), null, message), e);
      throw e;
    }
    journal.end(runId, run);
    return run;
  }

  private SyncRun send(
      SyncStream stream, StreamRun sending, List<SyncWindow> windows, SyncCounts asked) {
    RemoteException lost = lostOrNull;
    if (lost != null) {
      return aborted(stream, asked, lost.problem(), String.valueOf(lost.getMessage()));
    }
    try {
      sending.send(windows);
    } catch (RemoteException e) {
      if (concernsAll(e.problem())) {
        lostOrNull = e;
      }
      return aborted(
          stream, sending.counts().plus(asked), e.problem(), String.valueOf(e.getMessage()));
    }
    long failed = journal.conclude(stream);
    return new SyncRun(
        stream.kind(),
        stream.partition(),
        failed == 0 ? SyncRunState.SUCCEEDED : SyncRunState.FAILED,
        sending.counts().plus(asked),
        null,
        failed == 0 ? "" : failed + " rows are not with the server as they are here.");
  }

  private void end(long runId, SyncRun run, DhisAdminException reason) {
    try {
      journal.end(runId, run);
    } catch (DhisAdminException e) {
      reason.addSuppressed(e);
    }
  }

  private PageSender sender(SyncKind kind) {
    return switch (kind) {
      case DATA_VALUES -> new ValueSender(remote, new WireTime(ZoneId.systemDefault()));
      case REGISTRATIONS -> new RegistrationSender(remote);
      case EVENT_PROGRAMS -> new EventSender(remote, generation);
      case TRACKER_PROGRAMS -> new TrackedEntitySender(remote, generation);
    };
  }

  private Progress progress(SyncStream stream) {
    return new Progress(
        "Sending " + stream.kind(),
        stream.partition(),
        streamsDone,
        streams,
        WHOLE * streamsDone / streams,
        Duration.between(began, clock.instant()),
        null);
  }

  private static SyncRun aborted(
      SyncStream stream, SyncCounts counts, @Nullable RemoteProblem problem, String message) {
    return new SyncRun(
        stream.kind(), stream.partition(), SyncRunState.ABORTED, counts, problem, message);
  }

  /** Whether the other streams would have the same trouble; more wrong logins lock an account. */
  private static boolean concernsAll(RemoteProblem problem) {
    return switch (problem) {
      case UNREACHABLE, TLS, AUTH, BAD_PROXY, THROTTLED -> true;
      case FORBIDDEN,
          TOO_LARGE,
          TIMEOUT_UNKNOWN,
          REMOTE_5XX,
          CONTRACT,
          CONFLICT,
          BAD_REQUEST,
          NOT_FOUND ->
          false;
    };
  }
}
