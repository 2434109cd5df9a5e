package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.COMPLETEDATASETREGISTRATION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Complete data set registrations (2.42, JdbcCompletenessTableManager): one row per registration
 * that counts, with when it was made and whether that was in time.
 */
final class CompletenessTable implements AnalyticsTableDefinition {
  private static final int SECONDS_PER_DAY = 86_400;

  private final ResourceTables resources;
  private final Dimensions dimensions;
  private final BuildSettings settings;
  private final UnitColumns units;

  CompletenessTable(ResourceTables resources, Dimensions dimensions, BuildSettings settings) {
    this.resources = resources;
    this.dimensions = dimensions;
    this.settings = settings;
    this.units = new UnitColumns(dimensions);
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.COMPLETENESS;
  }

  @Override
  public AnalyticsTableDefinition ofAllYears() {
    return new CompletenessTable(resources, dimensions, settings.allYears());
  }

  @Override
  public List<Condition> checks(Partition partition) {
    int year = partition.year().orElseThrow();
    return List.of(field(name("year"), SQLDataType.INTEGER).eq(inline(year)));
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    Field<Integer> year = column("ps", "year", SQLDataType.INTEGER);
    return ctx.select(year, count())
        .from(COMPLETEDATASETREGISTRATION)
        .join(resources.table(ResourceTable.PERIOD_STRUCTURE, "ps"))
        .on(column("ps", "periodid", SQLDataType.BIGINT).eq(COMPLETEDATASETREGISTRATION.PERIODID))
        .where(year.ge(settings.firstYear()))
        .groupBy(year)
        .orderBy(year)
        .fetch(r -> Partition.ofYear(r.value1(), r.value2()));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("dx", true, Access.SELECTIVE, DATASET.UID));
    columns.add(
        new AnalyticsColumn(
            "year",
            SQLDataType.INTEGER,
            false,
            Access.FACT,
            column("ps", "year", SQLDataType.INTEGER)));
    columns.add(AnalyticsColumn.fact("id", SQLDataType.CLOB, id()));
    units.addGroupSets(columns);
    units.addLevels(columns);
    dimensions
        .attributes()
        .forEach(
            uid ->
                columns.add(
                    AnalyticsColumn.uid(
                        uid, false, Access.IF_SELECTIVE, column("acs", uid, AnalyticsColumn.UID))));
    columns.addAll(AnalyticsColumn.periods(dimensions.periodTypes(), "ps"));
    columns.add(
        new AnalyticsColumn(
            "timely", SQLDataType.BOOLEAN, false, Access.IF_SELECTIVE, DSL.field(inTime())));
    columns.add(
        AnalyticsColumn.fact("value", SQLDataType.LOCALDATETIME, COMPLETEDATASETREGISTRATION.DATE));
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    List<? extends Field<?>> fields = columns().stream().map(AnalyticsColumn::select).toList();
    Field<LocalDate> month =
        DSL.trunc(column("ps", "startdate", SQLDataType.LOCALDATE), org.jooq.DatePart.MONTH)
            .cast(SQLDataType.LOCALDATE);
    return DSL.select(fields)
        .from(COMPLETEDATASETREGISTRATION)
        .join(DATASET)
        .on(DATASET.DATASETID.eq(COMPLETEDATASETREGISTRATION.DATASETID))
        .join(resources.table(ResourceTable.PERIOD_STRUCTURE, "ps"))
        .on(column("ps", "periodid", SQLDataType.BIGINT).eq(COMPLETEDATASETREGISTRATION.PERIODID))
        .join(resources.table(ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE, "ougs"))
        .on(units.groupSetsOf(COMPLETEDATASETREGISTRATION.SOURCEID))
        .and(UnitColumns.holdsIn(month))
        .join(resources.table(ResourceTable.CATEGORY_STRUCTURE, "acs"))
        .on(
            column("acs", "categoryoptioncomboid", SQLDataType.BIGINT)
                .eq(COMPLETEDATASETREGISTRATION.ATTRIBUTEOPTIONCOMBOID))
        .join(CATEGORYOPTIONCOMBO)
        .on(
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                COMPLETEDATASETREGISTRATION.ATTRIBUTEOPTIONCOMBOID))
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous"))
        .on(units.structureOf(COMPLETEDATASETREGISTRATION.SOURCEID))
        .where(column("ps", "year", SQLDataType.INTEGER).eq(inline(partition.year().orElseThrow())))
        .and(COMPLETEDATASETREGISTRATION.DATE.isNotNull())
        .and(COMPLETEDATASETREGISTRATION.COMPLETED.isTrue());
  }

  private static Field<String> id() {
    Field<String> dash = inline("-");
    return concat(
        DATASET.UID,
        dash,
        column("ps", "iso", SQLDataType.CLOB),
        dash,
        column("ous", "organisationunituid", AnalyticsColumn.UID),
        dash,
        CATEGORYOPTIONCOMBO.UID);
  }

  /** Registered within the data set's days after the period's end; a null stays unknown. */
  private static Condition inTime() {
    Field<BigDecimal> seconds =
        DSL.extract(
                COMPLETEDATASETREGISTRATION.DATE.minus(
                    column("ps", "enddate", SQLDataType.LOCALDATE).cast(SQLDataType.LOCALDATETIME)),
                org.jooq.DatePart.EPOCH)
            .cast(SQLDataType.NUMERIC);
    return seconds
        .div(inline(SECONDS_PER_DAY))
        .cast(SQLDataType.DOUBLE)
        .le(DATASET.TIMELYDAYS.cast(SQLDataType.DOUBLE).plus(inline(1)));
  }
}
