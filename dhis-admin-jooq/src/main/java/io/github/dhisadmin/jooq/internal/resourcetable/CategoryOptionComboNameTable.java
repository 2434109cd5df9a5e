package io.github.dhisadmin.jooq.internal.resourcetable;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORIES_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_CATEGORIES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.VARCHAR_255;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.optional;
import static io.github.dhisadmin.jooq.internal.resourcetable.Column.required;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.dhis2.tables.CategorycombosCategories;
import io.github.dhisadmin.jooq.internal.dhis2.tables.CategoryoptioncombosCategoryoptions;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Category option combinations of valid category combinations: those that have a category, and no
 * category without an option. One that belongs to several combinations, which ends DHIS2's job, has
 * one row.
 */
final class CategoryOptionComboNameTable implements ResourceTableDefinition {
  private static final CategoryoptioncombosCategoryoptions COMBO_OPTIONS =
      CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;

  @Override
  public ResourceTable table() {
    return ResourceTable.CATEGORY_OPTION_COMBO_NAME;
  }

  @Override
  public TableContent content(BuildInput input) {
    Field<Long> member = field(name("options", "member"), SQLDataType.BIGINT);
    Field<String> generated = field(name("options", "label"), SQLDataType.CLOB);
    Field<LocalDate> start = field(name("options", "starts"), SQLDataType.LOCALDATE);
    Field<LocalDate> end = field(name("options", "ends"), SQLDataType.LOCALDATE);
    List<Column> columns =
        List.of(
            required(
                "categoryoptioncomboid",
                SQLDataType.BIGINT,
                CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID),
            optional(
                "categoryoptioncomboname",
                VARCHAR_255,
                coalesce(CATEGORYOPTIONCOMBO.NAME, generated, CATEGORYOPTIONCOMBO.UID)),
            optional(
                "approvallevel",
                SQLDataType.INTEGER,
                when(CATEGORYOPTIONCOMBO.IGNOREAPPROVAL.isTrue(), inline(0))),
            optional("startdate", SQLDataType.LOCALDATE, start),
            optional("enddate", SQLDataType.LOCALDATE, end));
    Select<?> rows =
        select(Column.fields(columns))
            .from(CATEGORYOPTIONCOMBO)
            .leftJoin(options())
            .on(member.eq(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID))
            .where(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.in(validMembers()));
    return TableContent.of(columns, rows)
        .keyedBy("categoryoptioncomboid")
        .warnings(
            input.warning(
                "NAME_CUT",
                "Names longer than 255 characters are cut",
                select(CATEGORYOPTIONCOMBO.UID)
                    .from(CATEGORYOPTIONCOMBO)
                    .where(length(CATEGORYOPTIONCOMBO.NAME).gt(255))))
        .warnings(
            input.warning(
                "CATEGORY_OPTION_COMBO_SHARED",
                "Category option combos of several category combos have one row",
                select(CATEGORYOPTIONCOMBO.UID)
                    .from(CATEGORYOPTIONCOMBO)
                    .join(CATEGORYCOMBOS_OPTIONCOMBOS)
                    .on(
                        CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID.eq(
                            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID))
                    .groupBy(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID, CATEGORYOPTIONCOMBO.UID)
                    .having(count().gt(1))));
  }

  private static Table<?> options() {
    return select(
            COMBO_OPTIONS.CATEGORYOPTIONCOMBOID.as("member"),
            listAgg(CATEGORYOPTION.NAME, ", ")
                .withinGroupOrderBy(CATEGORYOPTION.CATEGORYOPTIONID)
                .as("label"),
            max(CATEGORYOPTION.STARTDATE).as("starts"),
            min(CATEGORYOPTION.ENDDATE).as("ends"))
        .from(COMBO_OPTIONS)
        .join(CATEGORYOPTION)
        .on(CATEGORYOPTION.CATEGORYOPTIONID.eq(COMBO_OPTIONS.CATEGORYOPTIONID))
        .groupBy(COMBO_OPTIONS.CATEGORYOPTIONCOMBOID)
        .asTable("options");
  }

  private static Select<Record1<Long>> validMembers() {
    CategorycombosCategories any = CATEGORYCOMBOS_CATEGORIES.as("anycategory");
    CategorycombosCategories empty = CATEGORYCOMBOS_CATEGORIES.as("emptycategory");
    Condition hasCategory =
        exists(
            selectOne()
                .from(any)
                .where(any.CATEGORYCOMBOID.eq(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID)));
    Condition noneIsEmpty =
        notExists(
            selectOne()
                .from(empty)
                .where(empty.CATEGORYCOMBOID.eq(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID))
                .and(
                    notExists(
                        selectOne()
                            .from(CATEGORIES_CATEGORYOPTIONS)
                            .where(CATEGORIES_CATEGORYOPTIONS.CATEGORYID.eq(empty.CATEGORYID)))));
    return select(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID)
        .from(CATEGORYCOMBOS_OPTIONCOMBOS)
        .where(hasCategory)
        .and(noneIsEmpty);
  }
}
