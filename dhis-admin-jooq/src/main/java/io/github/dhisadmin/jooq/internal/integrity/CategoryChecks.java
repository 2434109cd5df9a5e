package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORIES_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_CATEGORIES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.integrity.IssueColumns.refs;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/** Categories, their options and the combinations of them. */
final class CategoryChecks implements CheckFamily {
  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(invalidCombo(schema));
  }

  /**
   * DHIS2 2.42 lets a combo pass if one of its categories has options, whatever the others have.
   */
  private SqlCheck invalidCombo(Dhis2Schema schema) {
    Table<?> empty =
        select(
                CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID,
                listAgg(CATEGORY.NAME, ", ")
                    .withinGroupOrderBy(CATEGORY.NAME, CATEGORY.UID)
                    .as("names"),
                refs("categories", CATEGORY.UID, CATEGORY.NAME).as(IssueColumns.REFS))
            .from(CATEGORYCOMBOS_CATEGORIES)
            .join(CATEGORY)
            .on(CATEGORY.CATEGORYID.eq(CATEGORYCOMBOS_CATEGORIES.CATEGORYID))
            .where(
                notExists(
                    selectOne()
                        .from(CATEGORIES_CATEGORYOPTIONS)
                        .where(CATEGORIES_CATEGORYOPTIONS.CATEGORYID.eq(CATEGORY.CATEGORYID))))
            .groupBy(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID)
            .asTable("empty");
    Field<String> emptyNames = empty.field("names", String.class);
    Condition noCategory =
        notExists(
            selectOne()
                .from(CATEGORYCOMBOS_CATEGORIES)
                .where(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID.eq(CATEGORYCOMBO.CATEGORYCOMBOID))
                .and(CATEGORYCOMBOS_CATEGORIES.CATEGORYID.isNotNull()));
    Condition noOptionCombo =
        notExists(
            selectOne()
                .from(CATEGORYCOMBOS_OPTIONCOMBOS)
                .where(
                    CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID.eq(CATEGORYCOMBO.CATEGORYCOMBOID)));
    return SqlCheck.extended(
            CheckSection.CATEGORIES,
            "invalid_category_combos",
            "invalidCategoryCombos",
            "category_combos_being_invalid")
        .byDefault()
        .rated(Severity.WARNING, Severity.WARNING)
        .of("categoryCombos")
        .texts(
            "Category combinations that cannot hold data",
            "These category combinations have no category, a category without options, or no option"
                + " combinations. No value can be entered for what uses them.",
            "Give every category its options, then let DHIS2 make the option combinations anew; or"
                + " delete a combination that nothing uses.",
            "Maintenance app, Category combination; Data administration app, Maintenance")
        .reads(
            schema,
            CATEGORYCOMBO,
            CATEGORY,
            CATEGORYCOMBOS_CATEGORIES,
            CATEGORIES_CATEGORYOPTIONS,
            CATEGORYCOMBOS_OPTIONCOMBOS)
        .outOf(CATEGORYCOMBO)
        .issues(
            select(
                    CATEGORYCOMBO.UID.as(IssueColumns.ID),
                    CATEGORYCOMBO.NAME.as(IssueColumns.NAME),
                    Comments.joined(
                            when(noCategory, inline("no category")),
                            when(
                                emptyNames.isNotNull(),
                                concat(inline("categories without options: "), emptyNames)),
                            when(noOptionCombo, inline("no option combinations")))
                        .as(IssueColumns.COMMENT),
                    empty.field(IssueColumns.REFS, String[].class).as(IssueColumns.REFS))
                .from(CATEGORYCOMBO)
                .leftJoin(empty)
                .on(
                    empty
                        .field(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID)
                        .eq(CATEGORYCOMBO.CATEGORYCOMBOID))
                .where(noCategory.or(emptyNames.isNotNull()).or(noOptionCombo)));
  }
}
