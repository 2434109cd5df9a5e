package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT_NOTES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM_ATTRIBUTES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTEVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYPROGRAMOWNER;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPEATTRIBUTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Note;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Attribute;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Course;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Enrollment;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Owner;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Relationship;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Reads what belongs to tracked entities. Values of attributes that are not to be synchronised
 * (2.42, trackedentityattribute.skipsynchronization) are left out by the database; so are those
 * that DHIS2 has encrypted, as only DHIS2 can read them.
 */
final class TrackedEntityParts {
  private final Dhis2Schema schema;
  private final EventRows events;
  private final NoteReader notes;
  private final RelationshipReader relationships;

  TrackedEntityParts(Dhis2Schema schema, EventRows events) {
    this.schema = schema;
    this.events = events;
    this.notes =
        new NoteReader(
            schema, schema.nameOf(ENROLLMENT_NOTES), schema.nameOf(ENROLLMENT_NOTES.ENROLLMENTID));
    this.relationships = new RelationshipReader(schema);
  }

  /** The parts of some tracked entities, by the key of the tracked entity. */
  record Of(
      Map<Long, List<Attribute>> attributesById,
      Map<Long, List<Owner>> ownersById,
      Map<Long, List<Enrollment>> enrollmentsById,
      Map<Long, List<Relationship>> relationshipsById) {

    List<Attribute> attributes(Long id) {
      return attributesById.getOrDefault(id, List.of());
    }

    List<Owner> owners(Long id) {
      return ownersById.getOrDefault(id, List.of());
    }

    List<Enrollment> enrollments(Long id) {
      return enrollmentsById.getOrDefault(id, List.of());
    }

    List<Relationship> relationships(Long id) {
      return relationshipsById.getOrDefault(id, List.of());
    }
  }

  Of of(DSLContext ctx, String program, List<Long> ids) {
    Long[] keys = ids.toArray(Long[]::new);
    return new Of(
        attributes(ctx, program, keys),
        owners(ctx, program, keys),
        enrollments(ctx, program, keys),
        relationships.of(ctx, keys));
  }

  /** Uids of the attributes whose values must not be sent. */
  static Set<String> withheldAttributes(DSLContext ctx) {
    return ctx.select(TRACKEDENTITYATTRIBUTE.UID)
        .from(TRACKEDENTITYATTRIBUTE)
        .where(TRACKEDENTITYATTRIBUTE.SKIPSYNCHRONIZATION.isTrue())
        .fetchSet(TRACKEDENTITYATTRIBUTE.UID);
  }

  private Map<Long, List<Attribute>> attributes(DSLContext ctx, String program, Long[] keys) {
    Table<?> values = TRACKEDENTITYATTRIBUTEVALUE.as("attributevalue");
    Table<?> entities = TRACKEDENTITY.as("te");
    Field<Long> owner = schema.column(values, TRACKEDENTITYATTRIBUTEVALUE.TRACKEDENTITYID);
    Field<String> value = schema.column(values, TRACKEDENTITYATTRIBUTEVALUE.VALUE);
    Field<Boolean> ofType =
        field(
                exists(
                    selectOne()
                        .from(TRACKEDENTITYTYPEATTRIBUTE)
                        .where(
                            TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYTYPEID.eq(
                                schema.column(entities, TRACKEDENTITY.TRACKEDENTITYTYPEID)))
                        .and(
                            TRACKEDENTITYTYPEATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                                TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID))))
            .as("oftype");
    Field<Boolean> ofProgram =
        field(
                exists(
                    selectOne()
                        .from(PROGRAM_ATTRIBUTES)
                        .join(PROGRAM)
                        .on(PROGRAM.PROGRAMID.eq(PROGRAM_ATTRIBUTES.PROGRAMID))
                        .where(PROGRAM.UID.eq(program))
                        .and(
                            PROGRAM_ATTRIBUTES.TRACKEDENTITYATTRIBUTEID.eq(
                                TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID))))
            .as("ofprogram");
    return ctx.select(owner, TRACKEDENTITYATTRIBUTE.UID, value, ofType, ofProgram)
        .from(values)
        .join(TRACKEDENTITYATTRIBUTE)
        .on(
            TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                schema.column(values, TRACKEDENTITYATTRIBUTEVALUE.TRACKEDENTITYATTRIBUTEID)))
        .join(entities)
        .on(schema.column(entities, TRACKEDENTITY.TRACKEDENTITYID).eq(owner))
        .where(owner.eq(any(BoundArray.of(keys))))
        .and(TRACKEDENTITYATTRIBUTE.SKIPSYNCHRONIZATION.isDistinctFrom(true))
        .and(value.ne(""))
        .orderBy(owner, TRACKEDENTITYATTRIBUTE.UID)
        .fetchGroups(
            owner,
            row ->
                new Attribute(
                    row.get(TRACKEDENTITYATTRIBUTE.UID),
                    row.get(value),
                    row.get(ofType),
                    row.get(ofProgram)));
  }

  private Map<Long, List<Owner>> owners(DSLContext ctx, String program, Long[] keys) {
    Table<?> owners = TRACKEDENTITYPROGRAMOWNER.as("owner");
    Field<Long> owned = schema.column(owners, TRACKEDENTITYPROGRAMOWNER.TRACKEDENTITYID);
    return ctx.select(owned, PROGRAM.UID, ORGANISATIONUNIT.UID)
        .from(owners)
        .join(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(schema.column(owners, TRACKEDENTITYPROGRAMOWNER.PROGRAMID)))
        .join(ORGANISATIONUNIT)
        .on(
            ORGANISATIONUNIT.ORGANISATIONUNITID.eq(
                schema.column(owners, TRACKEDENTITYPROGRAMOWNER.ORGANISATIONUNITID)))
        .where(owned.eq(any(BoundArray.of(keys))))
        .and(PROGRAM.UID.eq(program))
        .orderBy(owned, ORGANISATIONUNIT.UID)
        .fetchGroups(owned, row -> new Owner(row.get(PROGRAM.UID), row.get(ORGANISATIONUNIT.UID)));
  }

  private Map<Long, List<Enrollment>> enrollments(DSLContext ctx, String program, Long[] keys) {
    Table<?> rows = ENROLLMENT.as("enrolled");
    Field<Long> id = schema.column(rows, ENROLLMENT.ENROLLMENTID);
    Field<Long> entity = schema.column(rows, ENROLLMENT.TRACKEDENTITYID);
    Columns columns = new Columns(schema, rows);
    Result<? extends Record> found =
        ctx.select(columns.all())
            .select(id, entity)
            .from(rows)
            .join(PROGRAM)
            .on(PROGRAM.PROGRAMID.eq(schema.column(rows, ENROLLMENT.PROGRAMID)))
            .leftJoin(ORGANISATIONUNIT)
            .on(
                ORGANISATIONUNIT.ORGANISATIONUNITID.eq(
                    schema.column(rows, ENROLLMENT.ORGANISATIONUNITID)))
            .where(entity.eq(any(BoundArray.of(keys))))
            .and(PROGRAM.UID.eq(program))
            .orderBy(entity, id)
            .fetch();
    if (found.isEmpty()) {
      return Map.of();
    }
    Map<Long, List<OutgoingEvent>> eventsById = events.ofEnrollments(ctx, found.getValues(id));
    Map<Long, List<Note>> notesById = notes.of(ctx, found.getValues(id));
    return found.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(entity),
                Collectors.mapping(
                    row ->
                        columns.enrollment(
                            row,
                            program,
                            notesById.getOrDefault(row.get(id), List.of()),
                            eventsById.getOrDefault(row.get(id), List.of())),
                    Collectors.toList())));
  }

  /** The columns of an enrollment under the names they have here. */
  private static final class Columns {
    private final Field<String> uid;
    private final Field<String> status;
    private final Field<LocalDateTime> enrolled;
    private final Field<LocalDateTime> occurred;
    private final Field<LocalDateTime> completed;
    private final Field<String> completedBy;
    private final Field<String> storedBy;
    private final Field<Boolean> followUp;
    private final Field<Boolean> deleted;
    // Before 2.41 an enrollment may lack it; the server that it is sent to has to say so.
    private final Field<String> unit = coalesce(ORGANISATIONUNIT.UID, "").as("unit");

    Columns(Dhis2Schema schema, Table<?> rows) {
      this.uid = schema.column(rows, ENROLLMENT.UID);
      this.status = schema.column(rows, ENROLLMENT.STATUS);
      this.enrolled = schema.column(rows, ENROLLMENT.ENROLLMENTDATE);
      this.occurred = schema.column(rows, ENROLLMENT.OCCURREDDATE);
      this.completed = schema.column(rows, ENROLLMENT.COMPLETEDDATE);
      this.completedBy = schema.column(rows, ENROLLMENT.COMPLETEDBY);
      this.storedBy =
          schema.hasColumn(ENROLLMENT.STOREDBY)
              ? schema.column(rows, ENROLLMENT.STOREDBY)
              : castNull(SQLDataType.VARCHAR).as("storedby");
      this.followUp = schema.column(rows, ENROLLMENT.FOLLOWUP);
      this.deleted = schema.column(rows, ENROLLMENT.DELETED);
    }

    List<Field<?>> all() {
      return List.of(
          uid,
          status,
          enrolled,
          occurred,
          completed,
          completedBy,
          storedBy,
          followUp,
          deleted,
          unit);
    }

    Enrollment enrollment(
        Record row, String program, List<Note> remarks, List<OutgoingEvent> itsEvents) {
      return new Enrollment(
          row.get(uid),
          program,
          row.get(unit),
          new Course(
              row.get(status),
              row.get(enrolled),
              row.get(occurred),
              row.get(completed),
              row.get(completedBy),
              row.get(storedBy),
              Boolean.TRUE.equals(row.get(followUp))),
          remarks,
          itsEvents,
          row.get(deleted));
    }
  }
}
