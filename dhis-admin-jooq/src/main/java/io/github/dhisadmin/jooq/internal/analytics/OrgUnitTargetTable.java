package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPMEMBERS;
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
 * Organisation unit group memberships (2.42, JdbcOrgUnitTargetTableManager): one row per
 * membership, by which units of a group are counted.
 */
final class OrgUnitTargetTable implements AnalyticsTableDefinition {
  private final ResourceTables resources;
  private final UnitColumns units;

  OrgUnitTargetTable(ResourceTables resources, Dimensions dimensions) {
    this.resources = resources;
    this.units = new UnitColumns(dimensions);
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.ORG_UNIT_TARGET;
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    return List.of(Partition.whole(ctx.fetchCount(ORGUNITGROUPMEMBERS)));
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("oug", true, Access.SELECTIVE, ORGUNITGROUP.UID));
    units.addLevels(columns);
    columns.add(AnalyticsColumn.fact("value", SQLDataType.DOUBLE, inline(1.0d)));
    return columns;
  }

  @Override
  public Select<?> rows(Partition partition) {
    List<? extends Field<?>> fields = columns().stream().map(AnalyticsColumn::select).toList();
    return DSL.select(fields)
        .from(ORGUNITGROUPMEMBERS)
        .join(ORGUNITGROUP)
        .on(ORGUNITGROUP.ORGUNITGROUPID.eq(ORGUNITGROUPMEMBERS.ORGUNITGROUPID))
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous"))
        .on(units.structureOf(ORGUNITGROUPMEMBERS.ORGANISATIONUNITID));
  }
}
