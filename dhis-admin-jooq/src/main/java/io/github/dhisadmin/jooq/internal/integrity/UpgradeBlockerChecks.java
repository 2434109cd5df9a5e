package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTEVALUE;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Trackedentity;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Trackedentityattributevalue;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Checks for rows that make the migrations of a newer DHIS2 fail, or that these would delete. */
final class UpgradeBlockerChecks implements CheckFamily {
  /** Selects these checks, and those of other families that matter before an upgrade. */
  static final String PROFILE = "upgrade-blockers";

  private static final CheckSection PROGRAMS = CheckSection.PROGRAMS;
  private static final String EVENT_ALIAS = "e";
  private static final String WITH_REGISTRATION = "WITH_REGISTRATION";
  private static final String WITHOUT_REGISTRATION = "WITHOUT_REGISTRATION";

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        trackerAssociates(schema),
        singleEventsWithoutDate(schema),
        attributeValuesWithoutValue(schema),
        stagesWithoutProgram(schema),
        trackerEventsWithoutEnrollment(schema));
  }

  /** 2.43 stops migrating if there are any (V2_43_42). */
  private static SqlCheck trackerAssociates(Dhis2Schema schema) {
    String type = "TRACKER_ASSOCIATE";
    Condition element = DATAELEMENT.VALUETYPE.eq(inline(type));
    Condition attribute = TRACKEDENTITYATTRIBUTE.VALUETYPE.eq(inline(type));
    Field<Integer> elements = field(selectCount().from(DATAELEMENT));
    Field<Integer> attributes = field(selectCount().from(TRACKEDENTITYATTRIBUTE));
    return SqlCheck.extended(PROGRAMS, "tracker_associate_is_deprecated")
        .profile(PROFILE)
        .rated(Severity.SEVERE, Severity.SEVERE)
        .texts(
            "Data elements and attributes of the value type Tracker associate",
            "DHIS2 2.43 has no such value type any more, and its upgrade stops if one is left.",
            "Give the data element or attribute another value type, text if it has values, and use"
                + " relationships to connect tracked entities.",
            "Maintenance app, Data element or Tracked entity attribute")
        .reads(schema, DATAELEMENT.VALUETYPE, TRACKEDENTITYATTRIBUTE.VALUETYPE)
        .outOf(select(elements.add(attributes)))
        .issues(
            select(
                    DATAELEMENT.UID.as(IssueColumns.ID),
                    DATAELEMENT.NAME.as(IssueColumns.NAME),
                    inline("data element").as(IssueColumns.COMMENT))
                .from(DATAELEMENT)
                .where(element)
                .unionAll(
                    select(
                            TRACKEDENTITYATTRIBUTE.UID,
                            TRACKEDENTITYATTRIBUTE.NAME,
                            inline("tracked entity attribute"))
                        .from(TRACKEDENTITYATTRIBUTE)
                        .where(attribute)));
  }

  /**
   * 2.43 moves the events of programs without registration, deleted ones too, to a table that
   * demands the date (V2_43_21).
   */
  private static SqlCheck singleEventsWithoutDate(Dhis2Schema schema) {
    EventTable events =
        schema.eventTables().stream()
            .filter(each -> each.programs() != EventTable.Programs.WITH_REGISTRATION)
            .findFirst()
            .orElseThrow();
    Condition single = PROGRAM.TYPE.eq(inline(WITHOUT_REGISTRATION));
    return SqlCheck.extended(PROGRAMS, "single_events_null_occurred_date")
        .profile(PROFILE)
        .slow()
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of("events")
        .texts(
            "Events without registration and without date",
            "These events belong to programs without registration and do not say when they took"
                + " place. No analysis counts them, and the upgrade to DHIS2 2.43 stops at them,"
                + " even if they are deleted.",
            "Enter the date of each event, or delete it and remove deleted events for good.",
            "Capture app; Data administration app, Maintenance")
        .reads(schema, EVENT.OCCURREDDATE, EVENT.DELETED, PROGRAM.TYPE, PROGRAMSTAGE.PROGRAMID)
        .outOf(count(events, single))
        .issues(
            eventsOf(
                events,
                single.and(
                    field(name(EVENT_ALIAS, events.occurredDateColumn())).isNull())));
  }

  /**
   * 2.44 stops migrating at values that are only encrypted (V2_44_6) and deletes those that are
   * null (V2_44_15).
   */
  private static SqlCheck attributeValuesWithoutValue(Dhis2Schema schema) {
    Trackedentityattributevalue value = TRACKEDENTITYATTRIBUTEVALUE.as("v");
    Trackedentity entity = TRACKEDENTITY.as("te");
    Field<Long> entityOfValue = schema.column(value, TRACKEDENTITYATTRIBUTEVALUE.TRACKEDENTITYID);
    return SqlCheck.extended(PROGRAMS, "tracked_entity_attribute_null_value")
        .profile(PROFILE)
        .slow()
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of("trackedEntities")
        .texts(
            "Attribute values that are null, empty or only encrypted",
            "These tracked entities have a row for an attribute without a readable value. The"
                + " upgrade to DHIS2 2.44 stops at values that are only encrypted, and deletes those"
                + " without any.",
            "Decrypt values that are only encrypted, and delete the others.",
            "Capture app")
        .reads(
            schema,
            TRACKEDENTITYATTRIBUTEVALUE.VALUE,
            TRACKEDENTITYATTRIBUTEVALUE.ENCRYPTEDVALUE,
            TRACKEDENTITY,
            TRACKEDENTITYATTRIBUTE)
        .outOf(TRACKEDENTITYATTRIBUTEVALUE)
        .issues(
            select(
                    entity.UID.as(IssueColumns.ID),
                    TRACKEDENTITYATTRIBUTE.NAME.as(IssueColumns.NAME),
                    when(
                            coalesce(value.ENCRYPTEDVALUE, inline("")).ne(inline("")),
                            inline("only an encrypted value"))
                        .when(value.VALUE.isNull(), inline("no value"))
                        .otherwise(inline("empty value"))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.ref(
                            "trackedEntityAttributes",
                            TRACKEDENTITYATTRIBUTE.UID,
                            TRACKEDENTITYATTRIBUTE.NAME)
                        .as(IssueColumns.REFS))
                .from(value)
                .join(entity)
                .on(schema.column(entity, TRACKEDENTITY.TRACKEDENTITYID).eq(entityOfValue))
                .join(TRACKEDENTITYATTRIBUTE)
                .on(
                    TRACKEDENTITYATTRIBUTE.TRACKEDENTITYATTRIBUTEID.eq(
                        value.TRACKEDENTITYATTRIBUTEID))
                .where(coalesce(value.VALUE, inline("")).eq(inline(""))));
  }

  /** 2.43 sets events of such stages aside, out of the reach of every app. */
  private static SqlCheck stagesWithoutProgram(Dhis2Schema schema) {
    Condition hasEvents =
        or(
            schema.eventTables().stream()
                .map(events -> table(name(events.name())).as(EVENT_ALIAS))
                .map(
                    events ->
                        exists(
                            selectOne()
                                .from(events)
                                .where(stageOfEvent().eq(PROGRAMSTAGE.PROGRAMSTAGEID))))
                .toList());
    return SqlCheck.extended(PROGRAMS, "program_stages_no_programs")
        .profile(PROFILE)
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of("programStages")
        .texts(
            "Program stages without program",
            "These stages belong to no program, so nobody can enter or see their events. The"
                + " upgrade to DHIS2 2.43 takes the events away.",
            "Delete stages without events. Give the others back to their program in the database.",
            "Web API, programStages")
        .reads(schema, PROGRAMSTAGE.PROGRAMID, EVENT.PROGRAMSTAGEID)
        .outOf(PROGRAMSTAGE)
        .issues(
            select(
                    PROGRAMSTAGE.UID.as(IssueColumns.ID),
                    PROGRAMSTAGE.NAME.as(IssueColumns.NAME),
                    when(hasEvents, inline("has events"))
                        .otherwise(inline("no events"))
                        .as(IssueColumns.COMMENT))
                .from(PROGRAMSTAGE)
                .where(PROGRAMSTAGE.PROGRAMID.isNull()));
  }

  /** Not in DHIS2, although 2.43 demands the enrollment. */
  private static SqlCheck trackerEventsWithoutEnrollment(Dhis2Schema schema) {
    EventTable events =
        schema.eventTables().stream()
            .filter(each -> each.enrollmentColumn().isPresent())
            .findFirst()
            .orElseThrow();
    Condition lost =
        field(name(EVENT_ALIAS, events.enrollmentColumn().orElseThrow())).isNull();
    Condition registered = PROGRAM.TYPE.eq(inline(WITH_REGISTRATION));
    return SqlCheck.extended(CheckSection.TRACKER, "tracker_events_without_enrollment")
        .profile(PROFILE)
        .slow()
        .rated(Severity.SEVERE)
        .of("events")
        .texts(
            "Tracker events without enrollment",
            "These events belong to programs with registration but to no enrollment, so they cannot"
                + " be reached from any tracked entity. The upgrade to DHIS2 2.43 stops at them.",
            "Delete the events, or put them back into their enrollment in the database.",
            "Web API, tracker")
        .reads(schema, EVENT.ENROLLMENTID, EVENT.DELETED, PROGRAM.TYPE, PROGRAMSTAGE.PROGRAMID)
        .outOf(count(events, registered))
        .issues(eventsOf(events, registered.and(lost)));
  }

  /** Events have no name; they go by their program and stage. */
  private static Select<?> eventsOf(EventTable events, Condition wrong) {
    return select(
            field(name(EVENT_ALIAS, "uid"), SQLDataType.VARCHAR).as(IssueColumns.ID),
            concat(PROGRAM.NAME, inline(", "), PROGRAMSTAGE.NAME).as(IssueColumns.NAME),
            when(
                    field(name(EVENT_ALIAS, "deleted"), SQLDataType.BOOLEAN).isTrue(),
                    inline("deleted"))
                .as(IssueColumns.COMMENT),
            array(
                    IssueColumns.text("programs", PROGRAM.UID, PROGRAM.NAME),
                    IssueColumns.text("programStages", PROGRAMSTAGE.UID, PROGRAMSTAGE.NAME))
                .as(IssueColumns.REFS))
        .from(withStages(events))
        .where(wrong);
  }

  private static Select<Record1<Integer>> count(EventTable events, Condition which) {
    return selectCount().from(withStages(events)).where(which);
  }

  private static Table<Record> withStages(EventTable events) {
    return table(name(events.name()))
        .as(EVENT_ALIAS)
        .join(PROGRAMSTAGE)
        .on(PROGRAMSTAGE.PROGRAMSTAGEID.eq(stageOfEvent()))
        .join(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(PROGRAMSTAGE.PROGRAMID));
  }

  private static Field<Long> stageOfEvent() {
    return field(name(EVENT_ALIAS, "programstageid"), SQLDataType.BIGINT);
  }
}
