package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Expressions that are evaluated once per row of what stands before them in a FROM clause. */
public final class RowExpressions {
  private RowExpressions() {}

  /**
   * The fields of a query that has no rows of its own. Whoever uses one of them several times has
   * it evaluated once: the planner does not pull the query apart.
   */
  public static Table<Record> once(Select<?> fields, String alias) {
    return DSL.table("lateral ({0} offset 0) as {1}", fields, DSL.name(alias));
  }

  /** Whether a value is one of those that a query finds, which is asked once before all rows. */
  public static Condition isOneOf(Field<?> value, Select<?> values) {
    return DSL.condition("{0} = any(array({1}))", value, values);
  }

  /** A number that is different for rows that differ in any column, or nearly always is. */
  public static Field<Long> hash(String alias) {
    return DSL.field("hashtextextended(cast({0} as text), 0)", SQLDataType.BIGINT, DSL.name(alias));
  }

  /**
   * The same in half the time, for rows whose columns all have types with a hash. PostgreSQL adds
   * the hashes of the columns up; hashed once more, they make a difference to a sum over rows, even
   * if two rows exchange values.
   */
  public static Field<Long> hashOfValues(String alias) {
    return DSL.field(
        "hashint8extended(hash_record_extended({0}, 0), 0)", SQLDataType.BIGINT, DSL.name(alias));
  }

  /**
   * The members of a JSON object as columns of type jsonb; the object is read once for all of them.
   * What is no object has no members.
   *
   * @param keys at least one
   */
  public static Table<Record> members(Field<JSONB> object, List<String> keys, String alias) {
    List<QueryPart> columns =
        keys.stream().<QueryPart>map(key -> DSL.sql("{0} jsonb", DSL.name(key))).toList();
    Name name = DSL.name(alias);
    return DSL.table(
        "jsonb_to_record(case when jsonb_typeof({0}) = 'object' then {0} else '{}' end) as {1}({2})",
        object, name, DSL.list(columns));
  }
}
