package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMOWNERSHIPHISTORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYPROGRAMOWNER;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Programownershiphistory;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Trackedentityprogramowner;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Which organisation unit owned a tracked entity in a program on which days (2.42,
 * JdbcOwnershipAnalyticsTableManager): only of those whose owner changed. Of several changes on one
 * day the last counts, and a change to the same unit is none. DHIS2 walks through the history row
 * by row; here it is one statement.
 */
final class ProgramOwnershipTable implements TrackerTable {
  private static final LocalDate FIRST_DAY = LocalDate.of(1000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final Programownershiphistory HISTORY = PROGRAMOWNERSHIPHISTORY.as("history");
  private static final Trackedentityprogramowner OWNER = TRACKEDENTITYPROGRAMOWNER.as("owner");
  private static final String UNIT = "unit";
  private static final String SPAN = "span";
  private static final String ENTITY = "te";

  private final Dhis2Schema schema;
  private final TrackerUnits units;
  private final TrackerProgram program;

  ProgramOwnershipTable(BuildInput input, TrackerSources tracker, TrackerProgram program) {
    this.schema = input.schema();
    this.units = tracker.units();
    this.program = program;
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.OWNERSHIP;
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
  public List<Partition> partitions(DSLContext ctx) {
    return List.of(Partition.whole(ctx.fetchCount(HISTORY, changed())));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(
        AnalyticsColumn.uid(
            "teuid", true, Access.SELECTIVE, column(ENTITY, "uid", AnalyticsColumn.UID)));
    columns.add(
        AnalyticsColumn.fact(
            "startdate", SQLDataType.LOCALDATE, column(SPAN, "firstday", SQLDataType.LOCALDATE)));
    columns.add(
        AnalyticsColumn.fact(
            "enddate", SQLDataType.LOCALDATE, column(SPAN, "lastday", SQLDataType.LOCALDATE)));
    columns.add(AnalyticsColumn.uid("ou", true, Access.IF_SELECTIVE, TrackerUnits.uid(UNIT)));
    columns.addAll(units.levels(UNIT));
    columns.addAll(units.groupSets(UNIT));
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    Table<?> entity = TRACKEDENTITY.as(ENTITY);
    SelectSelectStep<?> rows = select(columns().stream().map(AnalyticsColumn::select).toList());
    return rows.from(spans().asTable(SPAN))
        .join(entity)
        .on(
            schema
                .column(entity, TRACKEDENTITY.TRACKEDENTITYID)
                .eq(column(SPAN, "entity", SQLDataType.BIGINT)))
        .join(units.as(UNIT))
        .on(column(UNIT, "id", SQLDataType.BIGINT).eq(column(SPAN, "owner", SQLDataType.BIGINT)))
        // One span over all days says no more than the enrollment does.
        .where(
            column(SPAN, "spans", SQLDataType.INTEGER)
                .gt(inline(1))
                .or(column(SPAN, "lastday", SQLDataType.LOCALDATE).ne(inline(LAST_DAY))));
  }

  /** Who owned what from the day after the one before to the last day. */
  private Select<?> spans() {
    Field<Long> entity = column("change", "entity", SQLDataType.BIGINT);
    Field<LocalDate> last = column("change", "lastday", SQLDataType.LOCALDATE);
    Field<LocalDate> before = lag(last).over(DSL.partitionBy(entity).orderBy(last));
    return select(
            entity.as("entity"),
            column("change", "owner", SQLDataType.BIGINT).as("owner"),
            coalesce(before.add(inline(1)), inline(FIRST_DAY)).as("firstday"),
            last.as("lastday"),
            count().over(DSL.partitionBy(entity)).as("spans"))
        .from(changes().asTable("change"))
        .where(
            column("change", "owner", SQLDataType.BIGINT)
                .isDistinctFrom(column("change", "nextowner", SQLDataType.BIGINT)));
  }

  /** The last owner of each day on which one ended, and the next one. */
  private Select<?> changes() {
    Field<Long> entity = column("day", "entity", SQLDataType.BIGINT);
    Field<Long> owner = column("day", "owner", SQLDataType.BIGINT);
    Field<LocalDate> last = column("day", "lastday", SQLDataType.LOCALDATE);
    return select(
            entity.as("entity"),
            owner.as("owner"),
            last.as("lastday"),
            lead(owner).over(DSL.partitionBy(entity).orderBy(last)).as("nextowner"))
        .from(days().asTable("day"))
        .where(column("day", "fromlast", SQLDataType.INTEGER).eq(inline(1)));
  }

  /** The history and, as what ends on the last day of all, the owner of now. */
  private Select<?> days() {
    Field<Long> entity = schema.column(HISTORY, PROGRAMOWNERSHIPHISTORY.TRACKEDENTITYID);
    Field<Long> ownedEntity = schema.column(OWNER, TRACKEDENTITYPROGRAMOWNER.TRACKEDENTITYID);
    Table<?> ends =
        select(
                entity.as("entity"),
                HISTORY.ORGANISATIONUNITID.as("owner"),
                HISTORY.ENDDATE.as("ended"),
                HISTORY.PROGRAMOWNERSHIPHISTORYID.cast(SQLDataType.BIGINT).as("number"))
            .from(HISTORY)
            .where(changed())
            .unionAll(
                select(
                        ownedEntity,
                        OWNER.ORGANISATIONUNITID,
                        castNull(SQLDataType.LOCALDATETIME),
                        castNull(SQLDataType.BIGINT))
                    .from(OWNER)
                    .where(OWNER.PROGRAMID.eq(inline(program.id())))
                    .and(OWNER.ORGANISATIONUNITID.isNotNull())
                    .and(ownedEntity.in(select(entity).from(HISTORY).where(changed()))))
            .asTable("ending");
    Field<Long> of = column("ending", "entity", SQLDataType.BIGINT);
    Field<LocalDate> last =
        coalesce(
            column("ending", "ended", SQLDataType.LOCALDATETIME).cast(SQLDataType.LOCALDATE),
            inline(LAST_DAY));
    return select(
            of.as("entity"),
            column("ending", "owner", SQLDataType.BIGINT).as("owner"),
            last.as("lastday"),
            rowNumber()
                .over(
                    DSL.partitionBy(of, last)
                        .orderBy(
                            column("ending", "ended", SQLDataType.LOCALDATETIME)
                                .desc()
                                .nullsFirst(),
                            column("ending", "number", SQLDataType.BIGINT).desc().nullsFirst()))
                .as("fromlast"))
        .from(ends);
  }

  private Condition changed() {
    return HISTORY
        .PROGRAMID
        .eq(inline(program.id()))
        .and(HISTORY.ORGANISATIONUNITID.isNotNull())
        .and(program.registration() ? noCondition() : falseCondition());
  }
}
