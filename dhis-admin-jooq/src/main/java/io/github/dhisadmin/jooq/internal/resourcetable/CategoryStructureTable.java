package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORIES_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONGROUPSETMEMBERS;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.CHAR_11;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_255;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.github.dhisadmin.jooq.internal.dhis2.tables.CategoryoptioncombosCategoryoptions;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Category option combinations, those of no category combination too, with their option in each
 * data dimension category and the group of their options in each data dimension option group set.
 * Of several options or groups, where DHIS2 takes any, the one with the lowest key counts.
 */
final class CategoryStructureTable implements ResourceTableDefinition {
  private static final CategoryoptioncombosCategoryoptions COMBO_OPTIONS =
      CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;

  @Override
  public ResourceTable table() {
    return ResourceTable.CATEGORY_STRUCTURE;
  }

  @Override
  public TableContent content(BuildInput input) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        required(
            "categoryoptioncomboid",
            SQLDataType.BIGINT,
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID));
    if (!input.legacy()) {
      columns.add(required("categoryoptioncombouid", CHAR_11, CATEGORYOPTIONCOMBO.UID));
    }
    columns.add(optional("categoryoptioncomboname", VARCHAR_255, CATEGORYOPTIONCOMBO.NAME));
    DimensionNames names =
        new DimensionNames(input.legacy(), columns.stream().map(Column::name).toList());
    DimensionPivot options = new DimensionPivot("options", categories(input, names), options());
    DimensionPivot groups = new DimensionPivot("groups", groupSets(input, names), groups());
    columns.addAll(options.columns());
    columns.addAll(groups.columns());
    Select<?> rows =
        select(Column.fields(columns))
            .from(CATEGORYOPTIONCOMBO)
            .leftJoin(options.table())
            .on(options.member().eq(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID))
            .leftJoin(groups.table())
            .on(groups.member().eq(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID));
    return TableContent.of(columns, rows)
        .keyedBy("categoryoptioncomboid")
        .warnings(names.warnings(input.tableName()))
        .warnings(
            input.warning(
                "NAME_CUT",
                "Names longer than 255 characters are cut",
                select(CATEGORYOPTIONCOMBO.UID)
                    .from(CATEGORYOPTIONCOMBO)
                    .where(length(CATEGORYOPTIONCOMBO.NAME).gt(255))));
  }

  private static List<Dimension> categories(BuildInput input, DimensionNames names) {
    return names.name(
        input
            .ctx()
            .select(CATEGORY.CATEGORYID, CATEGORY.UID, CATEGORY.SHORTNAME)
            .from(CATEGORY)
            .where(CATEGORY.DATADIMENSION.isTrue())
            .orderBy(CATEGORY.NAME, CATEGORY.UID)
            .fetch());
  }

  private static List<Dimension> groupSets(BuildInput input, DimensionNames names) {
    return names.name(
        input
            .ctx()
            .select(
                CATEGORYOPTIONGROUPSET.CATEGORYOPTIONGROUPSETID,
                CATEGORYOPTIONGROUPSET.UID,
                CATEGORYOPTIONGROUPSET.SHORTNAME)
            .from(CATEGORYOPTIONGROUPSET)
            .where(CATEGORYOPTIONGROUPSET.DATADIMENSION.isTrue())
            .orderBy(CATEGORYOPTIONGROUPSET.NAME, CATEGORYOPTIONGROUPSET.UID)
            .fetch());
  }

  private static Select<Record4<Long, Long, String, String>> options() {
    return selectDistinct(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID,
            CATEGORIES_CATEGORYOPTIONS.CATEGORYID,
            CATEGORYOPTION.UID,
            CATEGORYOPTION.NAME)
        .on(COMBO_OPTIONS.CATEGORYOPTIONCOMBOID, CATEGORIES_CATEGORYOPTIONS.CATEGORYID)
        .from(COMBO_OPTIONS)
        .join(CATEGORIES_CATEGORYOPTIONS)
        .on(CATEGORIES_CATEGORYOPTIONS.CATEGORYOPTIONID.eq(COMBO_OPTIONS.CATEGORYOPTIONID))
        .join(CATEGORYOPTION)
        .on(CATEGORYOPTION.CATEGORYOPTIONID.eq(COMBO_OPTIONS.CATEGORYOPTIONID))
        .orderBy(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID,
            CATEGORIES_CATEGORYOPTIONS.CATEGORYID,
            CATEGORYOPTION.CATEGORYOPTIONID);
  }

  private static Select<Record4<Long, Long, String, String>> groups() {
    return selectDistinct(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONGROUPSETMEMBERS.CATEGORYOPTIONGROUPSETID,
            CATEGORYOPTIONGROUP.UID,
            CATEGORYOPTIONGROUP.NAME)
        .on(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONGROUPSETMEMBERS.CATEGORYOPTIONGROUPSETID)
        .from(COMBO_OPTIONS)
        .join(CATEGORYOPTIONGROUPMEMBERS)
        .on(CATEGORYOPTIONGROUPMEMBERS.CATEGORYOPTIONID.eq(COMBO_OPTIONS.CATEGORYOPTIONID))
        .join(CATEGORYOPTIONGROUP)
        .on(
            CATEGORYOPTIONGROUP.CATEGORYOPTIONGROUPID.eq(
                CATEGORYOPTIONGROUPMEMBERS.CATEGORYOPTIONGROUPID))
        .join(CATEGORYOPTIONGROUPSETMEMBERS)
        .on(
            CATEGORYOPTIONGROUPSETMEMBERS.CATEGORYOPTIONGROUPID.eq(
                CATEGORYOPTIONGROUPMEMBERS.CATEGORYOPTIONGROUPID))
        .orderBy(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONGROUPSETMEMBERS.CATEGORYOPTIONGROUPSETID,
            CATEGORYOPTIONGROUP.CATEGORYOPTIONGROUPID);
  }
}
