package io.github.dhisadmin.jooq.internal.integrity;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;

/** Objects that no row of another table names, such as indicators in no group. */
final class LooseObjects {
  private LooseObjects() {}

  /** The objects that no row names. */
  static Select<?> of(Table<?> objects, Table<?> links) {
    return select(
            in(objects, "uid", String.class).as(IssueColumns.ID),
            in(objects, "name", String.class).as(IssueColumns.NAME))
        .from(objects)
        .where(unnamed(objects, links));
  }

  /** Whether no row names the object at hand in the column that is called like its key. */
  static Condition unnamed(Table<?> objects, Table<?> links) {
    String key = Objects.requireNonNull(objects.getPrimaryKey()).getFields().get(0).getName();
    return notExists(
        selectOne().from(links).where(in(links, key, Long.class).eq(in(objects, key, Long.class))));
  }

  private static <T> Field<T> in(Table<?> table, String column, Class<T> type) {
    return Objects.requireNonNull(table.field(column, type));
  }
}
