package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.analytics.TrackerSources.ENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Enrollment;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.TableField;

/**
 * The enrollments of the tracked entities of a type, in whatever program (2.42,
 * JdbcTrackedEntityEnrollmentsAnalyticsTableManager): one row per enrollment that is not deleted
 * and says when its incident occurred.
 */
final class EntityEnrollmentTable implements TrackerTable {
  private static final Enrollment ENROLLED = ENROLLMENT.as("en");
  private static final String UNIT = "unit";

  private final BuildInput input;
  private final TrackerSources tracker;
  private final TrackedEntityType entityType;

  EntityEnrollmentTable(BuildInput input, TrackerSources tracker, TrackedEntityType entityType) {
    this.input = input;
    this.tracker = tracker;
    this.entityType = entityType;
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.TRACKED_ENTITY_INSTANCE_ENROLLMENTS;
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
    return List.of(
        Partition.whole(ctx.fetchCount(select(ENROLLED.UID).from(enrolled()).where(counts()))));
  }

  private Condition counts() {
    return TrackerSources.isOf(entityType)
        .and(ENROLLED.DELETED.isFalse())
        .and(enrollment(ENROLLMENT.OCCURREDDATE).isNotNull());
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("trackedentity", true, Access.SELECTIVE, ENTITY.UID));
    columns.add(AnalyticsColumn.uid("program", false, Access.IF_SELECTIVE, PROGRAM.UID));
    columns.add(AnalyticsColumn.uid("enrollment", false, Access.SELECTIVE, ENROLLED.UID));
    columns.add(AnalyticsColumn.time("enrollmentdate", ENROLLED.ENROLLMENTDATE));
    columns.add(AnalyticsColumn.time("completeddate", enrollment(ENROLLMENT.COMPLETEDDATE)));
    columns.add(AnalyticsColumn.time("occurreddate", enrollment(ENROLLMENT.OCCURREDDATE)));
    columns.add(AnalyticsColumn.status("enrollmentstatus", ENROLLED.STATUS));
    columns.addAll(TrackerUnits.selfOfEntities(UNIT));
    if (input.schema().hasGeometry(ENROLLMENT)) {
      columns.addAll(
          AnalyticsColumn.located(
              "enrollmentgeometry",
              "enrollmentlongitude",
              "enrollmentlatitude",
              column("en", "geometry", AnalyticsColumn.GEOMETRY)));
    }
    columns.add(TrackerUnits.names(UNIT));
    columns.addAll(units().levels(UNIT));
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    SelectSelectStep<?> rows = select(columns().stream().map(AnalyticsColumn::select).toList());
    return rows.from(
            enrolled()
                .join(PROGRAM)
                .on(PROGRAM.PROGRAMID.eq(ENROLLED.PROGRAMID))
                .join(units().as(UNIT))
                .on(TrackerUnits.isFirstOf(UNIT, ENROLLED.ORGANISATIONUNITID)))
        .where(counts());
  }

  private Table<?> enrolled() {
    return tracker.withEntities(ENROLLED, enrollment(ENROLLMENT.TRACKEDENTITYID));
  }

  private <T> Field<T> enrollment(TableField<?, T> column) {
    return input.schema().column(ENROLLED, column);
  }
}
