package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Enrollment;
import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.run.Warning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The enrollments in a program (2.42, JdbcEnrollmentAnalyticsTableManager): one row per enrollment
 * that is not deleted and says when its incident occurred, with the periods of its own date and
 * every attribute.
 */
final class ProgramEnrollmentTable implements TrackerTable {
  private static final Enrollment ENROLLED = ENROLLMENT.as("en");
  private static final String UNIT = "unit";
  private static final String DAY = "day";

  private final BuildInput input;
  private final TrackerUnits units;
  private final TrackerProgram program;
  private final ProgramAttributes attributes;
  private final EntityColumns entity;
  private final List<AnalyticsColumn> columns;

  ProgramEnrollmentTable(BuildInput input, TrackerSources tracker, TrackerProgram program) {
    this.input = input;
    this.units = tracker.units();
    this.program = program;
    this.attributes = tracker.attributesOf(program);
    this.entity = new EntityColumns(input.schema());
    this.columns = TrackerNames.ofEnrollments(input.schema()).of(enrollmentColumns());
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.ENROLLMENT;
  }

  @Override
  public String uid() {
    return program.uid();
  }

  @Override
  public TrackerUnits units() {
    return units;
  }

  @Override
  public List<Function<DSLContext, Integer>> fillings(int sessions) {
    return attributes.fillings();
  }

  @Override
  public List<Warning> findings(DSLContext ctx) {
    return attributes.takeFindings();
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    return List.of(Partition.whole(ctx.fetchCount(ENROLLED, counts())));
  }

  private Condition counts() {
    return ENROLLED
        .PROGRAMID
        .eq(inline(program.id()))
        .and(ENROLLED.DELETED.isFalse())
        .and(enrollment(ENROLLMENT.OCCURREDDATE).isNotNull());
  }

  @Override
  public List<AnalyticsColumn> columns() {
    return columns;
  }

  private List<AnalyticsColumn> enrollmentColumns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("enrollment", true, Access.SELECTIVE, ENROLLED.UID));
    columns.add(AnalyticsColumn.time("enrollmentdate", ENROLLED.ENROLLMENTDATE));
    columns.add(AnalyticsColumn.time("occurreddate", enrollment(ENROLLMENT.OCCURREDDATE)));
    columns.add(
        AnalyticsColumn.fact(
            "completeddate",
            SQLDataType.LOCALDATETIME,
            when(ENROLLED.STATUS.eq(inline("COMPLETED")), enrollment(ENROLLMENT.COMPLETEDDATE))));
    columns.add(AnalyticsColumn.time("lastupdated", ENROLLED.LASTUPDATED));
    columns.add(AnalyticsColumn.fact("storedby", SQLDataType.VARCHAR(255), ENROLLED.STOREDBY));
    columns.addAll(UserColumns.columns());
    columns.add(AnalyticsColumn.status("enrollmentstatus", ENROLLED.STATUS));
    columns.addAll(units.self(UNIT));
    columns.add(
        AnalyticsColumn.uid(
            "registrationou",
            true,
            Access.IF_SELECTIVE,
            EntityColumns.registrationUnit(TrackerUnits.uid(UNIT))));
    if (input.schema().hasGeometry(ENROLLMENT)) {
      columns.addAll(
          AnalyticsColumn.located(
              "enrollmentgeometry",
              "longitude",
              "latitude",
              column("en", "geometry", AnalyticsColumn.GEOMETRY)));
    }
    columns.addAll(units.ancestors(UNIT));
    columns.addAll(units.groupSets(UNIT));
    columns.addAll(
        AnalyticsColumn.periods(input.dimensions().periodTypes(), DAY, Access.NAMED_IF_SELECTIVE));
    columns.addAll(attributes.columns(false));
    if (program.registration()) {
      columns.addAll(entity.columns());
    }
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    SelectSelectStep<?> rows = select(columns.stream().map(AnalyticsColumn::select).toList());
    return rows.from(joined())
        .where(counts())
        .and(TrackerUnits.holdsIn(UNIT, day()))
        .and(attributes.knows(entityId()));
  }

  private Table<?> joined() {
    Table<?> joined =
        ENROLLED
            .join(units.as(UNIT))
            .on(column(UNIT, "id", SQLDataType.BIGINT).eq(ENROLLED.ORGANISATIONUNITID))
            .leftJoin(input.resources().table(ResourceTable.DATE_PERIOD_STRUCTURE, DAY))
            .on(column(DAY, "dateperiod", SQLDataType.LOCALDATE).eq(day()));
    return attributes
        .joinedTo(entity.joinedTo(joined, entityId()), entityId())
        .crossJoin(
            RowExpressions.once(
                DSL.select(
                    UserColumns.texts(ENROLLED.CREATEDBYUSERINFO, ENROLLED.LASTUPDATEDBYUSERINFO)),
                ItemColumns.TEXTS));
  }

  private Field<LocalDate> day() {
    return ENROLLED.ENROLLMENTDATE.cast(SQLDataType.LOCALDATE);
  }

  private Field<Long> entityId() {
    return enrollment(ENROLLMENT.TRACKEDENTITYID);
  }

  private <T> Field<T> enrollment(TableField<?, T> column) {
    return input.schema().column(ENROLLED, column);
  }
}
