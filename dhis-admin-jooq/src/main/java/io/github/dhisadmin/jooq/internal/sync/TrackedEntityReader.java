package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIPITEM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTEVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable.Programs;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Content;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Place;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.State;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Reads tracked entities with their enrollments in one program, or those that never were in one. A
 * change of any part is a change of the whole: DHIS2 does not always stamp the tracked entity when
 * a part of it changes, least of all when one is deleted. As no index can be in the order of such
 * changes, pages go by primary key, so that a window costs one pass however many pages it has.
 */
final class TrackedEntityReader implements RowReader {
  private final Table<?> entities = TRACKEDENTITY.as("te");
  private final Field<Long> id;
  private final Field<LocalDateTime> ownChange;
  private final Table<?> enrollments = ENROLLMENT.as("part");
  private final Field<Long> enrollmentId;
  private final Field<Long> enrolled;
  private final Field<Long> programId;
  private final Field<LocalDateTime> enrollmentChange;
  private final Table<?> attributeValues = TRACKEDENTITYATTRIBUTEVALUE.as("attributevalue");
  private final Field<Long> describedId;
  private final Field<LocalDateTime> valueChange;
  private final Table<?> relationships = RELATIONSHIP.as("link");
  private final Table<?> items = RELATIONSHIPITEM.as("linkend");
  private final Field<Long> linkedId;
  private final Field<LocalDateTime> relationshipChange;
  private final EventRows events;
  private final Field<String> storedBy;
  private final Field<String> type = coalesce(TRACKEDENTITYTYPE.UID, "").as("entitytype");
  private final Field<String> unit = coalesce(ORGANISATIONUNIT.UID, "").as("unit");
  private final Field<Boolean> duplicate;
  private final Dhis2Schema schema;
  private final TrackedEntityParts parts;

  TrackedEntityReader(Dhis2Schema schema) {
    this.schema = schema;
    this.id = schema.column(entities, TRACKEDENTITY.TRACKEDENTITYID);
    this.ownChange = schema.column(entities, TRACKEDENTITY.LASTUPDATED);
    this.enrollmentId = schema.column(enrollments, ENROLLMENT.ENROLLMENTID);
    this.enrolled = schema.column(enrollments, ENROLLMENT.TRACKEDENTITYID);
    this.programId = schema.column(enrollments, ENROLLMENT.PROGRAMID);
    this.enrollmentChange = schema.column(enrollments, ENROLLMENT.LASTUPDATED);
    this.describedId = schema.column(attributeValues, TRACKEDENTITYATTRIBUTEVALUE.TRACKEDENTITYID);
    this.valueChange = schema.column(attributeValues, TRACKEDENTITYATTRIBUTEVALUE.LASTUPDATED);
    this.linkedId = schema.column(items, RELATIONSHIPITEM.TRACKEDENTITYID);
    this.relationshipChange = schema.column(relationships, RELATIONSHIP.LASTUPDATED);
    this.events =
        new EventRows(
            schema,
            schema.eventTables().stream()
                .filter(each -> each.programs() != Programs.WITHOUT_REGISTRATION)
                .findFirst()
                .orElseThrow());
    this.storedBy =
        schema.hasColumn(TRACKEDENTITY.STOREDBY)
            ? schema.column(entities, TRACKEDENTITY.STOREDBY)
            : castNull(SQLDataType.VARCHAR).as("storedby");
    this.duplicate = schema.column(entities, TRACKEDENTITY.POTENTIALDUPLICATE);
    this.parts = new TrackedEntityParts(schema, events);
  }

  @Override
  public long count(DSLContext ctx, String partition, SyncWindow window) {
    return ctx.selectCount()
        .from(entities)
        .where(next(partition, window))
        .fetchSingle()
        .value1()
        .longValue();
  }

  @Override
  public List<OutgoingRow> page(DSLContext ctx, String partition, SyncWindow window, int limit) {
    return read(ctx, partition, next(partition, window), limit);
  }

  @Override
  public List<OutgoingRow> reload(DSLContext ctx, String partition, List<List<Long>> ids) {
    Long[] keys = ids.stream().map(each -> each.get(0)).toArray(Long[]::new);
    return read(ctx, partition, in(partition).and(id.eq(any(BoundArray.of(keys)))), ids.size());
  }

  private Condition next(String program, SyncWindow window) {
    Condition after =
        window.position().map(position -> id.gt(position.ids().get(0))).orElse(noCondition());
    return after
        .and(in(program))
        .and(
            RowReader.within(ownChange, window)
                .or(
                    exists(
                        selectOne()
                            .from(enrollments)
                            .where(ofEntity(program))
                            .and(RowReader.within(enrollmentChange, window))))
                .or(
                    exists(
                        selectOne()
                            .from(events.source())
                            .join(enrollments)
                            .on(enrollmentId.eq(events.enrollmentId()))
                            .where(ofEntity(program))
                            .and(RowReader.within(events.changedAt(), window))))
                .or(
                    exists(
                        selectOne()
                            .from(attributeValues)
                            .where(describedId.eq(id))
                            .and(RowReader.within(valueChange, window))))
                .or(
                    exists(
                        selectOne()
                            .from(items)
                            .join(relationships)
                            .on(ofRelationship())
                            .where(linkedId.eq(id))
                            .and(RowReader.within(relationshipChange, window)))));
  }

  /** Which tracked entities a partition has; the empty one those without any enrollment. */
  private Condition in(String program) {
    return program.isEmpty()
        ? notExists(selectOne().from(enrollments).where(enrolled.eq(id)))
        : exists(selectOne().from(enrollments).where(ofEntity(program)));
  }

  private Condition ofEntity(String program) {
    return enrolled
        .eq(id)
        .and(programId.eq(select(PROGRAM.PROGRAMID).from(PROGRAM).where(PROGRAM.UID.eq(program))));
  }

  private Condition ofRelationship() {
    return schema
        .column(items, RELATIONSHIPITEM.RELATIONSHIPID)
        .eq(schema.column(relationships, RELATIONSHIP.RELATIONSHIPID));
  }

  private Field<LocalDateTime> lastChange(String program) {
    return greatest(
            ownChange,
            latest(select(max(enrollmentChange)).from(enrollments).where(ofEntity(program))),
            latest(
                select(max(events.changedAt()))
                    .from(events.source())
                    .join(enrollments)
                    .on(enrollmentId.eq(events.enrollmentId()))
                    .where(ofEntity(program))),
            latest(select(max(valueChange)).from(attributeValues).where(describedId.eq(id))),
            latest(
                select(max(relationshipChange))
                    .from(items)
                    .join(relationships)
                    .on(ofRelationship())
                    .where(linkedId.eq(id))))
        .as("lastchange");
  }

  private static Field<LocalDateTime> latest(Select<? extends Record1<LocalDateTime>> of) {
    return field(of);
  }

  /** A fixed number of statements, however many rows there are. */
  private List<OutgoingRow> read(DSLContext ctx, String program, Condition which, int limit) {
    Field<LocalDateTime> changedAt = lastChange(program);
    Field<String> uid = schema.column(entities, TRACKEDENTITY.UID);
    Field<LocalDateTime> created = schema.column(entities, TRACKEDENTITY.CREATED);
    Field<Boolean> inactive = schema.column(entities, TRACKEDENTITY.INACTIVE);
    Field<Boolean> deleted = schema.column(entities, TRACKEDENTITY.DELETED);
    Result<? extends Record> rows =
        ctx.select(id, changedAt, uid, created, storedBy, inactive, deleted, duplicate, type, unit)
            .from(entities)
            .leftJoin(TRACKEDENTITYTYPE)
            .on(
                TRACKEDENTITYTYPE.TRACKEDENTITYTYPEID.eq(
                    schema.column(entities, TRACKEDENTITY.TRACKEDENTITYTYPEID)))
            .leftJoin(ORGANISATIONUNIT)
            .on(
                ORGANISATIONUNIT.ORGANISATIONUNITID.eq(
                    schema.column(entities, TRACKEDENTITY.ORGANISATIONUNITID)))
            .where(which)
            .orderBy(id)
            .limit(limit)
            .fetch();
    if (rows.isEmpty()) {
      return List.of();
    }
    TrackedEntityParts.Of found = parts.of(ctx, program, rows.getValues(id));
    Set<String> withheld = TrackedEntityParts.withheldAttributes(ctx);
    return rows.stream()
        .<OutgoingRow>map(
            row ->
                new OutgoingTrackedEntity(
                    new Position(row.get(changedAt), List.of(row.get(id))),
                    row.get(uid),
                    new Place(row.get(type), row.get(unit), found.owners(row.get(id))),
                    new State(
                        row.get(created),
                        row.get(storedBy),
                        row.get(inactive),
                        Boolean.TRUE.equals(row.get(duplicate)),
                        row.get(deleted)),
                    new Content(
                        found.attributes(row.get(id)),
                        withheld,
                        found.enrollments(row.get(id)),
                        found.relationships(row.get(id)))))
        .toList();
  }
}
