package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORTYPE;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.arrayRemove;
import static org.jooq.impl.DSL.boolAnd;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.regexpReplaceAll;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.DSL.with;

import java.util.Objects;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;

/** Indicators that compute the same, however their formulas are spaced and commented. */
final class EqualFormulas {
  private static final String LITERAL = "('([^'\\\\]|\\\\.)*'|\"([^\"\\\\]|\\\\.)*\")";
  private static final String BLANK = "(\\s|/\\*([^*]|\\*+[^*/])*\\*+/)+";
  private static final String SPACE_BESIDE_SIGN = "(?<!\\w) +| +(?!\\w)";

  private EqualFormulas() {}

  static Select<?> query() {
    CommonTableExpression<?> formula = name("formula").as(formulas());
    Table<?> shared = shared(formula).asTable("shared");
    Field<Integer> lowestFactor = column(shared, "lowest_factor", Integer.class);
    Field<Integer> highestFactor = column(shared, "highest_factor", Integer.class);
    Field<Boolean> annualizedDiffers = column(shared, "annualized_differs", Boolean.class);
    return with(formula)
        .select(
            text(formula, "uid").as(IssueColumns.ID),
            text(formula, "name").as(IssueColumns.NAME),
            Comments.joined(
                    concat(
                        inline("group "),
                        column(shared, "number", Integer.class),
                        inline(" of "),
                        column(shared, "groups", Integer.class),
                        inline(": "),
                        column(shared, "members", Integer.class),
                        inline(" indicators")),
                    when(
                        lowestFactor.ne(highestFactor),
                        concat(
                            inline("their factors differ, from "),
                            lowestFactor,
                            inline(" to "),
                            highestFactor)),
                    when(annualizedDiffers, inline("only some are annualized")))
                .as(IssueColumns.COMMENT),
            arrayRemove(column(shared, "refs", String[].class), text(formula, "ref"))
                .as(IssueColumns.REFS))
        .from(formula)
        .join(shared)
        .on(text(shared, "numerator").eq(text(formula, "numerator")))
        .and(text(shared, "denominator").eq(text(formula, "denominator")));
  }

  /** Every indicator with its formula, and its place among those with the same one. */
  private static Select<?> formulas() {
    Table<?> normalized = normalized().asTable("normalized");
    return select(
            rowNumber()
                .over()
                .partitionBy(text(normalized, "numerator"), text(normalized, "denominator"))
                .orderBy(text(normalized, "name"), text(normalized, "uid"))
                .as("place"))
        .select(normalized.fields())
        .from(normalized);
  }

  private static Select<?> normalized() {
    return select(
            INDICATOR.UID.as("uid"),
            INDICATOR.NAME.as("name"),
            INDICATOR.ANNUALIZED.as("annualized"),
            INDICATORTYPE.INDICATORFACTOR.as("factor"),
            normalized(INDICATOR.NUMERATOR).as("numerator"),
            normalized(INDICATOR.DENOMINATOR).as("denominator"),
            IssueColumns.text("indicators", INDICATOR.UID, INDICATOR.NAME).as("ref"))
        .from(INDICATOR)
        .leftJoin(INDICATORTYPE)
        .on(INDICATORTYPE.INDICATORTYPEID.eq(INDICATOR.INDICATORTYPEID));
  }

  /** Every formula that more than one indicator has. */
  private static Select<?> shared(Table<?> formula) {
    Field<Integer> factor = column(formula, "factor", Integer.class);
    Field<Boolean> annualized = column(formula, "annualized", Boolean.class);
    Field<Integer> place = column(formula, "place", Integer.class);
    return select(
            text(formula, "numerator"),
            text(formula, "denominator"),
            count().as("members"),
            min(factor).as("lowest_factor"),
            max(factor).as("highest_factor"),
            field(boolOr(annualized).ne(boolAnd(annualized))).as("annualized_differs"),
            rowNumber()
                .over()
                .orderBy(min(text(formula, "name")), min(text(formula, "uid")))
                .as("number"),
            count().over().as("groups"),
            arrayAgg(text(formula, "ref"))
                .orderBy(place)
                .filterWhere(place.le(inline(IssueColumns.MOST_REFERENCES)))
                .as("refs"))
        .from(formula)
        .groupBy(text(formula, "numerator"), text(formula, "denominator"))
        .having(count().gt(inline(1)));
  }

  /**
   * The formula without comments and without white space, except one space where two words would
   * grow together; what stands in quotes is left alone.
   */
  private static Field<String> normalized(Field<String> expression) {
    Field<String> oneSpace =
        regexpReplaceAll(expression, inline(LITERAL + "|" + BLANK), inline("\\1 "));
    return regexpReplaceAll(oneSpace, inline(LITERAL + "|" + SPACE_BESIDE_SIGN), inline("\\1"));
  }

  private static Field<String> text(Table<?> table, String name) {
    return column(table, name, String.class);
  }

  private static <T> Field<T> column(Table<?> table, String name, Class<T> type) {
    return Objects.requireNonNull(table.field(name, type));
  }
}
