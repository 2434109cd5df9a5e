package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.CaseConditionStep;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The values of an event as DHIS2's tables of tracked entities show them. */
public final class EventValues {
  private static final Field<String> KEY = DSL.field(DSL.name("each", "key"), SQLDataType.CLOB);

  private EventValues() {}

  /**
   * What a value stands for.
   *
   * @param name its name
   * @param code its code
   */
  public record Named(Field<String> name, Field<String> code) {}

  /**
   * The members of the stored JSON that are shown, without those that are null, and what some
   * values stand for.
   *
   * @param stands what values stand for, by the key of the value
   */
  public static Field<JSONB> shown(Field<JSONB> stored, Map<String, Named> stands) {
    return DSL.field(
        "(select coalesce(jsonb_object_agg(\"each\".\"key\", jsonb_strip_nulls(jsonb_build_object("
            + "'value', \"each\".\"member\" -> 'value',"
            + " 'created', \"each\".\"member\" -> 'created',"
            + " 'storedBy', \"each\".\"member\" -> 'storedBy',"
            + " 'lastUpdated', \"each\".\"member\" -> 'lastUpdated',"
            + " 'providedElsewhere', \"each\".\"member\" -> 'providedElsewhere',"
            + " 'value_name', {1}, 'value_code', {2}))), '{}')"
            + " from jsonb_each(case when jsonb_typeof({0}) = 'object' then {0} else '{}' end)"
            + " as \"each\"(\"key\", \"member\"))",
        SQLDataType.JSONB, stored, of(stands, Named::name), of(stands, Named::code));
  }

  private static Field<String> of(Map<String, Named> stands, Function<Named, Field<String>> part) {
    List<Map.Entry<String, Named>> entries = List.copyOf(stands.entrySet());
    Field<String> none = DSL.castNull(SQLDataType.CLOB);
    if (entries.isEmpty()) {
      return none;
    }
    CaseConditionStep<String> cases = null;
    for (Map.Entry<String, Named> entry : entries) {
      Field<String> value = part.apply(entry.getValue());
      cases =
          cases == null
              ? DSL.when(KEY.eq(DSL.inline(entry.getKey())), value)
              : cases.when(KEY.eq(DSL.inline(entry.getKey())), value);
    }
    return cases == null ? none : cases;
  }
}
