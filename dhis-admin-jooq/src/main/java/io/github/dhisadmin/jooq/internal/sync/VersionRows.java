package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_METADATA;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_METADATA_ERROR;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_METADATA_VERSION;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.excluded;

import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.Counts;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.ObjectError;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.Status;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncStatus;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionProgress;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.metadata.VersionType;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Failure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** How far the versions of one target have come, as rows in the library's own schema. */
final class VersionRows {
  private final DSLContext ctx;
  private final String target;

  VersionRows(DSLContext ctx, String target) {
    this.ctx = ctx;
    this.target = target;
  }

  void begin() {
    touch();
    ctx.update(SYNC_METADATA)
        .set(SYNC_METADATA.LAST_ATTEMPT, currentOffsetDateTime())
        .where(SYNC_METADATA.TARGET_NAME.eq(target))
        .execute();
  }

  void succeeded() {
    ctx.update(SYNC_METADATA)
        .set(SYNC_METADATA.LAST_SUCCESS, currentOffsetDateTime())
        .set(SYNC_METADATA.MESSAGE, "")
        .where(SYNC_METADATA.TARGET_NAME.eq(target))
        .execute();
  }

  void failed(Failure failure) {
    ctx.update(SYNC_METADATA)
        .set(SYNC_METADATA.LAST_FAILURE, currentOffsetDateTime())
        .set(SYNC_METADATA.MESSAGE, failure.message())
        .where(SYNC_METADATA.TARGET_NAME.eq(target))
        .execute();
    MetadataVersion version = failure.versionOrNull();
    if (version != null) {
      // What passes is no fault of the version.
      boolean passing = failure.problem().mayPass();
      ctx.update(SYNC_METADATA_VERSION)
          .set(
              SYNC_METADATA_VERSION.STATE,
              (passing ? VersionState.PENDING : VersionState.FAILED).name())
          .set(SYNC_METADATA_VERSION.PROBLEM, failure.problem().name())
          .set(SYNC_METADATA_VERSION.MESSAGE, failure.message())
          .set(SYNC_METADATA_VERSION.CHANGED_AT, currentOffsetDateTime())
          .where(is(version.name()))
          .execute();
      report(version.name(), failure.reportOrNull());
    }
  }

  /** Takes over what the server lists; what has become of its versions here stays. */
  void remember(List<MetadataVersion> versions, List<MetadataVersion> local) {
    touch();
    ctx.deleteFrom(SYNC_METADATA_VERSION)
        .where(SYNC_METADATA_VERSION.TARGET_NAME.eq(target))
        .and(
            SYNC_METADATA_VERSION.VERSION_NAME.notIn(
                versions.stream().map(MetadataVersion::name).toList()))
        .execute();
    versions.forEach(this::upsert);
    Map<String, MetadataVersion> here =
        local.stream().collect(Collectors.toMap(MetadataVersion::name, Function.identity()));
    List<String> held =
        versions.stream()
            .filter(
                version -> {
                  MetadataVersion same = here.get(version.name());
                  return same != null && same.hasTextOf(version);
                })
            .map(MetadataVersion::name)
            .toList();
    change(
        SYNC_METADATA_VERSION.VERSION_NAME.in(held),
        List.of(
            VersionState.PENDING,
            VersionState.VERIFIED,
            VersionState.IMPORTING,
            VersionState.FAILED),
        VersionState.APPLIED);
    change(
        SYNC_METADATA_VERSION.VERSION_NAME.notIn(here.keySet()),
        List.of(VersionState.APPLIED, VersionState.SKIPPED),
        VersionState.PENDING);
  }

  void progress(String version, VersionState state) {
    int begun = state == VersionState.IMPORTING ? 1 : 0;
    ctx.update(SYNC_METADATA_VERSION)
        .set(SYNC_METADATA_VERSION.STATE, state.name())
        .set(SYNC_METADATA_VERSION.ATTEMPTS, SYNC_METADATA_VERSION.ATTEMPTS.plus(begun))
        .setNull(SYNC_METADATA_VERSION.PROBLEM)
        .set(SYNC_METADATA_VERSION.MESSAGE, "")
        .set(SYNC_METADATA_VERSION.CHANGED_AT, currentOffsetDateTime())
        .where(is(version))
        .execute();
  }

  /** What the DHIS2 here made of a version; null for nothing. */
  void report(String version, @Nullable MetadataImportReport report) {
    ctx.deleteFrom(SYNC_METADATA_ERROR)
        .where(SYNC_METADATA_ERROR.TARGET_NAME.eq(target))
        .and(SYNC_METADATA_ERROR.VERSION_NAME.eq(version))
        .execute();
    Counts counts = report == null ? new Counts(0, 0, 0, 0) : report.counts();
    ctx.update(SYNC_METADATA_VERSION)
        .set(SYNC_METADATA_VERSION.IMPORT_STATUS, report == null ? null : report.status().name())
        .set(SYNC_METADATA_VERSION.OBJECTS_CREATED, counts.created())
        .set(SYNC_METADATA_VERSION.OBJECTS_UPDATED, counts.updated())
        .set(SYNC_METADATA_VERSION.OBJECTS_DELETED, counts.deleted())
        .set(SYNC_METADATA_VERSION.OBJECTS_IGNORED, counts.ignored())
        .where(is(version))
        .execute();
    List<ObjectError> errors = report == null ? List.of() : report.errors();
    for (int position = 0; position < errors.size(); position++) {
      ObjectError error = errors.get(position);
      ctx.insertInto(SYNC_METADATA_ERROR)
          .set(SYNC_METADATA_ERROR.TARGET_NAME, target)
          .set(SYNC_METADATA_ERROR.VERSION_NAME, version)
          .set(SYNC_METADATA_ERROR.POSITION, position)
          .set(SYNC_METADATA_ERROR.OBJECT_TYPE, cut(error.type(), 100))
          .set(SYNC_METADATA_ERROR.OBJECT_UID, cut(error.uid(), 50))
          .set(SYNC_METADATA_ERROR.CODE, cut(error.code(), 50))
          .set(SYNC_METADATA_ERROR.MESSAGE, error.message())
          .execute();
    }
  }

  MetadataSyncStatus status() {
    Record state =
        ctx.selectFrom(SYNC_METADATA).where(SYNC_METADATA.TARGET_NAME.eq(target)).fetchOne();
    if (state == null) {
      return new MetadataSyncStatus(null, null, null, "", List.of());
    }
    Map<String, List<ObjectError>> errors =
        ctx.selectFrom(SYNC_METADATA_ERROR)
            .where(SYNC_METADATA_ERROR.TARGET_NAME.eq(target))
            .orderBy(SYNC_METADATA_ERROR.VERSION_NAME, SYNC_METADATA_ERROR.POSITION)
            .fetchGroups(SYNC_METADATA_ERROR.VERSION_NAME, VersionRows::error);
    List<VersionProgress> versions =
        new ArrayList<>(
            ctx.selectFrom(SYNC_METADATA_VERSION)
                .where(SYNC_METADATA_VERSION.TARGET_NAME.eq(target))
                .fetch(row -> progress(row, errors)));
    versions.sort(Comparator.comparing(VersionProgress::version, MetadataVersion.IN_ORDER));
    return new MetadataSyncStatus(
        instant(state.get(SYNC_METADATA.LAST_ATTEMPT)),
        instant(state.get(SYNC_METADATA.LAST_SUCCESS)),
        instant(state.get(SYNC_METADATA.LAST_FAILURE)),
        state.get(SYNC_METADATA.MESSAGE),
        versions);
  }

  private void touch() {
    ctx.insertInto(SYNC_METADATA)
        .set(SYNC_METADATA.TARGET_NAME, target)
        .set(SYNC_METADATA.MESSAGE, "")
        .onConflictDoNothing()
        .execute();
  }

  private void upsert(MetadataVersion version) {
    ctx.insertInto(SYNC_METADATA_VERSION)
        .set(SYNC_METADATA_VERSION.TARGET_NAME, target)
        .set(SYNC_METADATA_VERSION.VERSION_NAME, version.name())
        .set(SYNC_METADATA_VERSION.VERSION_UID, version.uid())
        .set(SYNC_METADATA_VERSION.VERSION_TYPE, version.type().name())
        .set(SYNC_METADATA_VERSION.CREATED_AT, version.created())
        .set(SYNC_METADATA_VERSION.HASH, version.hash())
        .set(SYNC_METADATA_VERSION.STATE, VersionState.PENDING.name())
        .set(SYNC_METADATA_VERSION.ATTEMPTS, 0)
        .set(SYNC_METADATA_VERSION.MESSAGE, "")
        .set(SYNC_METADATA_VERSION.OBJECTS_CREATED, 0L)
        .set(SYNC_METADATA_VERSION.OBJECTS_UPDATED, 0L)
        .set(SYNC_METADATA_VERSION.OBJECTS_DELETED, 0L)
        .set(SYNC_METADATA_VERSION.OBJECTS_IGNORED, 0L)
        .set(SYNC_METADATA_VERSION.CHANGED_AT, currentOffsetDateTime())
        .onConflict(SYNC_METADATA_VERSION.TARGET_NAME, SYNC_METADATA_VERSION.VERSION_NAME)
        .doUpdate()
        .set(SYNC_METADATA_VERSION.VERSION_UID, excluded(SYNC_METADATA_VERSION.VERSION_UID))
        .set(SYNC_METADATA_VERSION.VERSION_TYPE, excluded(SYNC_METADATA_VERSION.VERSION_TYPE))
        .set(SYNC_METADATA_VERSION.CREATED_AT, excluded(SYNC_METADATA_VERSION.CREATED_AT))
        .set(SYNC_METADATA_VERSION.HASH, excluded(SYNC_METADATA_VERSION.HASH))
        .execute();
  }

  private void change(Condition which, List<VersionState> from, VersionState to) {
    ctx.update(SYNC_METADATA_VERSION)
        .set(SYNC_METADATA_VERSION.STATE, to.name())
        .setNull(SYNC_METADATA_VERSION.PROBLEM)
        .set(SYNC_METADATA_VERSION.MESSAGE, "")
        .set(SYNC_METADATA_VERSION.CHANGED_AT, currentOffsetDateTime())
        .where(SYNC_METADATA_VERSION.TARGET_NAME.eq(target))
        .and(which)
        .and(SYNC_METADATA_VERSION.STATE.in(from.stream().map(VersionState::name).toList()))
        .execute();
  }

  private Condition is(String version) {
    return SYNC_METADATA_VERSION
        .TARGET_NAME
        .eq(target)
        .and(SYNC_METADATA_VERSION.VERSION_NAME.eq(version));
  }

  private static VersionProgress progress(Record row, Map<String, List<ObjectError>> errors) {
    String name = row.get(SYNC_METADATA_VERSION.VERSION_NAME);
    String problem = row.get(SYNC_METADATA_VERSION.PROBLEM);
    String status = row.get(SYNC_METADATA_VERSION.IMPORT_STATUS);
    return new VersionProgress(
        new MetadataVersion(
            name,
            row.get(SYNC_METADATA_VERSION.VERSION_UID),
            VersionType.valueOf(row.get(SYNC_METADATA_VERSION.VERSION_TYPE)),
            row.get(SYNC_METADATA_VERSION.CREATED_AT),
            row.get(SYNC_METADATA_VERSION.HASH),
            null),
        VersionState.valueOf(row.get(SYNC_METADATA_VERSION.STATE)),
        row.get(SYNC_METADATA_VERSION.ATTEMPTS),
        problem == null ? null : MetadataSyncProblem.valueOf(problem),
        row.get(SYNC_METADATA_VERSION.MESSAGE),
        status == null
            ? null
            : new MetadataImportReport(
                Status.valueOf(status),
                new Counts(
                    row.get(SYNC_METADATA_VERSION.OBJECTS_CREATED),
                    row.get(SYNC_METADATA_VERSION.OBJECTS_UPDATED),
                    row.get(SYNC_METADATA_VERSION.OBJECTS_DELETED),
                    row.get(SYNC_METADATA_VERSION.OBJECTS_IGNORED)),
                errors.getOrDefault(name, List.of())),
        row.get(SYNC_METADATA_VERSION.CHANGED_AT).toInstant());
  }

  private static ObjectError error(Record row) {
    return new ObjectError(
        row.get(SYNC_METADATA_ERROR.OBJECT_TYPE),
        row.get(SYNC_METADATA_ERROR.OBJECT_UID),
        row.get(SYNC_METADATA_ERROR.CODE),
        row.get(SYNC_METADATA_ERROR.MESSAGE));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime stored) {
    return stored == null ? null : stored.toInstant();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
