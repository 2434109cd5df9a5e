package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUPSETMEMBERS;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_255;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
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
 * Indicators with their group in each group set. Of several groups of one set, where DHIS2 takes
 * any, the one with the lowest key counts.
 */
final class IndicatorGroupSetStructureTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.INDICATOR_GROUP_SET_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns = new ArrayList<>();
    columns.add(required("indicatorid", SQLDataType.BIGINT, INDICATOR.INDICATORID));
    columns.add(optional("indicatorname", VARCHAR_255, INDICATOR.NAME));
    DimensionNames names =
        new DimensionNames(input.legacy(), columns.stream().map(Column::name).toList());
    List<Dimension> dimensions =
        names.name(
            input
                .ctx()
                .select(
                    INDICATORGROUPSET.INDICATORGROUPSETID,
                    INDICATORGROUPSET.UID,
                    INDICATORGROUPSET.SHORTNAME)
                .from(INDICATORGROUPSET)
                .orderBy(INDICATORGROUPSET.NAME, INDICATORGROUPSET.UID)
                .fetch());
    DimensionPivot groups = new DimensionPivot("groups", dimensions, picks());
    columns.addAll(groups.columns());
    Select<?> rows =
        select(Column.fields(columns))
            .from(INDICATOR)
            .leftJoin(groups.table())
            .on(groups.member().eq(INDICATOR.INDICATORID));
    return TableContent.of(columns, rows)
        .keyedBy("indicatorid")
        .warnings(names.warnings(input.tableName()));
  }

  private static Select<Record4<Long, Long, String, String>> picks() {
    return selectDistinct(
            INDICATORGROUPMEMBERS.INDICATORID,
            INDICATORGROUPSETMEMBERS.INDICATORGROUPSETID,
            INDICATORGROUP.UID,
            INDICATORGROUP.NAME)
        .on(INDICATORGROUPMEMBERS.INDICATORID, INDICATORGROUPSETMEMBERS.INDICATORGROUPSETID)
        .from(INDICATORGROUPSETMEMBERS)
        .join(INDICATORGROUPMEMBERS)
        .on(INDICATORGROUPMEMBERS.INDICATORGROUPID.eq(INDICATORGROUPSETMEMBERS.INDICATORGROUPID))
        .join(INDICATORGROUP)
        .on(INDICATORGROUP.INDICATORGROUPID.eq(INDICATORGROUPSETMEMBERS.INDICATORGROUPID))
        .orderBy(
            INDICATORGROUPMEMBERS.INDICATORID,
            INDICATORGROUPSETMEMBERS.INDICATORGROUPSETID,
            INDICATORGROUP.INDICATORGROUPID);
  }
}
