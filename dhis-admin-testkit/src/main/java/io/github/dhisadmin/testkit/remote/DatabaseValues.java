package io.github.dhisadmin.testkit.remote;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data values of a DHIS2 database, in the shape of 2.42, under the keys of the fake server.
 * Each call reads or writes the tables, so that others may change them meanwhile. Periods are days,
 * months, quarters, half-years and years.
 */
final class DatabaseValues extends AbstractMap<String, StoredObject> {
  private static final String DEFAULT_COMBO = "HllvX50cXC0";
  private static final int KEY_PARTS = 5;

  private static final String SELECT =
      """
      select de.uid as element, pt.name as type, pe.startdate as startdate, ou.uid as unit,
        coc.uid as combo, aoc.uid as attribute, dv.value, dv.comment, dv.followup, dv.storedby,
        dv.deleted
      from datavalue dv
        join dataelement de on de.dataelementid = dv.dataelementid
        join period pe on pe.periodid = dv.periodid
        join periodtype pt on pt.periodtypeid = pe.periodtypeid
        join organisationunit ou on ou.organisationunitid = dv.sourceid
        join categoryoptioncombo coc on coc.categoryoptioncomboid = dv.categoryoptioncomboid
        join categoryoptioncombo aoc on aoc.categoryoptioncomboid = dv.attributeoptioncomboid
      """;
  private static final String ONE =
      SELECT
          + " where de.uid = ? and pe.periodid = ? and ou.uid = ?"
          + " and coc.uid = ? and aoc.uid = ?";
  private static final String ALL =
      SELECT + " order by de.uid, pe.startdate, pt.name, ou.uid, coc.uid, aoc.uid";
  private static final String WRITE =
      """
      insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,
        attributeoptioncomboid, value, comment, followup, storedby, created, lastupdated, deleted)
      select de.dataelementid, pe.periodid, ou.organisationunitid, coc.categoryoptioncomboid,
        aoc.categoryoptioncomboid, ?, ?, ?, ?, localtimestamp, localtimestamp, ?
      from dataelement de, period pe, organisationunit ou, categoryoptioncombo coc,
        categoryoptioncombo aoc
      where de.uid = ? and pe.periodid = ? and ou.uid = ? and coc.uid = ? and aoc.uid = ?
      on conflict (dataelementid, periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid)
      do update set value = excluded.value, comment = excluded.comment,
        followup = excluded.followup, storedby = excluded.storedby,
        lastupdated = excluded.lastupdated, deleted = excluded.deleted
      """;
  private static final String KNOWN =
      """
      select exists (select from dataelement where uid = ?)
        or exists (select from organisationunit where uid = ?)
        or exists (select from categoryoptioncombo where uid = ?)
      """;

  private final DatabaseStatements statements;
  private final Dhis2Fixture periods;

  DatabaseValues(DatabaseStatements statements, Dhis2Fixture periods) {
    this.statements = statements;
    this.periods = periods;
  }

  /** Whether the database has an object that values may refer to; nothing means the default. */
  boolean knows(String uid) {
    return uid.isEmpty()
        || statements.run(
            KNOWN,
            statement -> {
              for (int i = 1; i <= 3; i++) {
                statement.setString(i, uid);
              }
              try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
              }
            });
  }

  @Override
  public @Nullable StoredObject get(Object key) {
    List<StoredObject> found =
        statements.run(
            ONE,
            statement -> {
              bindKey(statement, 1, key.toString());
              return read(statement);
            });
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  public @Nullable StoredObject put(String key, StoredObject value) {
    statements.run(
        WRITE,
        statement -> {
          statement.setString(1, text(value, "value"));
          statement.setString(2, text(value, "comment"));
          statement.setBoolean(3, Boolean.parseBoolean(text(value, "followup")));
          statement.setString(4, text(value, "storedBy"));
          statement.setBoolean(5, value.deleted());
          bindKey(statement, 6, key);
          return statement.executeUpdate();
        });
    return null;
  }

  @Override
  public Set<Map.Entry<String, StoredObject>> entrySet() {
    Map<String, StoredObject> all = new LinkedHashMap<>();
    statements.run(ALL, DatabaseValues::read).forEach(each -> all.put(each.key(), each));
    return all.entrySet();
  }

  private void bindKey(PreparedStatement statement, int from, String key) throws SQLException {
    String[] parts = key.split("\\.", KEY_PARTS);
    statement.setString(from, parts[0]);
    statement.setLong(from + 1, periods.period(parts[1]));
    statement.setString(from + 2, parts[2]);
    statement.setString(from + 3, combo(parts[3]));
    statement.setString(from + 4, combo(parts[4]));
  }

  private static String combo(String uid) {
    return uid.isEmpty() ? DEFAULT_COMBO : uid;
  }

  private static List<StoredObject> read(PreparedStatement statement) throws SQLException {
    List<StoredObject> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.add(read(rows));
      }
    }
    return values;
  }

  private static StoredObject read(ResultSet row) throws SQLException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("dataElement", row.getString("element"));
    fields.put("period", iso(row.getString("type"), row.getObject("startdate", LocalDate.class)));
    fields.put("orgUnit", row.getString("unit"));
    fields.put("categoryOptionCombo", row.getString("combo"));
    fields.put("attributeOptionCombo", row.getString("attribute"));
    String key = String.join(".", fields.values().stream().map(String::valueOf).toList());
    for (String name : List.of("value", "comment", "storedBy")) {
      String content = row.getString(name);
      if (content != null) {
        fields.put(name, content);
      }
    }
    fields.put("followup", row.getBoolean("followup"));
    return new StoredObject(key, fields, row.getBoolean("deleted"));
  }

  private static String iso(String type, LocalDate start) {
    int month = start.getMonthValue();
    return switch (type) {
      case "Daily" -> start.format(DateTimeFormatter.BASIC_ISO_DATE);
      case "Monthly" -> String.format(Locale.ROOT, "%04d%02d", start.getYear(), month);
      case "Quarterly" -> start.getYear() + "Q" + (month + 2) / 3;
      case "SixMonthly" -> start.getYear() + "S" + (month + 5) / 6;
      case "Yearly" -> String.valueOf(start.getYear());
      default -> throw new TestDatabaseException("values of type " + type + " are not served");
    };
  }

  private static @Nullable String text(StoredObject value, String field) {
    Object content = value.fields().get(field);
    return content == null ? null : content.toString();
  }
}
