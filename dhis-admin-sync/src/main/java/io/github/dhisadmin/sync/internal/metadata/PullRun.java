package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.internal.metadata.SnapshotCache.Checked;
import io.github.dhisadmin.sync.internal.remote.Pause;
import io.github.dhisadmin.sync.internal.remote.ServerInfo;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.ObjectError;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataSyncState;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One synchronisation of metadata. What may pass is tried again as a whole, from the question
 * whether the server answers on, as DHIS2 does. Not thread safe.
 */
final class PullRun {
  private static final int WHOLE = 100;

  private final MetadataSyncRequest request;
  private final Parts parts;
  private final MetadataSyncStore store;
  private final RunControl control;
  private final Clock clock;
  private final Pause pause;
  private final Instant began;
  private final List<String> applied = new ArrayList<>();
  private final Set<String> warnings = new TreeSet<>();
  private boolean dataSent;

  PullRun(MetadataSyncRequest request, Parts parts, RunControl control, Clock clock, Pause pause) {
    this.request = request;
    this.parts = parts;
    this.store = parts.store();
    this.control = control;
    this.clock = clock;
    this.pause = pause;
    this.began = clock.instant();
  }

  MetadataSyncResult run() {
    warnings.addAll(parts.warningsOfSettings());
    store.begin(request.target());
    for (int attempt = 1; ; attempt++) {
      try {
        pull();
        store.succeeded(request.target());
        return result(MetadataSyncState.SUCCEEDED, null, attempt);
      } catch (StoppedException e) {
        Failure failure = e.failure();
        boolean passing = failure.problem().mayPass();
        if (!passing || attempt == request.attempts()) {
          store.failed(request.target(), failure);
          return result(
              passing ? MetadataSyncState.ABORTED : MetadataSyncState.FAILED, failure, attempt);
        }
        pause.await(request.delay());
      }
    }
  }

  private void pull() {
    control.cancellation().check();
    refuseItself();
    sendData();
    List<MetadataVersion> listed = ServerTrouble.ofCentral(null, () -> parts.central().versions());
    store.remember(request.target(), listed);
    VersionPlan plan = parts.plan(request.target(), listed);
    warnings.addAll(plan.warnings());
    for (int i = 0; i < plan.pending().size(); i++) {
      tell(plan.pending().get(i), i, plan.pending().size());
      apply(plan.pending().get(i));
    }
  }

  /** A server that took over its own versions would never come to an end. */
  private void refuseItself() {
    ServerInfo info =
        ServerTrouble.ofCentral(
            null,
            () -> {
              parts.central().ping();
              return parts.central().info();
            });
    String theirs = info.systemIdOrNull();
    if (theirs != null && theirs.equals(store.settings().systemIdOrNull())) {
      throw new InvalidRequestException(
          "The target " + request.target() + " is this DHIS2 itself; change its URL.");
    }
  }

  /**
   * Sends data while the metadata are still those under which they were entered. Rows that the
   * server refuses do not hold versions up, as a version may bring what they lack.
   */
  private void sendData() {
    if (dataSent || request.dataFirst() == MetadataSyncRequest.DataFirst.KEEP) {
      return;
    }
    DataSyncResult sent;
    try {
      sent =
          parts
              .data()
              .run(
                  DataSyncRequest.to(request.target())
                      .only(SyncKind.DATA_VALUES, SyncKind.REGISTRATIONS),
                  new RunControl(ProgressListener.NONE, control.cancellation()));
    } catch (ConflictException e) {
      throw StoppedException.of(MetadataSyncProblem.DATA_NOT_SENT, String.valueOf(e.getMessage()));
    }
    for (SyncRun run : sent.runs()) {
      if (run.state() == SyncRunState.ABORTED) {
        boolean passing = run.problem().map(RemoteProblem::isTransient).orElse(true);
        throw StoppedException.of(
            passing ? MetadataSyncProblem.DATA_NOT_SENT : MetadataSyncProblem.DATA_REFUSED,
            run.kind() + " could not be sent: " + run.message());
      }
      if (run.state() == SyncRunState.FAILED) {
        warnings.add(run.kind() + ": " + run.message());
      }
    }
    dataSent = true;
  }

  private void apply(MetadataVersion version) {
    control.cancellation().check();
    Checked snapshot = parts.snapshot(request.target(), version);
    store.progress(request.target(), version.name(), VersionState.VERIFIED);
    parts.refuseOtherDhis2(version, snapshot.dhis2Version(), request.versionCheck());
    control.cancellation().check();
    store.progress(request.target(), version.name(), VersionState.IMPORTING);
    MetadataImportReport report =
        ServerTrouble.ofLocal(
            version, () -> parts.sink().importSnapshot(snapshot.file(), version.type()));
    if (!report.isAcceptable(version.type())) {
      throw StoppedException.because(
          new Failure(
              version, MetadataSyncProblem.IMPORT_REFUSED, refusal(version, report), report));
    }
    store.applied(request.target(), version, report);
    parts.cache().drop(version);
    applied.add(version.name());
    if (report.status() == MetadataImportReport.Status.WARNING) {
      warnings.add(
          version.name()
              + " was imported without "
              + report.counts().ignored()
              + " objects."
              + first(report));
    }
  }

  private static String refusal(MetadataVersion version, MetadataImportReport report) {
    return version.name()
        + " ("
        + version.type()
        + ") was refused here with "
        + report.status()
        + ", "
        + report.counts().ignored()
        + " objects left out."
        + first(report)
        + " Mend the metadata on the server and publish a version, or skip this one.";
  }

  private static String first(MetadataImportReport report) {
    if (report.errors().isEmpty()) {
      return "";
    }
    ObjectError error = report.errors().get(0);
    return " "
        + error.type()
        + " "
        + error.uid()
        + ": "
        + error.code()
        + " "
        + error.message()
        + (error.message().endsWith(".") ? "" : ".");
  }

  private void tell(MetadataVersion version, int done, int total) {
    control
        .progress()
        .onProgress(
            new Progress(
                "Applying metadata versions",
                version.name(),
                done,
                total,
                WHOLE * done / total,
                Duration.between(began, clock.instant()),
                null));
  }

  private MetadataSyncResult result(
      MetadataSyncState state, @Nullable Failure failure, int attempts) {
    MetadataVersion stoppedAt = failure == null ? null : failure.versionOrNull();
    return new MetadataSyncResult(
        state,
        failure == null ? null : failure.problem(),
        failure == null ? "" : failure.message(),
        applied,
        stoppedAt == null ? null : stoppedAt.name(),
        failure == null ? null : failure.reportOrNull(),
        attempts,
        List.copyOf(warnings));
  }
}
