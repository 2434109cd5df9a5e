package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.jsonbGetAttributeAsText;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Geometries;
import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.run.Warning;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The events of a program (2.42, JdbcEventAnalyticsTableManager): one row per event that took place
 * or is scheduled, with what it and its enrollment hold, every data element of the program's stages
 * and every attribute.
 *
 * <p>One statement joins the narrow tables first; the JSON of an event is then taken apart once,
 * and each of its values looked at once.
 */
final class ProgramEventTable implements TrackerTable {
  private static final String UNIT = "unit";
  private static final String DAY = "day";
  private static final String MEMBERS = "members";
  private static final String ENROLLMENT_UNIT = "enrolled_at";
  private static final String CATEGORIES = "acs";
  private static final String COMBO = "combo";

  private final BuildInput input;
  private final TrackerSources tracker;
  private final TrackerProgram program;
  private final EventSource events;
  private final ItemColumns elements;
  private final ProgramAttributes attributes;
  private final EntityColumns entity;
  private final TrackerNames names;
  private final List<AnalyticsColumn> columns;
  private volatile List<Warning> outOfYears = List.of();

  ProgramEventTable(BuildInput input, TrackerSources tracker, TrackerProgram program) {
    this.input = input;
    this.tracker = tracker;
    this.program = program;
    this.events = tracker.eventsOf(program);
    this.elements = new ItemColumns(program.elements(), input.schema());
    this.attributes = tracker.attributesOf(program);
    this.entity = new EntityColumns(input.schema());
    this.names = TrackerNames.ofEvents(input.schema());
    this.columns = names.of(eventColumns());
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.EVENT;
  }

  @Override
  public String uid() {
    return program.uid();
  }

  @Override
  public TrackerUnits units() {
    return tracker.units();
  }

  @Override
  public AnalyticsTableDefinition ofAllYears() {
    return new ProgramEventTable(input.allYears(), tracker, program);
  }

  @Override
  public List<Function<DSLContext, Integer>> fillings(int sessions) {
    return attributes.fillings();
  }

  @Override
  public List<Warning> findings(DSLContext ctx) {
    List<Warning> findings = new ArrayList<>(outOfYears);
    findings.addAll(attributes.takeFindings());
    return findings;
  }

  /** DHIS2's queries name the year of a partition as its yearly period. */
  @Override
  public List<Condition> checks(Partition partition) {
    String year = Integer.toString(partition.year().orElseThrow());
    return input.dimensions().periodTypes().contains("yearly")
        ? List.of(field(name("yearly"), SQLDataType.CLOB).eq(inline(year)))
        : List.of();
  }

  @Override
  public Condition servesFrom(int year) {
    return EventSource.servesFrom(
        year, names.of("eventstatus"), names.of("scheduleddate"), names.of("occurreddate"));
  }

  @Override
  public boolean changesYears() {
    return true;
  }

  @Override
  public Optional<Field<String>> key() {
    return Optional.of(field(name(names.of("event")), AnalyticsColumn.UID));
  }

  @Override
  public Optional<Select<?>> changedSince(LocalDateTime moment) {
    return Optional.of(
        selectDistinct(
                events.event(EVENT.UID).cast(AnalyticsColumn.UID).as(ChangedKeys.KEY),
                DSL.year(events.date()).as(ChangedKeys.YEAR))
            .from(events.joined())
            .where(events.program().eq(inline(program.id())))
            .and(events.event(EVENT.LASTUPDATED).ge(inline(moment))));
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    EventYears years = EventYears.of(ctx, input, tracker.eventsPerYear(ctx, program), tableName());
    outOfYears = years.findings();
    return years.partitions();
  }

  @Override
  public List<AnalyticsColumn> columns() {
    return columns;
  }

  private List<AnalyticsColumn> eventColumns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    addKeys(columns);
    addTimes(columns);
    columns.add(
        AnalyticsColumn.fact("storedby", SQLDataType.VARCHAR(255), events.event(EVENT.STOREDBY)));
    columns.add(AnalyticsColumn.status("eventstatus", events.event(EVENT.STATUS)));
    columns.add(AnalyticsColumn.status("enrollmentstatus", ofEnrollment(ENROLLMENT.STATUS)));
    columns.addAll(units().self(UNIT));
    Field<String> own = TrackerUnits.uid(UNIT);
    columns.add(
        unit(
            "registrationou", events.hasEnrollments() ? EntityColumns.registrationUnit(own) : own));
    columns.add(
        unit(
            "enrollmentou",
            events.hasEnrollments()
                ? coalesce(column(ENROLLMENT_UNIT, "uid", AnalyticsColumn.UID), own)
                : own));
    columns.addAll(UserColumns.columns());
    addGeometry(columns);
    program.categories().forEach(uid -> columns.add(category(uid)));
    columns.addAll(units().ancestors(UNIT));
    columns.addAll(units().groupSets(UNIT));
    input.dimensions().attributeGroupSets().forEach(uid -> columns.add(category(uid)));
    columns.addAll(AnalyticsColumn.periods(input.dimensions().periodTypes(), DAY));
    columns.addAll(elements.columns(true));
    if (events.hasEnrollments()) {
      columns.addAll(attributes.columns(true));
    }
    if (program.registration()) {
      columns.addAll(entity.columns());
    }
    return columns;
  }

  private void addKeys(List<AnalyticsColumn> columns) {
    columns.add(AnalyticsColumn.uid("event", true, Access.SELECTIVE, events.event(EVENT.UID)));
    columns.add(
        AnalyticsColumn.uid(
            "enrollment", events.hasEnrollments(), Access.SELECTIVE, ofEnrollment(ENROLLMENT.UID)));
    columns.add(
        AnalyticsColumn.uid(
            "ps", true, Access.NAMED_IF_SELECTIVE, EventSource.stage(PROGRAMSTAGE.UID)));
    columns.add(
        AnalyticsColumn.uid(
            "ao", true, Access.IF_SELECTIVE, column(COMBO, "uid", AnalyticsColumn.UID)));
  }

  private void addTimes(List<AnalyticsColumn> columns) {
    columns.add(AnalyticsColumn.time("enrollmentdate", ofEnrollment(ENROLLMENT.ENROLLMENTDATE)));
    columns.add(read("enrollmentoccurreddate", ofEnrollment(ENROLLMENT.OCCURREDDATE)));
    columns.add(AnalyticsColumn.time("occurreddate", events.event(EVENT.OCCURREDDATE)));
    columns.add(
        AnalyticsColumn.time(
            "scheduleddate",
            events.hasScheduledDate()
                ? events.event(EVENT.SCHEDULEDDATE)
                : castNull(SQLDataType.LOCALDATETIME)));
    columns.add(read("completeddate", events.event(EVENT.COMPLETEDDATE)));
    columns.add(
        read(
            "created", coalesce(events.event(EVENT.CREATEDATCLIENT), events.event(EVENT.CREATED))));
    columns.add(
        AnalyticsColumn.time(
            "lastupdated",
            coalesce(events.event(EVENT.LASTUPDATEDATCLIENT), events.event(EVENT.LASTUPDATED))));
  }

  private static AnalyticsColumn read(String name, Field<?> value) {
    return AnalyticsColumn.fact(name, SQLDataType.LOCALDATETIME, value);
  }

  private static AnalyticsColumn unit(String name, Field<?> value) {
    return AnalyticsColumn.uid(name, true, Access.IF_SELECTIVE, value);
  }

  private void addGeometry(List<AnalyticsColumn> columns) {
    Field<Object> shape = column(EventSource.EVENTS, "geometry", AnalyticsColumn.GEOMETRY);
    if (events.hasGeometry()) {
      columns.add(AnalyticsColumn.shape("eventgeometry", shape));
    }
    columns.addAll(units().geometry(UNIT));
    if (schema().hasGeometry(ENROLLMENT)) {
      columns.add(
          AnalyticsColumn.shape(
              "enrollmentgeometry",
              events.hasEnrollments()
                  ? column(EventSource.ENROLLMENTS, "geometry", AnalyticsColumn.GEOMETRY)
                  : Geometries.none()));
    }
    if (events.hasGeometry()) {
      columns.add(
          AnalyticsColumn.fact("longitude", SQLDataType.DOUBLE, Geometries.longitude(shape)));
      columns.add(AnalyticsColumn.fact("latitude", SQLDataType.DOUBLE, Geometries.latitude(shape)));
    }
  }

  private static AnalyticsColumn category(String uid) {
    return AnalyticsColumn.uid(
        uid, false, Access.IF_SELECTIVE, column(CATEGORIES, uid, AnalyticsColumn.UID));
  }

  @Override
  public Select<?> rows(Partition partition) {
    List<Field<?>> fields = new ArrayList<>();
    columns().forEach(column -> fields.add(column.select()));
    if (countsRejected()) {
      fields.add(elements.rejected().as(REJECTED));
    }
    SelectJoinStep<?> rows = select(fields).from(joined());
    return rows.where(events.program().eq(inline(program.id())))
        .and(events.countsIn(partition.year().orElseThrow()))
        .and(partition.holds(events.event(EVENT.LASTUPDATED)))
        .and(TrackerUnits.holdsIn(UNIT, day()))
        .and(events.hasEnrollments() ? attributes.knows(entityId()) : noCondition());
  }

  private Table<?> joined() {
    Table<?> joined =
        events
            .joined()
            .join(units().as(UNIT))
            .on(column(UNIT, "id", SQLDataType.BIGINT).eq(events.event(EVENT.ORGANISATIONUNITID)))
            .join(days())
            .on(column(DAY, "dateperiod", SQLDataType.LOCALDATE).eq(day()))
            .join(input.resources().table(ResourceTable.CATEGORY_STRUCTURE, CATEGORIES))
            .on(
                column(CATEGORIES, "categoryoptioncomboid", SQLDataType.BIGINT)
                    .eq(events.event(EVENT.ATTRIBUTEOPTIONCOMBOID)))
            .join(CATEGORYOPTIONCOMBO.as(COMBO))
            .on(
                column(COMBO, "categoryoptioncomboid", SQLDataType.BIGINT)
                    .eq(events.event(EVENT.ATTRIBUTEOPTIONCOMBOID)));
    if (events.hasEnrollments()) {
      joined = attributes.joinedTo(withEntities(joined), entityId());
    }
    return elements.joinedTo(withTexts(joined));
  }

  private Table<?> withEntities(Table<?> joined) {
    return entity
        .joinedTo(joined, entityId())
        .leftJoin(ORGANISATIONUNIT.as(ENROLLMENT_UNIT))
        .on(
            column(ENROLLMENT_UNIT, "organisationunitid", SQLDataType.BIGINT)
                .eq(events.enrollment(ENROLLMENT.ORGANISATIONUNITID)));
  }

  /** Takes the JSON of events apart. */
  private Table<?> withTexts(Table<?> joined) {
    return joined.crossJoin(
        RowExpressions.once(
            elements.uids().isEmpty()
                ? select(texts())
                : select(texts())
                    .from(
                        RowExpressions.members(
                            events.event(EVENT.EVENTDATAVALUES), elements.uids(), MEMBERS)),
            ItemColumns.TEXTS));
  }

  private List<Field<?>> texts() {
    List<Field<?>> texts =
        UserColumns.texts(
            events.event(EVENT.CREATEDBYUSERINFO), events.event(EVENT.LASTUPDATEDBYUSERINFO));
    for (String uid : elements.uids()) {
      Field<JSONB> member = column(MEMBERS, uid, SQLDataType.JSONB);
      texts.add(jsonbGetAttributeAsText(member, inline("value")).as(name(uid)));
    }
    return texts;
  }

  @Override
  public boolean countsRejected() {
    return elements.mayReject();
  }

  @Override
  public List<Warning> rejected(DSLContext ctx, Partition partition, Name staging) {
    String table = partition.nameIn(tableName());
    Table<Record> filled = DSL.table(staging).as("filled");
    Condition concerned = column("filled", REJECTED, SQLDataType.INTEGER).isNotNull();
    List<Warning> warnings = new ArrayList<>();
    if (ctx.fetchExists(filled, concerned)) {
      Field<String> event = column("filled", names.of("event"), AnalyticsColumn.UID);
      Table<?> rows =
          select(event.cast(SQLDataType.VARCHAR(11)).as("event"))
              .from(filled)
              .where(concerned)
              .asTable("concerned")
              .join(events.table(EventSource.EVENTS))
              .on(
                  events
                      .event(EVENT.UID)
                      .eq(column("concerned", "event", SQLDataType.VARCHAR(11))));
      elements.rejected(ctx, table, elements.joinedTo(withTexts(rows))).ifPresent(warnings::add);
    }
    warnings.addAll(elements.ambiguous(ctx, table, filled));
    return warnings;
  }

  private <T> Field<T> ofEnrollment(TableField<?, T> column) {
    return events.hasEnrollments() ? events.enrollment(column) : castNull(column.getDataType());
  }

  private Field<Long> entityId() {
    return events.enrollment(ENROLLMENT.TRACKEDENTITYID);
  }

  private Field<LocalDate> day() {
    return events.date().cast(SQLDataType.LOCALDATE);
  }

  private Table<Record> days() {
    return input.resources().table(ResourceTable.DATE_PERIOD_STRUCTURE, DAY);
  }

  private Dhis2Schema schema() {
    return input.schema();
  }
}
