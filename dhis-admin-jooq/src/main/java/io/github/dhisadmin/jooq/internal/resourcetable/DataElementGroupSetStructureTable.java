package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENTGROUPSETMEMBERS;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_255;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Data elements with their group in each data dimension group set. Of several groups of one set,
 * where DHIS2 takes any, the one with the lowest key counts.
 */
final class DataElementGroupSetStructureTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_ELEMENT_GROUP_SET_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns = new ArrayList<>();
    columns.add(required("dataelementid", SQLDataType.BIGINT, DATAELEMENT.DATAELEMENTID));
    columns.add(required("dataelementname", VARCHAR_255, DATAELEMENT.NAME));
    DimensionNames names =
        new DimensionNames(input.legacy(), columns.stream().map(Column::name).toList());
    List<Dimension> dimensions =
        names.name(
            input
                .ctx()
                .select(
                    DATAELEMENTGROUPSET.DATAELEMENTGROUPSETID,
                    DATAELEMENTGROUPSET.UID,
                    DATAELEMENTGROUPSET.SHORTNAME)
                .from(DATAELEMENTGROUPSET)
                .where(DATAELEMENTGROUPSET.DATADIMENSION.isTrue())
                .orderBy(DATAELEMENTGROUPSET.NAME, DATAELEMENTGROUPSET.UID)
                .fetch());
    DimensionPivot groups = new DimensionPivot("groups", dimensions, picks());
    columns.addAll(groups.columns());
    Select<?> rows =
        select(Column.fields(columns))
            .from(DATAELEMENT)
            .leftJoin(groups.table())
            .on(groups.member().eq(DATAELEMENT.DATAELEMENTID));
    return TableContent.of(columns, rows)
        .keyedBy("dataelementid")
        .warnings(names.warnings(input.tableName()));
  }

  private static Select<Record4<Long, Long, String, String>> picks() {
    return selectDistinct(
            DATAELEMENTGROUPMEMBERS.DATAELEMENTID,
            DATAELEMENTGROUPSETMEMBERS.DATAELEMENTGROUPSETID,
            DATAELEMENTGROUP.UID,
            DATAELEMENTGROUP.NAME)
        .on(DATAELEMENTGROUPMEMBERS.DATAELEMENTID, DATAELEMENTGROUPSETMEMBERS.DATAELEMENTGROUPSETID)
        .from(DATAELEMENTGROUPSETMEMBERS)
        .join(DATAELEMENTGROUPMEMBERS)
        .on(
            DATAELEMENTGROUPMEMBERS.DATAELEMENTGROUPID.eq(
                DATAELEMENTGROUPSETMEMBERS.DATAELEMENTGROUPID))
        .join(DATAELEMENTGROUP)
        .on(DATAELEMENTGROUP.DATAELEMENTGROUPID.eq(DATAELEMENTGROUPSETMEMBERS.DATAELEMENTGROUPID))
        .orderBy(
            DATAELEMENTGROUPMEMBERS.DATAELEMENTID,
            DATAELEMENTGROUPSETMEMBERS.DATAELEMENTGROUPSETID,
            DATAELEMENTGROUP.DATAELEMENTGROUPID);
  }
}
