package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_FAILURE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.row;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.sync.spi.SyncJournal.Verdict;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Row11;
import org.jspecify.annotations.Nullable;

/** Rows of one stream that a server does not hold as they are here, within a transaction. */
final class FailureLedger {
  private static final int ROWS_PER_STATEMENT = 1_000;
  private static final int LONGEST_KEY = 500;
  private static final int LONGEST_CODE = 50;
  private static final int LONGEST_PROPERTY = 255;

  private final DSLContext ctx;
  private final long streamId;

  FailureLedger(DSLContext ctx, long streamId) {
    this.ctx = ctx;
    this.streamId = streamId;
  }

  /** Strikes out what was delivered, and adds or counts up what was not. */
  void take(List<Verdict> verdicts) {
    boolean allDelivered = verdicts.stream().allMatch(Verdict::delivered);
    if (allDelivered && isEmpty()) {
      return;
    }
    String[] ids =
        verdicts.stream().map(each -> RowIds.text(each.position().ids())).toArray(String[]::new);
    Map<String, ? extends Record> before =
        ctx.selectFrom(SYNC_FAILURE)
            .where(SYNC_FAILURE.STREAM_ID.eq(streamId))
            .and(SYNC_FAILURE.ROW_IDS.eq(any(BoundArray.of(ids))))
            .fetchMap(SYNC_FAILURE.ROW_IDS);
    if (allDelivered && before.isEmpty()) {
      return;
    }
    strike(before.keySet().toArray(String[]::new));
    OffsetDateTime now = ctx.select(currentOffsetDateTime()).fetchSingle().value1();
    List<
            Row11<
                Long,
                String,
                String,
                LocalDateTime,
                Integer,
                OffsetDateTime,
                OffsetDateTime,
                OffsetDateTime,
                String,
                String,
                String>>
        failed = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (!verdict.delivered()) {
        String id = RowIds.text(verdict.position().ids());
        @Nullable Record known = before.get(id);
        int attempts = attempts(known, verdict);
        failed.add(
            row(
                streamId,
                id,
                shortened(verdict.key(), LONGEST_KEY),
                verdict.position().changedAt(),
                attempts,
                known == null ? now : known.get(SYNC_FAILURE.FIRST_AT),
                now,
                now.plus(BackOff.after(attempts)),
                shortened(verdict.reason().code(), LONGEST_CODE),
                verdict.reason().message(),
                shortened(verdict.reason().property(), LONGEST_PROPERTY)));
      }
    }
    for (int from = 0; from < failed.size(); from += ROWS_PER_STATEMENT) {
      ctx.insertInto(
              SYNC_FAILURE,
              SYNC_FAILURE.STREAM_ID,
              SYNC_FAILURE.ROW_IDS,
              SYNC_FAILURE.ROW_KEY,
              SYNC_FAILURE.ROW_CHANGED_AT,
              SYNC_FAILURE.ATTEMPTS,
              SYNC_FAILURE.FIRST_AT,
              SYNC_FAILURE.LAST_AT,
              SYNC_FAILURE.NEXT_AT,
              SYNC_FAILURE.CODE,
              SYNC_FAILURE.MESSAGE,
              SYNC_FAILURE.PROPERTY)
          .valuesOfRows(failed.subList(from, Math.min(failed.size(), from + ROWS_PER_STATEMENT)))
          .execute();
    }
  }

  /** Removes rows by their keys. */
  void strike(String[] ids) {
    ctx.deleteFrom(SYNC_FAILURE)
        .where(SYNC_FAILURE.STREAM_ID.eq(streamId))
        .and(SYNC_FAILURE.ROW_IDS.eq(any(BoundArray.of(ids))))
        .execute();
  }

  private boolean isEmpty() {
    return !ctx.fetchExists(
        ctx.selectOne().from(SYNC_FAILURE).where(SYNC_FAILURE.STREAM_ID.eq(streamId)));
  }

  /** A row that was changed begins anew: what is refused now need not be what was refused then. */
  private static int attempts(@Nullable Record known, Verdict verdict) {
    return known != null
            && known.get(SYNC_FAILURE.ROW_CHANGED_AT).equals(verdict.position().changedAt())
        ? known.get(SYNC_FAILURE.ATTEMPTS) + 1
        : 1;
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
