package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_METADATA_RECOVERY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.JOBCONFIGURATION;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.uid.NewUids;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryRecord;
import io.github.dhisadmin.sync.metadata.MetadataSyncStatus;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.metadata.VersionType;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.SyncJournal.SyncLock;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Metadata versions in DHIS2's tables, and their progress in the library's own schema. */
final class JooqMetadataSyncStore implements MetadataSyncStore {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String FAILED_VERSION = "keyMetadataFailedVersion";
  private static final String FAILED_TIME = "keyMetadataLastFailedTime";

  private final Database database;
  private final SystemSettings settings;
  private final RunLocks runLocks;
  private final MetadataTables tables;
  private final NewUids uids = new NewUids();

  JooqMetadataSyncStore(
      Database database, Dhis2Schema schema, SystemSettings settings, RunLocks runLocks) {
    this.database = database;
    this.settings = settings;
    this.runLocks = runLocks;
    this.tables = new MetadataTables(schema);
  }

  @Override
  public Optional<SyncLock> tryLock() {
    return runLocks.tryAcquire("sync/metadata").map(lock -> lock::close);
  }

  @Override
  public Settings settings() {
    return database.transaction(
        ctx ->
            new Settings(
                settings.bool(ctx, "keyStopMetadataSync", false),
                SystemId.of(ctx),
                ctx.select(JOBCONFIGURATION.NAME)
                    .from(JOBCONFIGURATION)
                    .where(JOBCONFIGURATION.JOBTYPE.eq("META_DATA_SYNC"))
                    .and(JOBCONFIGURATION.ENABLED.isTrue())
                    .orderBy(JOBCONFIGURATION.NAME)
                    .fetch(JOBCONFIGURATION.NAME)));
  }

  @Override
  public List<MetadataVersion> local() {
    return database.transaction(ctx -> new LocalVersions(ctx).all());
  }

  @Override
  public MetadataSyncStatus status(String target) {
    return database.transaction(ctx -> new VersionRows(ctx, target).status());
  }

  @Override
  public void begin(String target) {
    database.transaction(
        ctx -> {
          new VersionRows(ctx, target).begin();
          settings.remove(ctx, FAILED_VERSION);
          settings.remove(ctx, FAILED_TIME);
          return settings.put(ctx, "keyVersionEnabled", "true");
        });
  }

  @Override
  public void remember(String target, List<MetadataVersion> versions) {
    database.transaction(
        ctx -> {
          new VersionRows(ctx, target).remember(versions, new LocalVersions(ctx).all());
          if (!versions.isEmpty()) {
            settings.put(ctx, "keyRemoteMetadataVersion", versions.get(versions.size() - 1).name());
          }
          return versions.size();
        });
  }

  @Override
  public void progress(String target, String version, VersionState state) {
    database.transaction(
        ctx -> {
          new VersionRows(ctx, target).progress(version, state);
          return state;
        });
  }

  @Override
  public void applied(String target, MetadataVersion version, MetadataImportReport report) {
    database.transaction(
        ctx -> {
          new LocalVersions(ctx).imported(version);
          VersionRows rows = new VersionRows(ctx, target);
          rows.progress(version.name(), VersionState.APPLIED);
          rows.report(version.name(), report);
          return report;
        });
  }

  @Override
  public void succeeded(String target) {
    database.transaction(
        ctx -> {
          new VersionRows(ctx, target).succeeded();
          return settings.put(ctx, "keyLastMetaDataSyncSuccess", settings.now(ctx));
        });
  }

  @Override
  public void failed(String target, Failure failure) {
    database.transaction(
        ctx -> {
          new VersionRows(ctx, target).failed(failure);
          MetadataVersion version = failure.versionOrNull();
          if (version != null) {
            settings.put(ctx, FAILED_VERSION, version.name());
          }
          return settings.put(ctx, FAILED_TIME, settings.now(ctx));
        });
  }

  @Override
  public void recover(
      MetadataRecoveryPlan plan, List<MetadataVersion> added, List<MetadataVersion> removed) {
    database.transaction(
        ctx -> {
          MetadataRecovery recovery = plan.recovery();
          LocalVersions versions = new LocalVersions(ctx);
          removed.forEach(versions::remove);
          added.forEach(versions::imported);
          VersionRows rows = new VersionRows(ctx, recovery.target());
          switch (recovery.action()) {
            case SKIP -> rows.progress(recovery.version(), VersionState.SKIPPED);
            case RETRY -> rows.progress(recovery.version(), VersionState.AGAIN);
            case REBASELINE -> {
              added.forEach(each -> rows.progress(each.name(), VersionState.APPLIED));
              removed.stream()
                  .filter(each -> !plan.added().contains(each.name()))
                  .forEach(each -> rows.progress(each.name(), VersionState.PENDING));
            }
          }
          return audit(ctx, recovery, added, removed);
        });
  }

  private static int audit(
      DSLContext ctx,
      MetadataRecovery recovery,
      List<MetadataVersion> added,
      List<MetadataVersion> removed) {
    return ctx.insertInto(SYNC_METADATA_RECOVERY)
        .set(SYNC_METADATA_RECOVERY.TARGET_NAME, recovery.target())
        .set(SYNC_METADATA_RECOVERY.ACTION, recovery.action().name())
        .set(SYNC_METADATA_RECOVERY.VERSION_NAME, recovery.version())
        .set(SYNC_METADATA_RECOVERY.REASON, recovery.reason())
        .set(SYNC_METADATA_RECOVERY.DECIDED_BY, recovery.by())
        .set(SYNC_METADATA_RECOVERY.EFFECT, "added " + added + ", removed " + removed)
        .set(SYNC_METADATA_RECOVERY.CARRIED_OUT_AT, currentOffsetDateTime())
        .execute();
  }

  @Override
  public List<MetadataRecoveryRecord> recoveries(String target, int limit) {
    return database.transaction(
        ctx ->
            ctx.selectFrom(SYNC_METADATA_RECOVERY)
                .where(SYNC_METADATA_RECOVERY.TARGET_NAME.eq(target))
                .orderBy(SYNC_METADATA_RECOVERY.RECOVERY_ID.desc())
                .limit(limit)
                .fetch(JooqMetadataSyncStore::recovery));
  }

  @Override
  public Optional<Comparison> compare(String type, List<ObjectHeader> objects) {
    return tables
        .of(type)
        .map(
            table ->
                database.read(
                    new Cancellation(),
                    PATIENCE,
                    ctx -> new ObjectComparison(ctx, type, table).compare(objects)));
  }

  @Override
  public LocalDateTime now() {
    return database.transaction(settings::now);
  }

  @Override
  public MetadataVersion publish(
      VersionType type, LocalDateTime created, String hash, String text) {
    return database.transaction(
        ctx -> {
          LocalVersions versions = new LocalVersions(ctx);
          long last = versions.all().stream().mapToLong(MetadataVersion::number).max().orElse(0);
          MetadataVersion version =
              new MetadataVersion(
                  "Version_" + (Math.max(0, last) + 1), uids.next(), type, created, hash, null);
          versions.made(version);
          new VersionTexts(ctx).put(version.name(), uids.next(), text);
          settings.put(ctx, "keySystemMetadataVersion", version.name());
          return version;
        });
  }

  @Override
  public boolean write(String version, OutputStream out) throws IOException {
    Optional<String> text = database.transaction(ctx -> new VersionTexts(ctx).find(version));
    if (text.isPresent()) {
      VersionTexts.write(text.get(), out);
    }
    return text.isPresent();
  }

  private static MetadataRecoveryRecord recovery(Record row) {
    return new MetadataRecoveryRecord(
        new MetadataRecovery(
            row.get(SYNC_METADATA_RECOVERY.TARGET_NAME),
            MetadataRecovery.Action.valueOf(row.get(SYNC_METADATA_RECOVERY.ACTION)),
            row.get(SYNC_METADATA_RECOVERY.VERSION_NAME),
            row.get(SYNC_METADATA_RECOVERY.REASON),
            row.get(SYNC_METADATA_RECOVERY.DECIDED_BY)),
        row.get(SYNC_METADATA_RECOVERY.EFFECT),
        row.get(SYNC_METADATA_RECOVERY.CARRIED_OUT_AT).toInstant());
  }
}
