package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORIES_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_CATEGORIES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static org.jooq.impl.DSL.arrayAggDistinct;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Categorycombo;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record4;
import org.jooq.Table;

/** Checks of how category combinations are made up of categories. */
final class CategoryComboChecks implements CheckFamily {
  private static final String COMBOS = "categoryCombos";
  private static final String CATEGORIES = "categories";

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(sameCategories(schema), sharedOptions(schema));
  }

  /** The order of the categories does not matter, as in DHIS2 2.42. */
  private static SqlCheck sameCategories(Dhis2Schema schema) {
    Field<Long[]> set =
        arrayAggDistinct(CATEGORYCOMBOS_CATEGORIES.CATEGORYID)
            .orderBy(CATEGORYCOMBOS_CATEGORIES.CATEGORYID);
    Field<Long[]> categories = set.as("categories");
    Field<Integer> members = count().over().partitionBy(set).as("members");
    Field<Integer> place =
        rowNumber()
            .over()
            .partitionBy(set)
            .orderBy(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID)
            .as("place");
    Table<Record4<Long, Long[], Integer, Integer>> composition =
        select(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID, categories, members, place)
            .from(CATEGORYCOMBOS_CATEGORIES)
            .where(CATEGORYCOMBOS_CATEGORIES.CATEGORYID.isNotNull())
            .groupBy(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID)
            .asTable("composition");
    Table<Record4<Long, Long[], Integer, Integer>> one = composition.as("one");
    Table<Record4<Long, Long[], Integer, Integer>> other = composition.as("other");
    Field<Long> comboOfOne = one.field(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID);
    Field<Long> comboOfOther = other.field(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID);
    Categorycombo twin = CATEGORYCOMBO.as("twin");
    return SqlCheck.extended(CheckSection.CATEGORIES, "categories_unique_category_combo")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(COMBOS)
        .texts(
            "Category combinations of the same categories",
            "These combinations consist of the same categories, apart from the order. Data of the"
                + " same disaggregation is kept under different option combinations, and cannot be"
                + " compared or added up.",
            "Decide which combination to keep and move data elements, data sets, programs and data"
                + " to it, then delete the others.",
            "Maintenance app, Category combination")
        .reads(schema, CATEGORYCOMBOS_CATEGORIES)
        .outOf(CATEGORYCOMBO)
        .issues(
            select(
                    CATEGORYCOMBO.UID.as(IssueColumns.ID),
                    CATEGORYCOMBO.NAME.as(IssueColumns.NAME),
                    concat(
                            max(one.field(members)).sub(inline(1)),
                            inline(" more of the same categories"))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.refs(COMBOS, twin.UID, twin.NAME).as(IssueColumns.REFS))
                .from(one)
                .join(other)
                .on(other.field(categories).eq(one.field(categories)))
                .and(comboOfOther.ne(comboOfOne))
                .and(other.field(place).le(inline(IssueColumns.MOST_REFERENCES)))
                .join(CATEGORYCOMBO)
                .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(comboOfOne))
                .join(twin)
                .on(twin.CATEGORYCOMBOID.eq(comboOfOther))
                .groupBy(CATEGORYCOMBO.CATEGORYCOMBOID));
  }

  /** One issue per option and combination. */
  private static SqlCheck sharedOptions(Dhis2Schema schema) {
    Table<Record2<Long, Long>> shared =
        select(
                CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID,
                CATEGORIES_CATEGORYOPTIONS.CATEGORYOPTIONID)
            .from(CATEGORYCOMBOS_CATEGORIES)
            .join(CATEGORIES_CATEGORYOPTIONS)
            .on(CATEGORIES_CATEGORYOPTIONS.CATEGORYID.eq(CATEGORYCOMBOS_CATEGORIES.CATEGORYID))
            .groupBy(
                CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID,
                CATEGORIES_CATEGORYOPTIONS.CATEGORYOPTIONID)
            .having(countDistinct(CATEGORYCOMBOS_CATEGORIES.CATEGORYID).gt(inline(1)))
            .asTable("shared");
    Field<Long> combo = shared.field(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID);
    Field<Long> option = shared.field(CATEGORIES_CATEGORYOPTIONS.CATEGORYOPTIONID);
    Field<Long> comboOfHolder = CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID.as("combo");
    Field<Long> optionOfHolder = CATEGORIES_CATEGORYOPTIONS.CATEGORYOPTIONID.as("option");
    Table<?> holder =
        selectDistinct(comboOfHolder, optionOfHolder, CATEGORY.UID, CATEGORY.NAME)
            .from(CATEGORYCOMBOS_CATEGORIES)
            .join(CATEGORIES_CATEGORYOPTIONS)
            .on(CATEGORIES_CATEGORYOPTIONS.CATEGORYID.eq(CATEGORYCOMBOS_CATEGORIES.CATEGORYID))
            .join(CATEGORY)
            .on(CATEGORY.CATEGORYID.eq(CATEGORYCOMBOS_CATEGORIES.CATEGORYID))
            .asTable("holder");
    Field<String> categoryUid = holder.field(CATEGORY.UID);
    Field<String> categoryName = holder.field(CATEGORY.NAME);
    return SqlCheck.extended(
            CheckSection.CATEGORIES, "category_options_shared_within_category_combo")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of("categoryOptions")
        .texts(
            "Category options in several categories of one combination",
            "An option may be in one category of a combination only. If two categories share it,"
                + " option combinations are missing or stand for two things, and totals by"
                + " category are wrong.",
            "Use a different option in one of the categories, then update the option combinations.",
            "Maintenance app, Category")
        .reads(schema, CATEGORYCOMBOS_CATEGORIES, CATEGORIES_CATEGORYOPTIONS)
        .outOf(CATEGORYOPTION)
        .issues(
            select(
                    CATEGORYOPTION.UID.as(IssueColumns.ID),
                    CATEGORYOPTION.NAME.as(IssueColumns.NAME),
                    concat(
                            CATEGORYCOMBO.NAME,
                            inline(": "),
                            listAgg(categoryName, ", ")
                                .withinGroupOrderBy(categoryName, categoryUid))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.withFirst(
                            IssueColumns.text(COMBOS, CATEGORYCOMBO.UID, CATEGORYCOMBO.NAME),
                            IssueColumns.refs(CATEGORIES, categoryUid, categoryName))
                        .as(IssueColumns.REFS))
                .from(shared)
                .join(CATEGORYCOMBO)
                .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(combo))
                .join(CATEGORYOPTION)
                .on(CATEGORYOPTION.CATEGORYOPTIONID.eq(option))
                .join(holder)
                .on(holder.field(comboOfHolder).eq(combo))
                .and(holder.field(optionOfHolder).eq(option))
                .groupBy(CATEGORYCOMBO.CATEGORYCOMBOID, CATEGORYOPTION.CATEGORYOPTIONID));
  }
}
