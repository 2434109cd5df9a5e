package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.jsonbGetAttributeAsText;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.trim;

import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;

/**
 * Who made a row's event or enrollment and who changed it last: from the JSON that DHIS2 stores of
 * them (2.42, AbstractEventJdbcTableManager), each of whose members is read once, as the alias
 * {@code texts}.
 */
final class UserColumns {
  private static final List<String> ROLES = List.of("createdby", "lastupdatedby");

  private UserColumns() {}

  /** The members of the two objects, under the names of the columns. */
  static List<Field<?>> texts(Field<JSONB> createdBy, Field<JSONB> lastUpdatedBy) {
    List<Field<?>> texts = new ArrayList<>();
    List<Field<JSONB>> objects = List.of(createdBy, lastUpdatedBy);
    for (int i = 0; i < ROLES.size(); i++) {
      String role = ROLES.get(i);
      texts.add(member(objects.get(i), "username").as(name(role + "username")));
      texts.add(member(objects.get(i), "firstName").as(name(role + "name")));
      texts.add(member(objects.get(i), "surname").as(name(role + "lastname")));
    }
    return texts;
  }

  private static Field<String> member(Field<JSONB> object, String key) {
    return jsonbGetAttributeAsText(object, inline(key));
  }

  /** Four columns for each of the two. */
  static List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    for (String role : ROLES) {
      columns.add(
          new AnalyticsColumn(
              role + "username",
              SQLDataType.VARCHAR(255),
              false,
              Access.FACT,
              text(role + "username")));
      columns.add(named(role + "name", text(role + "name")));
      columns.add(named(role + "lastname", text(role + "lastname")));
      columns.add(named(role + "displayname", displayName(role)));
    }
    return columns;
  }

  private static AnalyticsColumn named(String name, Field<String> value) {
    return AnalyticsColumn.fact(name, SQLDataType.VARCHAR(255), value);
  }

  private static Field<String> displayName(String role) {
    return trim(
        concat(
            part(role + "lastname"),
            inline(", "),
            part(role + "name"),
            inline(" ("),
            part(role + "username"),
            inline(")")));
  }

  private static Field<String> part(String column) {
    return coalesce(trim(text(column)), inline(""));
  }

  private static Field<String> text(String name) {
    return column(ItemColumns.TEXTS, name, SQLDataType.CLOB);
  }
}
