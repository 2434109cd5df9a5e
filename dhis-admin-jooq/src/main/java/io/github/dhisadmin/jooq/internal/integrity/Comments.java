package io.github.dhisadmin.jooq.internal.integrity;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Words of queries about what is wrong. */
final class Comments {
  private Comments() {}

  /** The reasons that apply, apart from those that are null; empty if none does. */
  static Field<String> joined(Field<?>... reasons) {
    return function(
        name("concat_ws"),
        SQLDataType.CLOB,
        Stream.concat(Stream.<Field<?>>of(inline("; ")), Arrays.stream(reasons))
            .toArray(Field<?>[]::new));
  }

  /** Whether a text is null or holds nothing but white space. */
  static Condition isBlank(Field<String> text) {
    return coalesce(text, inline("")).notLikeRegex(inline("[^[:space:]]"));
  }
}
