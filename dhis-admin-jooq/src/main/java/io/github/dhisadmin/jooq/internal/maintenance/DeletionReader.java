package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_FAILURE;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_STREAM;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_WINDOW;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.JOBCONFIGURATION;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Somebody who looks for data values that were changed since they last looked, and learns of a
 * deletion only if the value is still there, marked as deleted.
 *
 * @param name what people call them
 * @param unseen which data values they have still to see
 */
record DeletionReader(String name, Condition unseen) {
  /** All there are in a database. */
  static List<DeletionReader> all(DSLContext ctx, SystemSettings settings) {
    return Stream.of(
            dhis2Synchronisation(ctx, settings).stream(),
            latestPartition(ctx, settings).stream(),
            targets(ctx).stream())
        .flatMap(each -> each)
        .toList();
  }

  /**
   * DHIS2 sends what was changed at the moment of its last success or later, and all if it never
   * had one (2.42, SyncUtils#getLastSyncSuccess).
   */
  private static Optional<DeletionReader> dhis2Synchronisation(
      DSLContext ctx, SystemSettings settings) {
    String name = "DHIS2's data synchronisation";
    return settings
        .timestamp(ctx, SystemSettings.LAST_DATA_SYNCHRONISATION)
        .map(last -> new DeletionReader(name, DATAVALUE.LASTUPDATED.ge(last)))
        .or(
            () ->
                ctx.fetchExists(
                        JOBCONFIGURATION,
                        JOBCONFIGURATION
                            .JOBTYPE
                            .eq("DATA_SYNC")
                            .and(JOBCONFIGURATION.ENABLED.isTrue()))
                    ? Optional.of(new DeletionReader(name, DSL.trueCondition()))
                    : Optional.empty());
  }

  /** A full update sees all; what was deleted by then is in none of its tables. */
  private static Optional<DeletionReader> latestPartition(DSLContext ctx, SystemSettings settings) {
    return settings
        .timestamp(ctx, SystemSettings.LAST_LATEST_PARTITION_UPDATE)
        .map(
            latest ->
                settings
                    .timestamp(ctx, SystemSettings.LAST_ANALYTICS_UPDATE)
                    .filter(latest::isBefore)
                    .orElse(latest))
        .map(
            last ->
                new DeletionReader(
                    "the analytics of the latest changes", DATAVALUE.LASTUPDATED.gt(last)));
  }

  /**
   * The library's own synchronisation has sent what was changed before the moment up to which it
   * has planned, except for what lies in a window that it has not finished, and for what was
   * refused.
   */
  private static List<DeletionReader> targets(DSLContext ctx) {
    Field<LocalDateTime> unfinished =
        DSL.field(
            DSL.select(DSL.min(DSL.coalesce(SYNC_WINDOW.POSITION_AT, SYNC_WINDOW.WINDOW_FROM)))
                .from(SYNC_WINDOW)
                .where(SYNC_WINDOW.STREAM_ID.eq(SYNC_STREAM.STREAM_ID)));
    return ctx.select(
            SYNC_STREAM.STREAM_ID,
            SYNC_STREAM.TARGET_NAME,
            DSL.least(SYNC_STREAM.PLANNED_TO, unfinished))
        .from(SYNC_STREAM)
        .where(SYNC_STREAM.KIND.eq("DATA_VALUES"))
        .orderBy(SYNC_STREAM.STREAM_ID)
        .fetch(
            row ->
                new DeletionReader(
                    "target " + row.value2(),
                    DATAVALUE
                        .LASTUPDATED
                        .ge(row.value3())
                        .or(DATAVALUE.LASTUPDATED.in(refused(row.value1())))));
  }

  /** When the rows were changed that the server refused; retried until it takes them. */
  private static Select<Record1<LocalDateTime>> refused(long streamId) {
    return DSL.select(SYNC_FAILURE.ROW_CHANGED_AT)
        .from(SYNC_FAILURE)
        .where(SYNC_FAILURE.STREAM_ID.eq(streamId));
  }
}
