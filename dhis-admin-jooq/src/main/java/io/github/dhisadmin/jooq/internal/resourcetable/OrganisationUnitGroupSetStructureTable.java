package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPSETMEMBERS;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_255;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.withRecursive;

import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Organisation units with their group in each data dimension group set. In a set that includes the
 * sub-hierarchy, a unit without a group has that of its nearest ancestor. Of several groups of one
 * set, where DHIS2 takes any, the one with the lowest key counts. The start date is for hooks,
 * which may add rows that are valid for one month.
 */
final class OrganisationUnitGroupSetStructureTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        required("organisationunitid", SQLDataType.BIGINT, ORGANISATIONUNIT.ORGANISATIONUNITID));
    columns.add(optional("organisationunitname", VARCHAR_255, ORGANISATIONUNIT.NAME));
    columns.add(optional("startdate", SQLDataType.LOCALDATE, inline(null, SQLDataType.LOCALDATE)));
    DimensionNames names =
        new DimensionNames(input.legacy(), columns.stream().map(Column::name).toList());
    List<Dimension> dimensions =
        names.name(
            input
                .ctx()
                .select(
                    ORGUNITGROUPSET.ORGUNITGROUPSETID,
                    ORGUNITGROUPSET.UID,
                    ORGUNITGROUPSET.SHORTNAME)
                .from(ORGUNITGROUPSET)
                .where(ORGUNITGROUPSET.DATADIMENSION.isTrue())
                .orderBy(ORGUNITGROUPSET.NAME, ORGUNITGROUPSET.UID)
                .fetch());
    DimensionPivot groups = new DimensionPivot("groups", dimensions, picks());
    columns.addAll(groups.columns());
    Select<?> rows =
        withRecursive(OrganisationUnitTree.NODES)
            .select(Column.fields(columns))
            .from(OrganisationUnitTree.TABLE)
            .join(ORGANISATIONUNIT)
            .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(OrganisationUnitTree.ID))
            .leftJoin(groups.table())
            .on(groups.member().eq(ORGANISATIONUNIT.ORGANISATIONUNITID));
    TableContent content =
        TableContent.of(columns, rows)
            .index("organisationunitid", "startdate")
            .warnings(names.warnings(input.tableName()));
    return input.legacy() ? content : content.keyedBy("organisationunitid");
  }

  private static Select<Record4<Long, Long, String, String>> picks() {
    Field<Long> holder = field(name("holder", "id"), SQLDataType.BIGINT);
    Field<Integer> depth = field(name("holder", "depth"), SQLDataType.INTEGER);
    return selectDistinct(
            OrganisationUnitTree.ID,
            ORGUNITGROUPSETMEMBERS.ORGUNITGROUPSETID,
            ORGUNITGROUP.UID,
            ORGUNITGROUP.NAME)
        .on(OrganisationUnitTree.ID, ORGUNITGROUPSETMEMBERS.ORGUNITGROUPSETID)
        .from(OrganisationUnitTree.TABLE)
        .crossJoin(unnest(OrganisationUnitTree.IDS).withOrdinality().as("holder", "id", "depth"))
        .join(ORGUNITGROUPMEMBERS)
        .on(ORGUNITGROUPMEMBERS.ORGANISATIONUNITID.eq(holder))
        .join(ORGUNITGROUP)
        .on(ORGUNITGROUP.ORGUNITGROUPID.eq(ORGUNITGROUPMEMBERS.ORGUNITGROUPID))
        .join(ORGUNITGROUPSETMEMBERS)
        .on(ORGUNITGROUPSETMEMBERS.ORGUNITGROUPID.eq(ORGUNITGROUPMEMBERS.ORGUNITGROUPID))
        .join(ORGUNITGROUPSET)
        .on(ORGUNITGROUPSET.ORGUNITGROUPSETID.eq(ORGUNITGROUPSETMEMBERS.ORGUNITGROUPSETID))
        .where(
            ORGUNITGROUPSET
                .INCLUDESUBHIERARCHYINANALYTICS
                .isTrue()
                .or(depth.eq(OrganisationUnitTree.LEVEL)))
        .orderBy(
            OrganisationUnitTree.ID,
            ORGUNITGROUPSETMEMBERS.ORGUNITGROUPSETID,
            depth.desc(),
            ORGUNITGROUP.ORGUNITGROUPID);
  }
}
