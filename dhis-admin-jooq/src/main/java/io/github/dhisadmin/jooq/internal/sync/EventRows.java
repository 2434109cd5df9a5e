package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGEDATAELEMENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.JsonKeys;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Content;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Course;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Note;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Place;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Reads events of one table, deleted ones among them. Values that are not to be synchronised are
 * left out by the database, per stage, as the flag belongs to data element and stage (2.42,
 * programstagedataelement.skipsynchronization).
 */
final class EventRows {
  private static final String ALIAS = "ev";

  private final Table<?> events;
  private final Field<Long> id;
  private final Field<LocalDateTime> changedAt = column("lastupdated", SQLDataType.LOCALDATETIME);
  private final Field<Long> stageId = column("programstageid", SQLDataType.BIGINT);
  private final Field<String> uid = column("uid", SQLDataType.VARCHAR);
  private final Field<Long> enrollmentId;
  private final Field<LocalDateTime> occurred;
  private final Field<LocalDateTime> scheduled;
  private final Field<LocalDateTime> created = column("created", SQLDataType.LOCALDATETIME);
  private final Field<LocalDateTime> completed = column("completeddate", SQLDataType.LOCALDATETIME);
  private final Field<String> completedBy = column("completedby", SQLDataType.VARCHAR);
  private final Field<String> storedBy;
  private final Field<String> status = column("status", SQLDataType.VARCHAR);
  private final Field<Boolean> deleted = column("deleted", SQLDataType.BOOLEAN);
  private final Field<JSONB> values;
  // Before 2.41 an event may lack both; the server that it is sent to has to say so.
  private final Field<String> unit = coalesce(ORGANISATIONUNIT.UID, "").as("unit");
  private final Field<String> optionCombo = coalesce(CATEGORYOPTIONCOMBO.UID, "").as("optioncombo");
  private final NoteReader notes;

  EventRows(Dhis2Schema schema, EventTable table) {
    this.events = table(name(table.name())).as(ALIAS);
    this.id = column(table.idColumn(), SQLDataType.BIGINT);
    this.enrollmentId =
        table
            .enrollmentColumn()
            .map(column -> column(column, SQLDataType.BIGINT))
            .orElse(castNull(SQLDataType.BIGINT).as("enrollmentid"));
    this.occurred = column(table.occurredDateColumn(), SQLDataType.LOCALDATETIME);
    this.scheduled =
        table
            .scheduledDateColumn()
            .map(column -> column(column, SQLDataType.LOCALDATETIME))
            .orElse(castNull(SQLDataType.LOCALDATETIME).as("scheduleddate"));
    this.storedBy =
        schema.hasColumn(EVENT.STOREDBY)
            ? column("storedby", SQLDataType.VARCHAR)
            : castNull(SQLDataType.VARCHAR).as("storedby");
    this.values =
        JsonKeys.without(
                column("eventdatavalues", SQLDataType.JSONB),
                array(
                    select(DATAELEMENT.UID)
                        .from(PROGRAMSTAGEDATAELEMENT)
                        .join(DATAELEMENT)
                        .on(DATAELEMENT.DATAELEMENTID.eq(PROGRAMSTAGEDATAELEMENT.DATAELEMENTID))
                        .where(PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID.eq(stageId))
                        .and(PROGRAMSTAGEDATAELEMENT.SKIPSYNCHRONIZATION.isTrue())))
            .as("sentvalues");
    this.notes = new NoteReader(schema, table.notesTable(), table.idColumn());
  }

  Table<?> source() {
    return events;
  }

  Field<Long> id() {
    return id;
  }

  Field<LocalDateTime> changedAt() {
    return changedAt;
  }

  Field<Long> stageId() {
    return stageId;
  }

  Field<Long> enrollmentId() {
    return enrollmentId;
  }

  /** The first events in the order of change. */
  List<OutgoingEvent> read(DSLContext ctx, Condition which, int limit) {
    return read(ctx, which, limit, List.of(changedAt, id)).stream().map(Row::event).toList();
  }

  /** All events of enrollments, by enrollment. */
  Map<Long, List<OutgoingEvent>> ofEnrollments(DSLContext ctx, List<Long> enrollments) {
    return read(
            ctx,
            enrollmentId.eq(any(BoundArray.of(enrollments.toArray(Long[]::new)))),
            Integer.MAX_VALUE,
            List.of(id))
        .stream()
        .collect(
            Collectors.groupingBy(
                Row::enrollment, Collectors.mapping(Row::event, Collectors.toList())));
  }

  /** Three statements, however many rows there are. */
  private List<Row> read(DSLContext ctx, Condition which, int limit, List<Field<?>> order) {
    Result<? extends Record> rows =
        ctx.select(
                id,
                changedAt,
                uid,
                stageId,
                enrollmentId,
                occurred,
                scheduled,
                created,
                completed,
                completedBy,
                storedBy,
                status,
                deleted,
                values,
                PROGRAM.UID,
                PROGRAMSTAGE.UID,
                unit,
                optionCombo)
            .from(events)
            .join(PROGRAMSTAGE)
            .on(PROGRAMSTAGE.PROGRAMSTAGEID.eq(stageId))
            .join(PROGRAM)
            .on(PROGRAM.PROGRAMID.eq(PROGRAMSTAGE.PROGRAMID))
            .leftJoin(ORGANISATIONUNIT)
            .on(
                ORGANISATIONUNIT.ORGANISATIONUNITID.eq(
                    column("organisationunitid", SQLDataType.BIGINT)))
            .leftJoin(CATEGORYOPTIONCOMBO)
            .on(
                CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                    column("attributeoptioncomboid", SQLDataType.BIGINT)))
            .where(which)
            .orderBy(order)
            .limit(limit)
            .fetch();
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Note>> notesByEvent = notes.of(ctx, rows.getValues(id));
    Map<Long, Set<String>> withheld = withheld(ctx, rows.getValues(stageId));
    return rows.stream()
        .map(
            row ->
                new Row(
                    event(
                        row,
                        withheld.getOrDefault(row.get(stageId), Set.of()),
                        notesByEvent.getOrDefault(row.get(id), List.of())),
                    row.get(enrollmentId)))
        .toList();
  }

  private OutgoingEvent event(Record row, Set<String> withheld, List<Note> remarks) {
    return new OutgoingEvent(
        new Position(row.get(changedAt), List.of(row.get(id))),
        row.get(uid),
        new Place(
            row.get(PROGRAM.UID), row.get(PROGRAMSTAGE.UID), row.get(unit), row.get(optionCombo)),
        row.get(status),
        new Course(
            row.get(occurred),
            row.get(scheduled),
            row.get(created),
            row.get(completed),
            row.get(completedBy),
            row.get(storedBy)),
        new Content(row.get(values).data(), withheld, remarks),
        row.get(deleted));
  }

  private static Map<Long, Set<String>> withheld(DSLContext ctx, List<Long> stages) {
    return ctx
        .select(PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID, DATAELEMENT.UID)
        .from(PROGRAMSTAGEDATAELEMENT)
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(PROGRAMSTAGEDATAELEMENT.DATAELEMENTID))
        .where(
            PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID.eq(
                any(BoundArray.of(stages.stream().distinct().toArray(Long[]::new)))))
        .and(PROGRAMSTAGEDATAELEMENT.SKIPSYNCHRONIZATION.isTrue())
        .fetch()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.value1(), Collectors.mapping(row -> row.value2(), Collectors.toSet())));
  }

  private static <T> Field<T> column(String column, DataType<T> type) {
    return field(name(ALIAS, column), type);
  }

  /** An event, and the enrollment it belongs to. */
  private record Row(OutgoingEvent event, Long enrollment) {}
}
