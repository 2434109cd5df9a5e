package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_STREAM;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_WINDOW;

import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Decides in a transaction which changes a run sends. A stream knows the span of changes that ever
 * were in a window; what comes to lie outside it gets a window of its own. That way a lowered bound
 * lets in what it kept out before, whatever was sent since.
 */
final class WindowPlan {
  private final DSLContext ctx;
  private final long streamId;

  private WindowPlan(DSLContext ctx, long streamId) {
    this.ctx = ctx;
    this.streamId = streamId;
  }

  /** Of a stream, which is stored if it is new. */
  static WindowPlan of(DSLContext ctx, SyncStream stream, LocalDateTime to) {
    ctx.insertInto(SYNC_STREAM)
        .set(SYNC_STREAM.TARGET_NAME, stream.target())
        .set(SYNC_STREAM.KIND, stream.kind().name())
        .set(SYNC_STREAM.PART, stream.partition())
        .set(SYNC_STREAM.PLANNED_FROM, to)
        .set(SYNC_STREAM.PLANNED_TO, to)
        .onConflictDoNothing()
        .execute();
    Long id =
        ctx.select(SYNC_STREAM.STREAM_ID)
            .from(SYNC_STREAM)
            .where(is(stream))
            .forUpdate()
            .fetchSingle(SYNC_STREAM.STREAM_ID);
    return new WindowPlan(ctx, id);
  }

  static Condition is(SyncStream stream) {
    return SYNC_STREAM
        .TARGET_NAME
        .eq(stream.target())
        .and(SYNC_STREAM.KIND.eq(stream.kind().name()))
        .and(SYNC_STREAM.PART.eq(stream.partition()));
  }

  List<SyncWindow> windows(LocalDateTime floor, LocalDateTime to, boolean strict) {
    if (!floor.isBefore(to)) {
      return List.of();
    }
    Record stream =
        ctx.selectFrom(SYNC_STREAM).where(SYNC_STREAM.STREAM_ID.eq(streamId)).fetchSingle();
    LocalDateTime plannedFrom = stream.get(SYNC_STREAM.PLANNED_FROM);
    LocalDateTime plannedTo = stream.get(SYNC_STREAM.PLANNED_TO);
    if (strict) {
      planAnew(floor, to, floor.isBefore(plannedFrom) ? null : stream.get(SYNC_STREAM.WATERMARK));
    } else {
      planRest(floor, to, plannedFrom, plannedTo);
    }
    return ctx.selectFrom(SYNC_WINDOW)
        .where(SYNC_WINDOW.STREAM_ID.eq(streamId))
        .orderBy(SYNC_WINDOW.WINDOW_ID)
        .fetch(WindowPlan::window);
  }

  private void planAnew(LocalDateTime floor, LocalDateTime to, @Nullable LocalDateTime watermark) {
    ctx.deleteFrom(SYNC_WINDOW).where(SYNC_WINDOW.STREAM_ID.eq(streamId)).execute();
    add(watermark == null || watermark.isBefore(floor) ? floor : watermark, to);
    planned(floor, to);
  }

  private void planRest(
      LocalDateTime floor, LocalDateTime to, LocalDateTime plannedFrom, LocalDateTime plannedTo) {
    if (floor.isAfter(plannedFrom)) {
      dropBefore(floor);
    } else {
      add(floor, plannedFrom);
    }
    LocalDateTime start = floor.isAfter(plannedTo) ? floor : plannedTo;
    add(start, to);
    planned(floor, start.isBefore(to) ? to : start);
  }

  /** What the bound keeps out is not sent, even if a run has begun with it. */
  private void dropBefore(LocalDateTime floor) {
    ctx.deleteFrom(SYNC_WINDOW)
        .where(SYNC_WINDOW.STREAM_ID.eq(streamId))
        .and(SYNC_WINDOW.WINDOW_TO.le(floor))
        .execute();
    ctx.update(SYNC_WINDOW)
        .set(SYNC_WINDOW.WINDOW_FROM, floor)
        .where(SYNC_WINDOW.STREAM_ID.eq(streamId))
        .and(SYNC_WINDOW.WINDOW_FROM.lt(floor))
        .execute();
  }

  private void add(LocalDateTime from, LocalDateTime to) {
    if (from.isBefore(to)) {
      ctx.insertInto(SYNC_WINDOW)
          .set(SYNC_WINDOW.STREAM_ID, streamId)
          .set(SYNC_WINDOW.WINDOW_FROM, from)
          .set(SYNC_WINDOW.WINDOW_TO, to)
          .execute();
    }
  }

  private void planned(LocalDateTime from, LocalDateTime to) {
    ctx.update(SYNC_STREAM)
        .set(SYNC_STREAM.PLANNED_FROM, from)
        .set(SYNC_STREAM.PLANNED_TO, to)
        .where(SYNC_STREAM.STREAM_ID.eq(streamId))
        .execute();
  }

  private static SyncWindow window(Record row) {
    LocalDateTime at = row.get(SYNC_WINDOW.POSITION_AT);
    return new SyncWindow(
        row.get(SYNC_WINDOW.WINDOW_ID),
        row.get(SYNC_WINDOW.WINDOW_FROM),
        row.get(SYNC_WINDOW.WINDOW_TO),
        at == null ? null : new Position(at, RowIds.parse(row.get(SYNC_WINDOW.POSITION_IDS))));
  }
}
