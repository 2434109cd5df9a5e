package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Checks for objects that bear the name of a default object without being it. The uids of the
 * default objects are the same in every DHIS2.
 */
final class DefaultCategoryChecks implements CheckFamily {

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        impostors(
            SqlCheck.extended(CheckSection.CATEGORIES, "categories_one_default_category")
                .of("categories"),
            "categories",
            "GLevLNI9wkl",
            CATEGORY,
            CATEGORY.UID,
            CATEGORY.NAME),
        impostors(
            SqlCheck.extended(CheckSection.CATEGORIES, "categories_one_default_category_option")
                .of("categoryOptions"),
            "category options",
            "xYerKDKCefk",
            CATEGORYOPTION,
            CATEGORYOPTION.UID,
            CATEGORYOPTION.NAME),
        impostors(
            SqlCheck.extended(CheckSection.CATEGORIES, "categories_one_default_category_combo")
                .of("categoryCombos"),
            "category combinations",
            "bjDvmb4bfuf",
            CATEGORYCOMBO,
            CATEGORYCOMBO.UID,
            CATEGORYCOMBO.NAME),
        impostors(
            SqlCheck.extended(
                    CheckSection.CATEGORIES, "categories_one_default_category_option_combo")
                .of("categoryOptionCombos"),
            "category option combinations",
            "HllvX50cXC0",
            CATEGORYOPTIONCOMBO,
            CATEGORYOPTIONCOMBO.UID,
            CATEGORYOPTIONCOMBO.NAME));
  }

  private static SqlCheck impostors(
      SqlCheck.Draft check,
      String kind,
      String uidOfDefault,
      Table<?> table,
      Field<String> uid,
      Field<String> name) {
    return check
        .rated(Severity.SEVERE, Severity.SEVERE)
        .texts(
            "Further " + kind + " named default",
            "There is one default object of each kind, made by DHIS2 itself with a uid that is the"
                + " same everywhere. Others of that name come from faulty imports; data and"
                + " metadata that refer to them are missing where the default is meant.",
            "Make everything that refers to the object refer to the one with uid "
                + uidOfDefault
                + ", then delete it.",
            "Maintenance app, Category")
        .issues(
            select(uid.as(IssueColumns.ID), name.as(IssueColumns.NAME))
                .from(table)
                .where(name.eq(inline("default")))
                .and(uid.ne(inline(uidOfDefault))));
  }
}
