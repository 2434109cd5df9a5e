package io.github.dhisadmin.jooq.internal.sql;

import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What jOOQ cannot say about the keys of JSON objects. */
public final class JsonKeys {
  private JsonKeys() {}

  /** The object without some of its keys. */
  public static Field<JSONB> without(Field<JSONB> object, Field<String[]> keys) {
    return DSL.field("({0} - cast({1} as text[]))", SQLDataType.JSONB, object, keys);
  }
}
