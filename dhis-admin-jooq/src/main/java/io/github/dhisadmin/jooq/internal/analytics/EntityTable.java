package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.analytics.TrackerSources.ENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Enrollment;
import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The tracked entities of a type (2.42, JdbcTrackedEntityAnalyticsTableManager): one row per entity
 * that is not deleted, with every attribute and, for each program of the type, whether it is or was
 * enrolled there.
 */
final class EntityTable implements TrackerTable {
  private static final String UNIT = "unit";
  private static final String ENROLLED = "enrolled";
  private static final String VALUES = "attribute_values";
  private static final String ID = "id";

  private final BuildInput input;
  private final TrackerSources tracker;
  private final TrackedEntityType entityType;
  private final ItemColumns attributes;

  EntityTable(BuildInput input, TrackerSources tracker, TrackedEntityType entityType) {
    this.input = input;
    this.tracker = tracker;
    this.entityType = entityType;
    this.attributes = new ItemColumns(entityType.attributes(), input.schema());
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.TRACKED_ENTITY_INSTANCE;
  }

  @Override
  public String uid() {
    return entityType.uid();
  }

  @Override
  public TrackerUnits units() {
    return tracker.units();
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    return List.of(Partition.whole(ctx.fetchCount(ENTITY, counts())));
  }

  private Condition counts() {
    return TrackerSources.isOf(entityType)
        .and(ENTITY.DELETED.isFalse())
        .and(ENTITY.CREATED.isNotNull());
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("trackedentity", true, Access.SELECTIVE, ENTITY.UID));
    columns.add(
        new AnalyticsColumn(
            "trackedentityid", SQLDataType.BIGINT, true, Access.FACT, tracker.entityId()));
    columns.add(AnalyticsColumn.time("created", ENTITY.CREATED));
    columns.add(AnalyticsColumn.time("lastupdated", ENTITY.LASTUPDATED));
    columns.add(AnalyticsColumn.fact("inactive", SQLDataType.BOOLEAN, ENTITY.INACTIVE));
    columns.add(time("createdatclient", ENTITY.CREATEDATCLIENT));
    columns.add(time("lastupdatedatclient", ENTITY.LASTUPDATEDATCLIENT));
    columns.add(time("lastsynchronized", ENTITY.LASTSYNCHRONIZED));
    columns.add(AnalyticsColumn.fact("featuretype", SQLDataType.VARCHAR(255), ENTITY.FEATURETYPE));
    columns.add(AnalyticsColumn.fact("coordinates", SQLDataType.CLOB, ENTITY.COORDINATES));
    columns.add(AnalyticsColumn.fact("storedby", SQLDataType.VARCHAR(255), ENTITY.STOREDBY));
    columns.add(
        AnalyticsColumn.fact("potentialduplicate", SQLDataType.BOOLEAN, ENTITY.POTENTIALDUPLICATE));
    columns.addAll(TrackerUnits.selfOfEntities(UNIT));
    if (input.schema().hasGeometry(TRACKEDENTITY)) {
      columns.addAll(
          AnalyticsColumn.located(
              "geometry",
              "longitude",
              "latitude",
              column(ENTITY.getName(), "geometry", AnalyticsColumn.GEOMETRY)));
    }
    columns.addAll(units().ancestors(UNIT));
    columns.addAll(UserColumns.columns());
    for (TrackerProgram program : entityType.programs()) {
      columns.add(
          AnalyticsColumn.fact(
              program.uid(),
              SQLDataType.BOOLEAN,
              coalesce(column(ENROLLED, program.uid(), SQLDataType.BOOLEAN), inline(false))));
    }
    columns.addAll(attributes.valueColumns());
    columns.addAll(units().groupSets(UNIT));
    return columns;
  }

  /** One by which nobody looks for entities. */
  private static AnalyticsColumn time(String name, Field<?> value) {
    return AnalyticsColumn.fact(name, SQLDataType.LOCALDATETIME, value);
  }

  @Override
  public Select<?> rows(Partition partition) {
    List<Field<?>> fields = new ArrayList<>();
    columns().forEach(column -> fields.add(column.select()));
    if (countsRejected()) {
      fields.add(attributes.rejected().as(REJECTED));
    }
    Table<?> entities =
        ENTITY.join(units().as(UNIT)).on(TrackerUnits.isFirstOf(UNIT, ENTITY.ORGANISATIONUNITID));
    return select(fields).from(withTexts(withPrograms(entities))).where(counts());
  }

  /**
   * Adds the programs in which entities are or were enrolled, also if the enrollment is deleted.
   */
  private Table<?> withPrograms(Table<?> entities) {
    List<Long> ids = entityType.programs().stream().map(TrackerProgram::id).toList();
    if (ids.isEmpty()) {
      return entities;
    }
    Enrollment enrollment = ENROLLMENT.as("en");
    Field<Long> enrolled = input.schema().column(enrollment, ENROLLMENT.TRACKEDENTITYID);
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(enrolled.as(ID));
    for (TrackerProgram program : entityType.programs()) {
      fields.add(boolOr(enrollment.PROGRAMID.eq(inline(program.id()))).as(name(program.uid())));
    }
    Select<?> programs =
        select(fields)
            .from(enrollment)
            .where(enrollment.PROGRAMID.in(ids.stream().map(DSL::inline).toList()))
            .and(enrolled.isNotNull())
            .groupBy(enrolled);
    return joined(entities, programs, ENROLLED);
  }

  /** Adds the texts of attributes, each value read once. */
  private Table<?> withTexts(Table<?> entities) {
    List<Field<?>> texts =
        UserColumns.texts(ENTITY.CREATEDBYUSERINFO, ENTITY.LASTUPDATEDBYUSERINFO);
    Table<?> valued = entities;
    if (!entityType.attributes().isEmpty()) {
      valued = joined(entities, values(), VALUES);
      attributes
          .uids()
          .forEach(uid -> texts.add(column(VALUES, uid, SQLDataType.CLOB).as(name(uid))));
    }
    return attributes.joinedTo(
        valued.crossJoin(RowExpressions.once(select(texts), ItemColumns.TEXTS)));
  }

  private Select<?> values() {
    AttributeTexts texts = new AttributeTexts(entityType.attributes(), input.schema());
    return select(texts.fields(texts.owner(), ID))
        .from(AttributeTexts.table())
        .where(texts.areOfThese())
        .groupBy(texts.owner());
  }

  private Table<?> joined(Table<?> entities, Select<?> some, String alias) {
    return entities
        .leftJoin(some.asTable(alias))
        .on(column(alias, ID, SQLDataType.BIGINT).eq(tracker.entityId()));
  }

  @Override
  public boolean countsRejected() {
    return attributes.mayReject();
  }

  @Override
  public List<Warning> rejected(DSLContext ctx, Partition partition, Name staging) {
    Table<Record> filled = DSL.table(staging).as("filled");
    Condition concerned = column("filled", REJECTED, SQLDataType.INTEGER).isNotNull();
    if (!ctx.fetchExists(filled, concerned)) {
      return List.of();
    }
    Table<?> rows =
        select(column("filled", "trackedentityid", SQLDataType.BIGINT).as(ID))
            .from(filled)
            .where(concerned)
            .asTable("concerned")
            .join(ENTITY)
            .on(tracker.entityId().eq(column("concerned", ID, SQLDataType.BIGINT)));
    return attributes.rejected(ctx, tableName(), withTexts(rows)).stream().toList();
  }
}
