package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryRecord;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncStatus;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionProgress;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.metadata.VersionType;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.SyncJournal.SyncLock;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Versions of one target that are forgotten with the test. */
final class InMemoryMetadataStore implements MetadataSyncStore {
  private static final LocalDateTime IMPORTED = LocalDateTime.of(2026, 11, 22, 10, 0);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final List<MetadataVersion> local = new ArrayList<>();
  private final Map<String, VersionProgress> progress = new LinkedHashMap<>();
  private Settings settings = new Settings(false, "own-system-id", List.of());
  private int successes;
  private @Nullable Failure failure;

  void settings(Settings newSettings) {
    settings = newSettings;
  }

  /** A version that was imported some time ago. */
  void imported(String name, String hash, String created) {
    local.add(version(name, hash, created, IMPORTED));
  }

  /** A version that was made here. */
  void made(String name, String hash, String created) {
    local.add(version(name, hash, created, null));
  }

  private static MetadataVersion version(
      String name, String hash, String created, @Nullable LocalDateTime imported) {
    return new MetadataVersion(
        name, "uid-" + name, VersionType.ATOMIC, LocalDateTime.parse(created), hash, imported);
  }

  /** Somebody wants a version applied whatever is here. */
  void again(String name) {
    put(name, VersionState.AGAIN, null, null);
  }

  int successes() {
    return successes;
  }

  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  VersionProgress progressOf(String version) {
    return Optional.ofNullable(progress.get(version)).orElseThrow();
  }

  @Override
  public Optional<SyncLock> tryLock() {
    return Optional.of(() -> {});
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public List<MetadataVersion> local() {
    return local.stream().sorted(MetadataVersion.IN_ORDER).toList();
  }

  @Override
  public MetadataSyncStatus status(String target) {
    return new MetadataSyncStatus(null, null, null, "", List.copyOf(progress.values()));
  }

  @Override
  public void begin(String target) {
    failure = null;
  }

  @Override
  public void remember(String target, List<MetadataVersion> versions) {
    for (MetadataVersion version : versions) {
      progress.putIfAbsent(
          version.name(),
          new VersionProgress(version, VersionState.PENDING, 0, null, "", null, NOW));
    }
  }

  @Override
  public void progress(String target, String version, VersionState state) {
    put(version, state, null, null);
  }

  @Override
  public void applied(String target, MetadataVersion version, MetadataImportReport report) {
    put(version.name(), VersionState.APPLIED, null, report);
    local.removeIf(held -> held.name().equals(version.name()));
    local.add(version(version.name(), version.hash(), version.created().toString(), IMPORTED));
  }

  @Override
  public void succeeded(String target) {
    successes++;
  }

  @Override
  public void failed(String target, Failure newFailure) {
    failure = newFailure;
    MetadataVersion version = newFailure.versionOrNull();
    if (version != null) {
      put(version.name(), VersionState.FAILED, newFailure.problem(), newFailure.reportOrNull());
    }
  }

  private void put(
      String name,
      VersionState state,
      @Nullable MetadataSyncProblem problem,
      @Nullable MetadataImportReport report) {
    VersionProgress before = progressOf(name);
    progress.put(
        name,
        new VersionProgress(
            before.version(),
            state,
            before.attempts() + (state == VersionState.IMPORTING ? 1 : 0),
            problem,
            "",
            report,
            NOW));
  }

  @Override
  public void recover(
      MetadataRecoveryPlan plan, List<MetadataVersion> added, List<MetadataVersion> removed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<MetadataRecoveryRecord> recoveries(String target, int limit) {
    return List.of();
  }

  @Override
  public Optional<Comparison> compare(String type, List<ObjectHeader> objects) {
    return Optional.empty();
  }

  @Override
  public LocalDateTime now() {
    return IMPORTED;
  }

  @Override
  public MetadataVersion publish(
      VersionType type, LocalDateTime created, String hash, String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean write(String version, OutputStream out) {
    return false;
  }
}
