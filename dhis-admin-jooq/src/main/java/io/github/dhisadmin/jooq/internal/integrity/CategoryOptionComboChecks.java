package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORIES_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_CATEGORIES;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Categoryoptioncombo;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Table;

/** Checks of category option combinations against the combinations they belong to. */
final class CategoryOptionComboChecks implements CheckFamily {
  private static final CheckSection SECTION = CheckSection.CATEGORIES;
  private static final String OPTION_COMBOS = "categoryOptionCombos";
  private static final String COMBOS = "categoryCombos";
  private static final String PLACE = "Maintenance app, Category option combination";

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        duplicates(schema),
        wrongCardinality(schema),
        foreignOptions(schema),
        withoutCombo(schema),
        withoutName(schema));
  }

  private static SqlCheck duplicates(Dhis2Schema schema) {
    Field<Long[]> set =
        arrayAgg(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID)
            .orderBy(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID);
    Field<Long[]> options = set.as("options");
    Field<Integer> members =
        count().over().partitionBy(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID, set).as("members");
    Field<Integer> place =
        rowNumber()
            .over()
            .partitionBy(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID, set)
            .orderBy(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID)
            .as("place");
    Table<Record5<Long, Long, Long[], Integer, Integer>> composition =
        select(
                CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID,
                CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID,
                options,
                members,
                place)
            .from(CATEGORYCOMBOS_OPTIONCOMBOS)
            .join(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
            .on(
                CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID.eq(
                    CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID))
            .groupBy(
                CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID,
                CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID)
            .asTable("composition");
    Table<Record5<Long, Long, Long[], Integer, Integer>> one = composition.as("one");
    Table<Record5<Long, Long, Long[], Integer, Integer>> other = composition.as("other");
    Field<Long> idOfOne = one.field(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID);
    Field<Long> idOfOther = other.field(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID);
    Field<Long> comboOfOne = one.field(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID);
    Field<Long> comboOfOther = other.field(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID);
    Categoryoptioncombo twin = CATEGORYOPTIONCOMBO.as("twin");
    return SqlCheck.extended(SECTION, "category_option_combos_have_duplicates")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(OPTION_COMBOS)
        .texts(
            "Category option combinations of the same options",
            "These option combinations belong to one combination and consist of the same options,"
                + " so the same value can be entered and counted twice.",
            "Merge the option combinations: move the data to one of them and delete the others.",
            PLACE)
        .reads(schema, CATEGORYCOMBOS_OPTIONCOMBOS, CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
        .outOf(CATEGORYOPTIONCOMBO)
        .issues(
            select(
                    CATEGORYOPTIONCOMBO.UID.as(IssueColumns.ID),
                    CATEGORYOPTIONCOMBO.NAME.as(IssueColumns.NAME),
                    concat(
                            max(one.field(members)).sub(inline(1)),
                            inline(" more with the same options"))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.refs(OPTION_COMBOS, twin.UID, twin.NAME).as(IssueColumns.REFS))
                .from(one)
                .join(other)
                .on(comboOfOther.eq(comboOfOne))
                .and(other.field(options).eq(one.field(options)))
                .and(idOfOther.ne(idOfOne))
                .and(other.field(place).le(inline(IssueColumns.MOST_REFERENCES)))
                .join(CATEGORYOPTIONCOMBO)
                .on(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(idOfOne))
                .join(twin)
                .on(twin.CATEGORYOPTIONCOMBOID.eq(idOfOther))
                .groupBy(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID));
  }

  /** Reports the option combination; DHIS2 2.42 gives the uid of its combination instead. */
  private static SqlCheck wrongCardinality(Dhis2Schema schema) {
    Field<Integer> options =
        field(
            select(count())
                .from(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
                .where(
                    CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID.eq(
                        CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID)));
    Field<Integer> number = count(CATEGORYCOMBOS_CATEGORIES.CATEGORYID).as("number");
    Table<?> size =
        select(CATEGORYCOMBO.CATEGORYCOMBOID, CATEGORYCOMBO.UID, CATEGORYCOMBO.NAME, number)
            .from(CATEGORYCOMBO)
            .leftJoin(CATEGORYCOMBOS_CATEGORIES)
            .on(CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID.eq(CATEGORYCOMBO.CATEGORYCOMBOID))
            .groupBy(CATEGORYCOMBO.CATEGORYCOMBOID)
            .asTable("size");
    Field<Integer> categories = size.field(number);
    return SqlCheck.extended(SECTION, "cocs_wrong_cardinality")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(OPTION_COMBOS)
        .texts(
            "Category option combinations with too few or too many options",
            "An option combination has one option of each category of its combination. These have"
                + " another number, as categories were added or removed later; they cannot be"
                + " analysed by category.",
            "Move the data to option combinations that fit, then delete these.",
            PLACE)
        .reads(
            schema,
            CATEGORYCOMBOS_OPTIONCOMBOS,
            CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS,
            CATEGORYCOMBOS_CATEGORIES)
        .outOf(CATEGORYOPTIONCOMBO)
        .issues(
            select(
                    CATEGORYOPTIONCOMBO.UID.as(IssueColumns.ID),
                    CATEGORYOPTIONCOMBO.NAME.as(IssueColumns.NAME),
                    concat(inline("options: "), options, inline(", categories: "), categories)
                        .as(IssueColumns.COMMENT),
                    IssueColumns.ref(
                            COMBOS, size.field(CATEGORYCOMBO.UID), size.field(CATEGORYCOMBO.NAME))
                        .as(IssueColumns.REFS))
                .from(CATEGORYOPTIONCOMBO)
                .join(CATEGORYCOMBOS_OPTIONCOMBOS)
                .on(
                    CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID.eq(
                        CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID))
                .join(size)
                .on(
                    size.field(CATEGORYCOMBO.CATEGORYCOMBOID)
                        .eq(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID))
                .where(options.ne(categories)));
  }

  private static SqlCheck foreignOptions(Dhis2Schema schema) {
    return SqlCheck.extended(SECTION, "category_option_combos_disjoint")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(OPTION_COMBOS)
        .texts(
            "Category option combinations with options of other combinations",
            "These option combinations contain an option that no category of their combination"
                + " offers, as it was taken out of the category later. Their data is missing from"
                + " analyses by that category.",
            "Put the option back into its category, or move the data to option combinations that"
                + " fit and delete these.",
            PLACE)
        .reads(
            schema,
            CATEGORYCOMBOS_OPTIONCOMBOS,
            CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS,
            CATEGORYCOMBOS_CATEGORIES,
            CATEGORIES_CATEGORYOPTIONS)
        .outOf(CATEGORYOPTIONCOMBO)
        .issues(
            select(
                    CATEGORYOPTIONCOMBO.UID.as(IssueColumns.ID),
                    CATEGORYOPTIONCOMBO.NAME.as(IssueColumns.NAME),
                    concat(
                            CATEGORYCOMBO.NAME,
                            inline(" does not offer "),
                            listAgg(CATEGORYOPTION.NAME, ", ")
                                .withinGroupOrderBy(CATEGORYOPTION.NAME, CATEGORYOPTION.UID))
                        .as(IssueColumns.COMMENT),
                    IssueColumns.withFirst(
                            IssueColumns.text(COMBOS, CATEGORYCOMBO.UID, CATEGORYCOMBO.NAME),
                            IssueColumns.refs(
                                "categoryOptions", CATEGORYOPTION.UID, CATEGORYOPTION.NAME))
                        .as(IssueColumns.REFS))
                .from(CATEGORYCOMBOS_OPTIONCOMBOS)
                .join(CATEGORYCOMBO)
                .on(CATEGORYCOMBO.CATEGORYCOMBOID.eq(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID))
                .join(CATEGORYOPTIONCOMBO)
                .on(
                    CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID.eq(
                        CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID))
                .join(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
                .on(
                    CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID.eq(
                        CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID))
                .join(CATEGORYOPTION)
                .on(
                    CATEGORYOPTION.CATEGORYOPTIONID.eq(
                        CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID))
                .where(
                    notExists(
                        selectOne()
                            .from(CATEGORYCOMBOS_CATEGORIES)
                            .join(CATEGORIES_CATEGORYOPTIONS)
                            .on(
                                CATEGORIES_CATEGORYOPTIONS.CATEGORYID.eq(
                                    CATEGORYCOMBOS_CATEGORIES.CATEGORYID))
                            .where(
                                CATEGORYCOMBOS_CATEGORIES.CATEGORYCOMBOID.eq(
                                    CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID))
                            .and(
                                CATEGORIES_CATEGORYOPTIONS.CATEGORYOPTIONID.eq(
                                    CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID))))
                .groupBy(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID, CATEGORYCOMBO.CATEGORYCOMBOID));
  }

  private static SqlCheck withoutCombo(Dhis2Schema schema) {
    return SqlCheck.extended(SECTION, "catoptioncombos_no_catcombo")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(OPTION_COMBOS)
        .texts(
            "Category option combinations of no combination",
            "These option combinations belong to no category combination, so no form offers them"
                + " and data under them is missing from totals.",
            "Delete them if they have no data; otherwise move the data first.",
            PLACE)
        .reads(schema, CATEGORYCOMBOS_OPTIONCOMBOS)
        .outOf(CATEGORYOPTIONCOMBO)
        .issues(LooseObjects.of(CATEGORYOPTIONCOMBO, CATEGORYCOMBOS_OPTIONCOMBOS));
  }

  /** As DHIS2 2.42 does, an issue goes by the names of the options. */
  private static SqlCheck withoutName(Dhis2Schema schema) {
    return SqlCheck.extended(SECTION, "category_option_combos_no_names")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(OPTION_COMBOS)
        .texts(
            "Category option combinations without name",
            "These option combinations have no name, so they show as nothing in forms and"
                + " analyses, and imports by name cannot find them.",
            "Run the maintenance operation that updates category option combinations.",
            "Data administration app, Maintenance")
        .reads(schema, CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
        .outOf(CATEGORYOPTIONCOMBO)
        .issues(
            select(
                    CATEGORYOPTIONCOMBO.UID.as(IssueColumns.ID),
                    listAgg(CATEGORYOPTION.NAME, ", ")
                        .withinGroupOrderBy(CATEGORYOPTION.NAME)
                        .as(IssueColumns.NAME),
                    when(CATEGORYOPTIONCOMBO.NAME.isNull(), inline("no name"))
                        .otherwise(inline("blank name"))
                        .as(IssueColumns.COMMENT))
                .from(CATEGORYOPTIONCOMBO)
                .leftJoin(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
                .on(
                    CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID.eq(
                        CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID))
                .leftJoin(CATEGORYOPTION)
                .on(
                    CATEGORYOPTION.CATEGORYOPTIONID.eq(
                        CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID))
                .where(Comments.isBlank(CATEGORYOPTIONCOMBO.NAME))
                .groupBy(CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID));
  }
}
