package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable.Programs;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.SyncWindow;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Reads events of programs without registration, in the order of their change. */
final class EventReader implements RowReader {
  private final EventRows events;

  EventReader(Dhis2Schema schema) {
    this.events =
        new EventRows(
            schema,
            schema.eventTables().stream()
                .filter(each -> each.programs() != Programs.WITH_REGISTRATION)
                .findFirst()
                .orElseThrow());
  }

  @Override
  public long count(DSLContext ctx, String partition, SyncWindow window) {
    return ctx.selectCount()
        .from(events.source())
        .where(next(partition, window))
        .fetchSingle()
        .value1()
        .longValue();
  }

  @Override
  public List<OutgoingRow> page(DSLContext ctx, String partition, SyncWindow window, int limit) {
    return List.copyOf(events.read(ctx, next(partition, window), limit));
  }

  @Override
  public List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids) {
    Long[] keys = ids.stream().map(each -> each.get(0)).toArray(Long[]::new);
    return List.copyOf(
        events.read(
            ctx, ofProgram(partition).and(events.id().eq(any(BoundArray.of(keys)))), ids.size()));
  }

  private Condition next(String program, SyncWindow window) {
    return ofProgram(program)
        .and(new ChangeOrder(events.changedAt(), List.of(events.id())).next(window));
  }

  private Condition ofProgram(String program) {
    return events
        .stageId()
        .in(
            select(PROGRAMSTAGE.PROGRAMSTAGEID)
                .from(PROGRAMSTAGE)
                .join(PROGRAM)
                .on(PROGRAM.PROGRAMID.eq(PROGRAMSTAGE.PROGRAMID))
                .where(PROGRAM.UID.eq(program)));
  }
}
