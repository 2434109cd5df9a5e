package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.NOTE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGEDATAELEMENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.jooq.internal.schema.EventTable.Programs;
import io.github.dhisadmin.jooq.internal.sql.JsonKeys;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Content;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Course;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Note;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Place;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.SyncWindow;
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
 * Reads events of programs without registration, deleted ones among them. Values that are not to be
 * synchronised are left out by the database, per stage, as the flag belongs to data element and
 * stage (2.42, programstagedataelement.skipsynchronization).
 */
final class EventReader implements RowReader {
  private static final String ALIAS = "ev";

  private final EventTable table;
  private final Table<?> events;
  private final Field<Long> id;
  private final Field<LocalDateTime> changedAt = column("lastupdated", SQLDataType.LOCALDATETIME);
  private final Field<Long> stageId = column("programstageid", SQLDataType.BIGINT);
  private final Field<String> uid = column("uid", SQLDataType.VARCHAR);
  private final Field<LocalDateTime> occurred;
  private final Field<LocalDateTime> created = column("created", SQLDataType.LOCALDATETIME);
  private final Field<LocalDateTime> completed = column("completeddate", SQLDataType.LOCALDATETIME);
  private final Field<String> completedBy = column("completedby", SQLDataType.VARCHAR);
  private final Field<String> storedBy;
  private final Field<String> status = column("status", SQLDataType.VARCHAR);
  private final Field<Boolean> deleted = column("deleted", SQLDataType.BOOLEAN);
  private final Field<JSONB> values;
  private final Dhis2Schema schema;

  EventReader(Dhis2Schema schema) {
    this.schema = schema;
    this.table =
        schema.eventTables().stream()
            .filter(each -> each.programs() != Programs.WITH_REGISTRATION)
            .findFirst()
            .orElseThrow();
    this.events = table(name(table.name())).as(ALIAS);
    this.id = column(table.idColumn(), SQLDataType.BIGINT);
    this.occurred = column(table.occurredDateColumn(), SQLDataType.LOCALDATETIME);
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
  }

  @Override
  public long count(DSLContext ctx, String partition, SyncWindow window) {
    return ctx.selectCount()
        .from(events)
        .where(ofProgram(partition))
        .and(RowReader.within(changedAt, window))
        .and(after(window))
        .fetchSingle()
        .value1()
        .longValue();
  }

  @Override
  public List<OutgoingRow> page(DSLContext ctx, String partition, SyncWindow window, int limit) {
    return read(
        ctx,
        partition,
        ofProgram(partition).and(RowReader.within(changedAt, window)).and(after(window)),
        limit);
  }

  @Override
  public List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids) {
    Long[] keys = ids.stream().map(each -> each.get(0)).toArray(Long[]::new);
    return read(ctx, partition, ofProgram(partition).and(id.eq(any(keys))), ids.size());
  }

  private Condition after(SyncWindow window) {
    return window
        .position()
        .map(position -> row(changedAt, id).gt(position.changedAt(), position.ids().get(0)))
        .orElse(noCondition());
  }

  private Condition ofProgram(String program) {
    return stageId.in(
        select(PROGRAMSTAGE.PROGRAMSTAGEID)
            .from(PROGRAMSTAGE)
            .join(PROGRAM)
            .on(PROGRAM.PROGRAMID.eq(PROGRAMSTAGE.PROGRAMID))
            .where(PROGRAM.UID.eq(program)));
  }

  /** Three statements, however many rows there are. */
  private List<OutgoingRow> read(DSLContext ctx, String program, Condition which, int limit) {
    Result<? extends Record> rows =
        ctx.select(
                id,
                changedAt,
                uid,
                stageId,
                occurred,
                created,
                completed,
                completedBy,
                storedBy,
                status,
                deleted,
                values,
                PROGRAMSTAGE.UID,
                ORGANISATIONUNIT.UID,
                CATEGORYOPTIONCOMBO.UID)
            .from(events)
            .join(PROGRAMSTAGE)
            .on(PROGRAMSTAGE.PROGRAMSTAGEID.eq(stageId))
            .join(ORGANISATIONUNIT)
            .on(
                ORGANISATIONUNIT.ORGANISATIONUNITID.eq(
                    column("organisationunitid", SQLDataType.BIGINT)))
            .join(CATEGORYOPTIONCOMBO)
            .on(
                CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                    column("attributeoptioncomboid", SQLDataType.BIGINT)))
            .where(which)
            .orderBy(changedAt, id)
            .limit(limit)
            .fetch();
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Note>> notes = notes(ctx, rows.getValues(id));
    Map<Long, Set<String>> withheld = withheld(ctx, rows.getValues(stageId));
    return rows.stream()
        .map(
            row ->
                event(
                    row,
                    program,
                    withheld.getOrDefault(row.get(stageId), Set.of()),
                    notes.getOrDefault(row.get(id), List.of())))
        .toList();
  }

  private OutgoingRow event(Record row, String program, Set<String> withheld, List<Note> notes) {
    return new OutgoingEvent(
        new Position(row.get(changedAt), List.of(row.get(id))),
        row.get(uid),
        new Place(
            program,
            row.get(PROGRAMSTAGE.UID),
            row.get(ORGANISATIONUNIT.UID),
            row.get(CATEGORYOPTIONCOMBO.UID)),
        row.get(status),
        new Course(
            row.get(occurred),
            row.get(created),
            row.get(completed),
            row.get(completedBy),
            row.get(storedBy)),
        new Content(row.get(values).data(), withheld, notes),
        row.get(deleted));
  }

  private Map<Long, List<Note>> notes(DSLContext ctx, List<Long> ids) {
    Table<?> links = table(name(table.notesTable())).as("links");
    Field<Long> event = field(name("links", table.idColumn()), SQLDataType.BIGINT);
    Field<Long> linked = field(name("links", schema.nameOf(NOTE.NOTEID)), SQLDataType.BIGINT);
    Table<?> notes = NOTE.as("remark");
    Field<Long> noteId = schema.column(notes, NOTE.NOTEID);
    Field<String> noteUid = schema.column(notes, NOTE.UID);
    Field<String> text = schema.column(notes, NOTE.NOTETEXT);
    Field<String> creator = schema.column(notes, NOTE.CREATOR);
    return ctx.select(event, noteUid, text, creator)
        .from(links)
        .join(notes)
        .on(noteId.eq(linked))
        .where(event.eq(any(ids.toArray(Long[]::new))))
        .orderBy(event, schema.column(notes, NOTE.CREATED), noteId)
        .fetchGroups(event, row -> new Note(row.get(noteUid), row.get(text), row.get(creator)));
  }

  private static Map<Long, Set<String>> withheld(DSLContext ctx, List<Long> stages) {
    return ctx
        .select(PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID, DATAELEMENT.UID)
        .from(PROGRAMSTAGEDATAELEMENT)
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(PROGRAMSTAGEDATAELEMENT.DATAELEMENTID))
        .where(
            PROGRAMSTAGEDATAELEMENT.PROGRAMSTAGEID.eq(
                any(stages.stream().distinct().toArray(Long[]::new))))
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
}
