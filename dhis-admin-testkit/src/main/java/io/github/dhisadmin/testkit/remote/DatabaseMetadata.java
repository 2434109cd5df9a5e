package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a DHIS2 database, in the shape of 2.42, under the keys of the fake server: what
 * {@link #TYPES} lists is in the tables, everything else in memory. Each call reads or writes the
 * tables, so that others may change them meanwhile.
 */
final class DatabaseMetadata extends AbstractMap<String, StoredObject> {
  private static final List<Type> TYPES =
      List.of(
          new Type(
              "categoryCombos",
              "categorycombo",
              "categorycomboid",
              List.of(Field.text("dataDimensionType"), Field.flag("skipTotal"))),
          new Type(
              "optionSets",
              "optionset",
              "optionsetid",
              List.of(
                  Field.text("valueType"),
                  Field.shown(
                      "options",
                      "(select json_agg(json_build_object('id', o.uid) order by o.sort_order)"
                          + " from optionvalue o where o.optionsetid = t.optionsetid)"))),
          new Type(
              "options",
              "optionvalue",
              "optionvalueid",
              List.of(
                  Field.number("sortOrder", "sort_order"),
                  Field.reference("optionSet", "optionset", "optionsetid"))),
          new Type(
              "dataElements",
              "dataelement",
              "dataelementid",
              List.of(
                  Field.text("shortName"),
                  Field.text("valueType"),
                  Field.text("domainType"),
                  Field.text("aggregationType"),
                  Field.flag("zeroIsSignificant"),
                  Field.reference("categoryCombo", "categorycombo", "categorycomboid"),
                  Field.reference("optionSet", "optionset", "optionsetid"))),
          new Type(
              "indicatorTypes",
              "indicatortype",
              "indicatortypeid",
              List.of(
                  Field.number("factor", "indicatorfactor"),
                  Field.flag("number", "indicatornumber"))),
          new Type(
              "indicators",
              "indicator",
              "indicatorid",
              List.of(
                  Field.text("shortName"),
                  Field.text("numerator"),
                  Field.text("denominator"),
                  Field.flag("annualized"),
                  Field.reference("indicatorType", "indicatortype", "indicatortypeid"))));

  /** Options take their place in a set from the set's list of them. */
  private static final String PUT_OPTIONS_IN_ORDER =
      """
      update optionvalue o
      set optionsetid = s.optionsetid, sort_order = listed.place
      from (select ?::json) as given(j),
        json_array_elements(j -> 'options') with ordinality as listed(option, place), optionset s
      where o.uid = listed.option ->> 'id' and s.uid = j ->> 'id'
      """;

  private final DatabaseStatements statements;
  private final Map<String, StoredObject> others = new LinkedHashMap<>();

  DatabaseMetadata(DatabaseStatements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable StoredObject get(Object key) {
    return type(key.toString())
        .map(type -> rows(type).get(key.toString()))
        .orElseGet(() -> others.get(key.toString()));
  }

  @Override
  public @Nullable StoredObject put(String key, StoredObject value) {
    Optional<Type> type = type(key);
    if (type.isEmpty()) {
      return others.put(key, value);
    }
    String json = Json.of(value.fields()).toString();
    write(type.get().upsert(), json);
    if (type.get().name().equals("optionSets")) {
      write(PUT_OPTIONS_IN_ORDER, json);
    }
    return null;
  }

  @Override
  public Set<Map.Entry<String, StoredObject>> entrySet() {
    Map<String, StoredObject> all = new LinkedHashMap<>();
    TYPES.forEach(type -> all.putAll(rows(type)));
    all.putAll(others);
    return all.entrySet();
  }

  private static Optional<Type> type(String key) {
    return TYPES.stream().filter(each -> key.startsWith(each.name() + "/")).findFirst();
  }

  private void write(String sql, String json) {
    statements.run(
        sql,
        statement -> {
          statement.setString(1, json);
          return statement.executeUpdate();
        });
  }

  private Map<String, StoredObject> rows(Type type) {
    return statements.run(
        type.select(),
        statement -> {
          Map<String, StoredObject> found = new LinkedHashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              ObjectNode object = Json.parse(rows.getString(1)).orElseThrow();
              String key = type.name() + "/" + Json.text(object, "id");
              found.put(key, new StoredObject(key, Json.fields(object), false));
            }
          }
          return found;
        });
  }

  /**
   * Objects that a table holds.
   *
   * @param name as in dataElements
   * @param key its primary key
   * @param fields what there is besides uid, name and code
   */
  private record Type(String name, String table, String key, List<Field> fields) {

    String select() {
      String shown =
          fields.stream()
              .map(each -> ", '" + each.name() + "', " + each.read())
              .collect(Collectors.joining());
      return "select json_strip_nulls(json_build_object('id', t.uid, 'name', t.name, 'code', t.code"
          + shown
          + ")) from "
          + table
          + " t order by t.uid";
    }

    /** Creates or updates the row of a document. */
    String upsert() {
      List<Field> kept = fields.stream().filter(each -> !each.column().isEmpty()).toList();
      List<String> columns =
          Stream.concat(Stream.of("name", "code"), kept.stream().map(Field::column)).toList();
      List<String> values =
          Stream.concat(
                  Stream.of("j ->> 'name'", "j ->> 'code'"), kept.stream().map(Field::written))
              .toList();
      return "insert into %s (%s, uid, created, lastupdated, %s)"
              .formatted(table, key, String.join(", ", columns))
          + " select nextval('hibernate_sequence'), j ->> 'id', localtimestamp, localtimestamp, "
          + String.join(", ", values)
          + " from (select ?::json) as given(j) on conflict (uid) do update set "
          + Stream.concat(Stream.of("lastupdated"), columns.stream())
              .map(column -> column + " = excluded." + column)
              .collect(Collectors.joining(", "));
    }
  }

  /**
   * A field of a document.
   *
   * @param column where it is kept; empty if it only follows from other tables
   * @param read what the document says of a row {@code t}
   * @param written what the row says of a document {@code j}
   */
  private record Field(String name, String column, String read, String written) {

    static Field text(String name) {
      String column = name.toLowerCase(Locale.ROOT);
      return new Field(name, column, "t." + column, "j ->> '" + name + "'");
    }

    static Field number(String name, String column) {
      return new Field(name, column, "t." + column, "(j ->> '" + name + "')::integer");
    }

    static Field flag(String name) {
      return flag(name, name.toLowerCase(Locale.ROOT));
    }

    static Field flag(String name, String column) {
      return new Field(
          name, column, "t." + column, "coalesce((j ->> '" + name + "')::boolean, false)");
    }

    static Field reference(String name, String table, String key) {
      return new Field(
          name,
          key,
          "(select json_build_object('id', r.uid) from %s r where r.%s = t.%s)"
              .formatted(table, key, key),
          "(select r.%s from %s r where r.uid = j -> '%s' ->> 'id')".formatted(key, table, name));
    }

    static Field shown(String name, String read) {
      return new Field(name, "", read, "");
    }
  }
}
