package io.github.dhisadmin.testkit.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes numbered families of objects, each family in one statement. The uid of an object is the
 * word of its family and its number, so that what a check finds tells what it was made for. Values
 * are SQL in which {@code n} is the number of the object.
 */
final class MetadataWriter {
  private static final int UID_LENGTH = 11;
  private static final String CREATED = "timestamp '2020-01-01'";

  private final DemoSql sql;
  private final Map<String, Long> bases = new HashMap<>();
  private final Map<String, Set<String>> columns = new HashMap<>();

  MetadataWriter(DemoSql sql) {
    this.sql = sql;
  }

  /** Writes objects number 1 to {@code count} of a family. */
  void objects(String family, String table, long count, Map<String, String> values) {
    objects(family, table, count, "true", values);
  }

  /** Writes those objects of a family whose number meets the condition. */
  void objects(
      String family, String table, long count, String condition, Map<String, String> values) {
    reserve(family, count);
    objects(family, table, "generate_series(1, " + count + ") n where " + condition, values);
  }

  /** Writes objects of a family whose keys are reserved, with the numbers of these rows. */
  void objects(String family, String table, String rows, Map<String, String> values) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put(table + "id", id(family, "n"));
    row.put("uid", uid(family, "n"));
    row.put("created", CREATED);
    row.put("lastupdated", CREATED);
    row.put("name", "'" + family + " ' || n");
    row.put("shortname", "'" + family + " ' || n");
    row.keySet().retainAll(columnsOf(table));
    row.putAll(values);
    insert(table, row, rows);
  }

  /** Reserves the keys of a family that is written piece by piece or refers to itself. */
  void reserve(String family, long count) {
    bases.computeIfAbsent(family, unused -> sql.reserveIds(count));
  }

  /** Writes rows that are no objects, such as links between them. */
  void insert(String table, Map<String, String> values, String rows) {
    List<String> names = new ArrayList<>(values.keySet());
    sql.execute(
        "insert into "
            + table
            + " ("
            + String.join(", ", names)
            + ") select "
            + names.stream().map(values::get).collect(Collectors.joining(", "))
            + " from "
            + rows);
  }

  /** Writes links from objects number 1 to {@code count}. */
  void links(String table, long count, Map<String, String> values) {
    insert(table, values, "generate_series(1, " + count + ") n");
  }

  void execute(String statement) {
    sql.execute(statement);
  }

  /** The key of the object of a family with this number, both in SQL. */
  String id(String family, String number) {
    return "(" + base(family) + " + (" + number + "))";
  }

  /** The key of the object of a family with this number. */
  long id(String family, int number) {
    return base(family) + number;
  }

  /** The key of an object by its uid. */
  long idOf(String table, String uid) {
    return sql.number(
        "select " + table + "id from " + table + " where uid = :uid", Map.of("uid", uid));
  }

  /** The key of a period type. */
  long periodType(String name) {
    return sql.number(
        "select periodtypeid from periodtype where name = :name", Map.of("name", name));
  }

  /** The uid of the object of a family with this number, both in SQL. */
  static String uid(String family, String number) {
    return "('"
        + family
        + "' || lpad(("
        + number
        + ")::text, "
        + (UID_LENGTH - family.length())
        + ", '0'))";
  }

  /** The uids of the objects number 1 to {@code count} of a family. */
  static List<String> uids(String family, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> {
              String digits = Integer.toString(number);
              return family + "0".repeat(UID_LENGTH - family.length() - digits.length()) + digits;
            })
        .toList();
  }

  private long base(String family) {
    Long base = bases.get(family);
    if (base == null) {
      throw new IllegalArgumentException("no objects of family " + family);
    }
    return base;
  }

  private Set<String> columnsOf(String table) {
    return columns.computeIfAbsent(
        table,
        unused ->
            Set.copyOf(
                sql.texts(
                    "select attname from pg_attribute where attrelid = :table::regclass and attnum > 0",
                    Map.of("table", table))));
  }
}
