package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.DataSyncPreview;
import io.github.dhisadmin.sync.DataSyncPreview.Part;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.DataSyncService;
import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRunRecord;
import io.github.dhisadmin.sync.ValueComparison;
import io.github.dhisadmin.sync.ValueComparisonRequest;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.target.EncryptedTargets;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncJournal.SyncLock;
import io.github.dhisadmin.sync.spi.SyncSettings;
import io.github.dhisadmin.sync.spi.SyncStore;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.ValueScope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sends data to servers under the lock of target and kind. */
public final class DataPush implements DataSyncService {
  private static final int SAMPLES = 5;

  private final EncryptedTargets targets;
  private final OutgoingData data;
  private final SyncJournal journal;
  private final RemoteOpener remotes;
  private final AccessPolicy accessPolicy;
  private final Clock clock;

  /** Opens a server under its name, for a run that may be cancelled. */
  @FunctionalInterface
  public interface RemoteOpener {
    /** A server to talk to; connects to nothing yet. */
    Dhis2Remote open(String target, Cancellation cancellation);
  }

  /** Sends what a store holds. */
  public DataPush(
      EncryptedTargets targets,
      SyncStore store,
      RemoteOpener remotes,
      AccessPolicy accessPolicy,
      Clock clock) {
    this.targets = targets;
    this.data = store.outgoing();
    this.journal = store.journal();
    this.remotes = remotes;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
  }

  @Override
  public DataSyncResult run(DataSyncRequest request, RunControl control) {
    require("send data to a server", request.target());
    Dhis2Remote remote = remotes.open(request.target(), control.cancellation());
    SyncLock lock = lock(request);
    try {
      return new DataSyncRun(request, new StreamRun.Stores(data, journal), remote, clock)
          .run(control);
    } finally {
      lock.close();
    }
  }

  @Override
  public DataSyncPreview preview(DataSyncRequest request) {
    require("see what would be sent to a server", request.target());
    SyncSettings settings = data.settings();
    LocalDateTime to = data.settledUntil();
    Instant now = journal.now();
    List<Part> parts = new ArrayList<>();
    for (SyncKind kind : request.order()) {
      for (String partition : data.partitions(kind)) {
        SyncStream stream = new SyncStream(request.target(), kind, partition);
        List<SyncWindow> windows =
            journal.rehearse(stream, settings.skipChangedBefore(), to, request.strict());
        parts.add(part(stream, windows, journal.countDue(stream, now)));
      }
    }
    return new DataSyncPreview(parts, new Preflight(data, request.kinds()).local(settings));
  }

  @Override
  public ValueComparison compare(ValueComparisonRequest request) {
    require("compare data with those of a server", request.target());
    Cancellation cancellation = new Cancellation();
    ValueScope scope =
        new ValueScope(request.dataSet(), request.from(), request.to(), request.organisationUnit());
    return Comparison.of(
        data.values(scope, cancellation),
        remotes.open(request.target(), cancellation).values(scope),
        request.limit());
  }

  @Override
  public List<SyncFailure> failures(String target, int limit) {
    require("see what a server refused", target);
    return journal.failures(target, checkedLimit(limit));
  }

  @Override
  public int retryFailures(String target, Set<SyncKind> kinds) {
    require("send to a server again what it refused", target);
    return journal.makeDue(target, kinds);
  }

  @Override
  public List<SyncRunRecord> lastRuns(String target, int limit) {
    require("see what was sent to a server", target);
    return journal.lastRuns(target, checkedLimit(limit));
  }

  private void require(String operation, String target) {
    accessPolicy.require(operation, Authority.EXPORT_DATA);
    targets.get(target);
  }

  private SyncLock lock(DataSyncRequest request) {
    return journal
        .tryLock(request.target(), request.kinds())
        .orElseThrow(
            () ->
                new ConflictException(
                    "Some of "
                        + request.order()
                        + " are being sent to "
                        + request.target()
                        + " already, here or on another node; try again when that has ended."));
  }

  private Part part(SyncStream stream, List<SyncWindow> windows, long retries) {
    long rows = 0;
    List<String> samples = new ArrayList<>();
    for (SyncWindow window : windows) {
      rows += data.count(stream, window);
      if (samples.size() < SAMPLES) {
        data.page(stream, window, SAMPLES - samples.size(), new Cancellation()).stream()
            .map(OutgoingRow::key)
            .forEach(samples::add);
      }
    }
    return new Part(stream.kind(), stream.partition(), rows, retries, samples);
  }

  private static int checkedLimit(int limit) {
    if (limit < 1) {
      throw new InvalidRequestException("The limit must be at least 1, not " + limit + ".");
    }
    return limit;
  }
}
