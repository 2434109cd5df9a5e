package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.integrity.IssueColumns.refs;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.selectOne;

import java.util.Objects;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Objects in groups in group sets, which DHIS2 keeps alike for every kind of object: tables of
 * members link by columns that are named as the keys they hold.
 *
 * @param objects objects that can be members of groups
 * @param members links objects with groups
 * @param groups groups of objects
 * @param groupSetMembers links groups with group sets; may name a group of a set more than once
 * @param sets group sets
 */
record GroupSetQuery(
    Table<?> objects, Table<?> members, Table<?> groups, Table<?> groupSetMembers, Table<?> sets) {

  /**
   * Objects that are in more than one group of a set: a row per object and set, with the set and
   * those of its groups. Names are looked up only for those pairs of object and set, of which there
   * are few.
   *
   * @param groupType what groups are called as references
   * @param setType what sets are called as references
   */
  Select<?> inSeveralGroupsOfOneSet(String groupType, String setType) {
    Field<Long> object = key(objects);
    Field<Long> group = key(groups);
    Field<Long> set = key(sets);
    Field<Long> groupOfMember = in(members, group);
    Table<?> pair =
        DSL.select(in(members, object), in(groupSetMembers, set))
            .from(members)
            .join(groupSetMembers)
            .on(in(groupSetMembers, group).eq(groupOfMember))
            .groupBy(in(members, object), in(groupSetMembers, set))
            .having(min(groupOfMember).ne(max(groupOfMember)))
            .asTable("pair");
    return DSL.select(
            text(objects, "uid").as(IssueColumns.ID),
            text(objects, "name").as(IssueColumns.NAME),
            concat(
                    text(sets, "name"),
                    inline(": "),
                    listAgg(text(groups, "name"), ", ")
                        .withinGroupOrderBy(text(groups, "name"), text(groups, "uid")))
                .as(IssueColumns.COMMENT),
            IssueColumns.withFirst(
                    IssueColumns.text(setType, text(sets, "uid"), text(sets, "name")),
                    refs(groupType, text(groups, "uid"), text(groups, "name")))
                .as(IssueColumns.REFS))
        .from(pair)
        .join(objects)
        .on(object.eq(in(pair, object)))
        .join(sets)
        .on(set.eq(in(pair, set)))
        .join(members)
        .on(in(members, object).eq(object))
        .join(groups)
        .on(group.eq(groupOfMember))
        .where(
            exists(
                selectOne()
                    .from(groupSetMembers)
                    .where(in(groupSetMembers, group).eq(group))
                    .and(in(groupSetMembers, set).eq(set))))
        .groupBy(object, set);
  }

  private static Field<Long> key(Table<?> table) {
    return in(table, Objects.requireNonNull(table.getPrimaryKey()).getFields().get(0));
  }

  private static Field<Long> in(Table<?> table, Field<?> column) {
    return Objects.requireNonNull(table.field(column.getName(), Long.class));
  }

  private static Field<String> text(Table<?> table, String column) {
    return Objects.requireNonNull(table.field(column, String.class));
  }
}
