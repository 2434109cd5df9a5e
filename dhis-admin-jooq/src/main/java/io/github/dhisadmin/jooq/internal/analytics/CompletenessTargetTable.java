package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.inline;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What should be registered complete (2.42, JdbcCompletenessTargetTableManager): one row per data
 * set, organisation unit and attribute option combination that may report.
 */
final class CompletenessTargetTable implements AnalyticsTableDefinition {
  private final ResourceTables resources;
  private final Dimensions dimensions;
  private final UnitColumns units;

  CompletenessTargetTable(ResourceTables resources, Dimensions dimensions) {
    this.resources = resources;
    this.dimensions = dimensions;
    this.units = new UnitColumns(dimensions);
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.COMPLETENESS_TARGET;
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    return List.of(
        Partition.whole(
            ctx.fetchCount(
                resources.table(ResourceTable.DATA_SET_ORGANISATION_UNIT_CATEGORY, "doc"))));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("dx", true, Access.SELECTIVE, DATASET.UID));
    columns.add(AnalyticsColumn.uid("ao", true, Access.IF_SELECTIVE, CATEGORYOPTIONCOMBO.UID));
    columns.add(day("ouopeningdate", ORGANISATIONUNIT.OPENINGDATE));
    columns.add(day("oucloseddate", ORGANISATIONUNIT.CLOSEDDATE));
    columns.add(day("costartdate", column("doc", "costartdate", SQLDataType.LOCALDATE)));
    columns.add(day("coenddate", column("doc", "coenddate", SQLDataType.LOCALDATE)));
    units.addGroupSets(columns);
    units.addLevels(columns);
    columns.addAll(AnalyticsColumn.dimensions(dimensions.attributes(), "acs"));
    columns.add(AnalyticsColumn.fact("value", SQLDataType.DOUBLE, inline(1.0d)));
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    List<? extends Field<?>> fields = columns().stream().map(AnalyticsColumn::select).toList();
    Field<Long> unit = column("doc", "organisationunitid", SQLDataType.BIGINT);
    Field<Long> combo = column("doc", "attributeoptioncomboid", SQLDataType.BIGINT);
    return DSL.select(fields)
        .from(resources.table(ResourceTable.DATA_SET_ORGANISATION_UNIT_CATEGORY, "doc"))
        .join(DATASET)
        .on(DATASET.DATASETID.eq(column("doc", "datasetid", SQLDataType.BIGINT)))
        .join(ORGANISATIONUNIT)
        .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(unit))
        .join(CATEGORYOPTIONCOMBO)
        .on(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(combo))
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous"))
        .on(units.structureOf(unit))
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE, "ougs"))
        .on(units.groupSetsOf(unit))
        .leftJoin(resources.table(ResourceTable.CATEGORY_STRUCTURE, "acs"))
        .on(column("acs", "categoryoptioncomboid", SQLDataType.BIGINT).eq(combo));
  }

  private static AnalyticsColumn day(String name, Field<?> value) {
    return AnalyticsColumn.fact(name, SQLDataType.LOCALDATE, value);
  }
}
