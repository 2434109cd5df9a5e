package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIPITEM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.RELATIONSHIPTYPE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.End;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.EndKind;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Reads relationships of tracked entities. Of two tracked entities the one with the greater key has
 * it, as the other one is sent first and a server refuses links to what it does not hold.
 */
final class RelationshipReader {
  private final Dhis2Schema schema;
  private final Table<?> relationships = RELATIONSHIP.as("link");

  RelationshipReader(Dhis2Schema schema) {
    this.schema = schema;
  }

  /** Relationships, deleted ones among them, by the key of the tracked entity that has them. */
  Map<Long, List<Relationship>> of(DSLContext ctx, Long[] keys) {
    Ends from = new Ends("origin");
    Ends to = new Ends("destination");
    Field<Long> holder = greatest(from.entityId, to.entityId);
    Table<?> items = RELATIONSHIPITEM.as("linkend");
    Field<Long> id = schema.column(relationships, RELATIONSHIP.RELATIONSHIPID);
    Field<String> uid = schema.column(relationships, RELATIONSHIP.UID);
    Field<Boolean> deleted =
        coalesce(schema.column(relationships, RELATIONSHIP.DELETED), false).as("gone");
    return ctx.select(holder.as("holder"), uid, RELATIONSHIPTYPE.UID, deleted)
        .select(from.uids())
        .select(to.uids())
        .from(
            to.joined(
                from.joined(relationships, RELATIONSHIP.FROM_RELATIONSHIPITEMID),
                RELATIONSHIP.TO_RELATIONSHIPITEMID))
        .join(RELATIONSHIPTYPE)
        .on(
            RELATIONSHIPTYPE.RELATIONSHIPTYPEID.eq(
                schema.column(relationships, RELATIONSHIP.RELATIONSHIPTYPEID)))
        .where(
            id.in(
                select(schema.column(items, RELATIONSHIPITEM.RELATIONSHIPID))
                    .from(items)
                    .where(
                        schema
                            .column(items, RELATIONSHIPITEM.TRACKEDENTITYID)
                            .eq(any(BoundArray.of(keys))))))
        .and(holder.eq(any(BoundArray.of(keys))))
        .orderBy(id)
        .fetchGroups(
            row -> row.get("holder", Long.class),
            row ->
                new Relationship(
                    row.get(uid),
                    row.get(RELATIONSHIPTYPE.UID),
                    from.end(row),
                    to.end(row),
                    row.get(deleted)));
  }

  /** One end of relationships, which is one of three kinds of things. */
  private final class Ends {
    private final Name alias;
    private final Table<?> item;
    private final Table<?> entity;
    private final Table<?> enrollment;
    private final Field<Long> entityId;
    private final Field<String> entityUid;
    private final Field<String> enrollmentUid;
    private final List<EventEnd> events = new ArrayList<>();

    Ends(String alias) {
      this.alias = name(alias);
      this.item = RELATIONSHIPITEM.as(alias);
      this.entity = TRACKEDENTITY.as(alias + "_entity");
      this.enrollment = ENROLLMENT.as(alias + "_enrollment");
      this.entityId = schema.column(item, RELATIONSHIPITEM.TRACKEDENTITYID);
      this.entityUid = schema.column(entity, TRACKEDENTITY.UID).as(alias + "_entity_uid");
      this.enrollmentUid = schema.column(enrollment, ENROLLMENT.UID).as(alias + "_enrollment_uid");
      for (EventTable each : schema.eventTables()) {
        events.add(new EventEnd(alias, each));
      }
    }

    List<Field<?>> uids() {
      List<Field<?>> uids = new ArrayList<>(List.of(entityUid, enrollmentUid));
      events.forEach(each -> uids.add(each.uid));
      return uids;
    }

    Table<?> joined(Table<?> others, TableField<?, Integer> column) {
      Table<?> joined =
          others
              .join(item)
              .on(
                  schema
                      .column(item, RELATIONSHIPITEM.RELATIONSHIPITEMID)
                      .eq(schema.column(relationships, column)))
              .leftJoin(entity)
              .on(schema.column(entity, TRACKEDENTITY.TRACKEDENTITYID).eq(entityId))
              .leftJoin(enrollment)
              .on(
                  schema
                      .column(enrollment, ENROLLMENT.ENROLLMENTID)
                      .eq(schema.column(item, RELATIONSHIPITEM.ENROLLMENTID)));
      for (EventEnd each : events) {
        joined = joined.leftJoin(each.table).on(each.id.eq(each.link));
      }
      return joined;
    }

    End end(Record row) {
      @Nullable String ofEntity = row.get(entityUid);
      if (ofEntity != null) {
        return new End(EndKind.TRACKED_ENTITY, ofEntity);
      }
      @Nullable String ofEnrollment = row.get(enrollmentUid);
      if (ofEnrollment != null) {
        return new End(EndKind.ENROLLMENT, ofEnrollment);
      }
      for (EventEnd each : events) {
        @Nullable String ofEvent = row.get(each.uid);
        if (ofEvent != null) {
          return new End(EndKind.EVENT, ofEvent);
        }
      }
      throw new IllegalStateException("A relationship has an end that is nothing: " + alias);
    }
  }

  /** An end in one of the tables of events; 2.43 has a column of its own for each of them. */
  private final class EventEnd {
    private final Table<?> table;
    private final Field<Long> id;
    private final Field<Long> link;
    private final Field<String> uid;

    EventEnd(String alias, EventTable events) {
      String event = alias + "_" + events.name();
      this.table = table(name(events.name())).as(event);
      this.id = field(name(event, events.idColumn()), SQLDataType.BIGINT);
      this.link =
          field(
              name(
                  alias,
                  schema.eventSplit()
                      ? events.name() + "id"
                      : schema.nameOf(RELATIONSHIPITEM.EVENTID)),
              SQLDataType.BIGINT);
      this.uid = field(name(event, "uid"), SQLDataType.VARCHAR).as(event + "_uid");
    }
  }
}
