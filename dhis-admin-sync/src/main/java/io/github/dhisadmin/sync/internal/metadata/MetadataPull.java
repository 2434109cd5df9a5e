package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.SyncTarget;
import io.github.dhisadmin.sync.internal.remote.Pause;
import io.github.dhisadmin.sync.internal.target.EncryptedTargets;
import io.github.dhisadmin.sync.metadata.MetadataPreflight;
import io.github.dhisadmin.sync.metadata.MetadataPreview;
import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryRecord;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataSyncService;
import io.github.dhisadmin.sync.metadata.MetadataSyncStatus;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.SyncJournal.SyncLock;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Takes versions over for callers who may, one run at a time per database. */
public final class MetadataPull implements MetadataSyncService {
  private final EncryptedTargets targets;
  private final MetadataSyncStore store;
  private final Opener opener;
  private final AccessPolicy accessPolicy;
  private final Clock clock;
  private final Function<Cancellation, Pause> pauses;

  /** Opens what versions go through. */
  @FunctionalInterface
  interface Opener {
    Parts open(String target, Cancellation cancellation);
  }

  MetadataPull(
      EncryptedTargets targets,
      MetadataSyncStore store,
      Opener opener,
      AccessPolicy accessPolicy,
      Clock clock,
      Function<Cancellation, Pause> pauses) {
    this.targets = targets;
    this.store = store;
    this.opener = opener;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
    this.pauses = pauses;
  }

  @Override
  public MetadataSyncResult run(MetadataSyncRequest request, RunControl control) {
    require("take metadata versions over", request.target());
    SyncLock lock = lock();
    try {
      return new PullRun(
              request,
              opener.open(request.target(), control.cancellation()),
              control,
              clock,
              pauses.apply(control.cancellation()))
          .run();
    } finally {
      lock.close();
    }
  }

  @Override
  public MetadataPreflight preflight(MetadataSyncRequest request) {
    SyncTarget target = require("see whether metadata can be taken over", request.target());
    return new Preflight(request, target.url(), open(request.target()), clock).look();
  }

  @Override
  public List<MetadataPreview> preview(String target) {
    require("see what metadata versions would do", target);
    Parts parts = open(target);
    try {
      VersionPlan plan = parts.plan(target, parts.central().versions());
      return plan.pending().stream()
          .limit(1)
          .map(version -> new SnapshotPreview(store, version).of(parts.snapshot(target, version)))
          .toList();
    } catch (StoppedException e) {
      throw e.forCaller();
    }
  }

  @Override
  public MetadataPreview preview(String target, String name) {
    require("see what metadata versions would do", target);
    Parts parts = open(target);
    MetadataVersion version = named(name, parts.central().versions());
    try {
      return new SnapshotPreview(store, version).of(parts.snapshot(target, version));
    } catch (StoppedException e) {
      throw e.forCaller();
    }
  }

  @Override
  public MetadataSyncStatus status(String target) {
    require("see how far metadata were taken over", target);
    return store.status(target);
  }

  @Override
  public MetadataRecoveryPlan plan(MetadataRecovery recovery) {
    require("plan a recovery of metadata versions", recovery.target());
    return recoveryOf(recovery, open(recovery.target()).central().versions()).plan();
  }

  @Override
  public MetadataRecoveryPlan recover(MetadataRecovery recovery) {
    require("recover metadata versions", recovery.target());
    List<MetadataVersion> listed = open(recovery.target()).central().versions();
    SyncLock lock = lock();
    try {
      RecoveryPlanner planned = recoveryOf(recovery, listed);
      store.remember(recovery.target(), listed);
      store.recover(planned.plan(), planned.added(), planned.removed());
      return planned.plan();
    } finally {
      lock.close();
    }
  }

  @Override
  public List<MetadataRecoveryRecord> recoveries(String target, int limit) {
    require("see recoveries of metadata versions", target);
    if (limit < 1) {
      throw new InvalidRequestException("The limit must be at least 1, not " + limit + ".");
    }
    return store.recoveries(target, limit);
  }

  private RecoveryPlanner recoveryOf(MetadataRecovery recovery, List<MetadataVersion> listed) {
    return RecoveryPlanner.of(recovery, named(recovery.version(), listed), listed, store.local());
  }

  private static MetadataVersion named(String name, List<MetadataVersion> listed) {
    return listed.stream()
        .filter(version -> version.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "The server has no version "
                        + name
                        + ". "
                        + new Suggestions(listed.stream().map(MetadataVersion::name).toList())
                            .forName(name)));
  }

  private SyncTarget require(String operation, String target) {
    accessPolicy.require(operation, Authority.METADATA_MANAGE);
    return targets.get(target);
  }

  private Parts open(String target) {
    return opener.open(target, new Cancellation());
  }

  private SyncLock lock() {
    return store
        .tryLock()
        .orElseThrow(
            () ->
                new ConflictException(
                    "Metadata versions are being taken over or made already, here or on another"
                        + " node; try again when that has ended."));
  }
}
