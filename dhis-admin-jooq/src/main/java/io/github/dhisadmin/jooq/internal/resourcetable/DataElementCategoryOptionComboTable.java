package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.CHAR_11;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.List;
import org.jooq.DataType;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * The option combinations of each data element by its own category combination; what data sets
 * override plays no part.
 */
final class DataElementCategoryOptionComboTable implements ResourceTableDefinition {

  @Override
  public ResourceTable table() {
    return ResourceTable.DATA_ELEMENT_CATEGORY_OPTION_COMBO;
  }

  @Override
  public TableContent content(BuildInput input) {
    DataType<String> uid = input.legacy() ? SQLDataType.VARCHAR(11) : CHAR_11;
    Column elementId = required("dataelementid", SQLDataType.BIGINT, DATAELEMENT.DATAELEMENTID);
    Column elementUid = required("dataelementuid", uid, DATAELEMENT.UID);
    Column comboId =
        required(
            "categoryoptioncomboid", SQLDataType.BIGINT, CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID);
    Column comboUid = required("categoryoptioncombouid", uid, CATEGORYOPTIONCOMBO.UID);
    List<Column> columns =
        input.legacy()
            ? List.of(elementId, elementUid, comboId, comboUid)
            : List.of(elementId, comboId, elementUid, comboUid);
    Select<?> rows =
        select(Column.fields(columns))
            .from(DATAELEMENT)
            .join(CATEGORYCOMBOS_OPTIONCOMBOS)
            .on(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID.eq(DATAELEMENT.CATEGORYCOMBOID))
            .join(CATEGORYOPTIONCOMBO)
            .on(
                CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                    CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID));
    TableContent content =
        TableContent.of(columns, rows).index("dataelementuid", "categoryoptioncombouid");
    return input.legacy() ? content : content.keyedBy("dataelementid", "categoryoptioncomboid");
  }
}
