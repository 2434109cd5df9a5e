package io.github.dhisadmin.bench.maintenance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A category combination without its option combinations. Each side gets a new one: to delete those
 * of the other side would take PostgreSQL longer than to make them.
 *
 * @param first options of the first category
 * @param second options of the second one
 * @param third options of the third one
 */
record ComboPlan(int first, int second, int third) {
  private static final long OPTIONS = 7_300_000_000L;
  private static final long CATEGORIES = 7_310_000_000L;
  private static final long COMBOS = 7_320_000_000L;
  private static final String NEWEST =
      "(select max(categorycomboid) from categorycombo where categorycomboid > " + COMBOS + ")";

  static ComboPlan ofTwoThousand() {
    return new ComboPlan(20, 10, 10);
  }

  private int size() {
    return first * second * third;
  }

  private int options() {
    return first + second + third;
  }

  List<String> planted() {
    String category =
        "case when n <= " + first + " then 1 when n <= " + (first + second) + " then 2 else 3 end";
    return List.of(
        "insert into categoryoption (categoryoptionid, uid, created, lastupdated, name, shortname)"
            + " select "
            + OPTIONS
            + " + n, 'o' || lpad(n::text, 10, '0'), now(), now(), 'Bench ' || n, 'Bench ' || n"
            + " from generate_series(1, "
            + options()
            + ") n on conflict do nothing",
        "insert into category (categoryid, uid, created, lastupdated, name, shortname,"
            + " datadimensiontype, datadimension) select "
            + CATEGORIES
            + " + n, 'c' || lpad(n::text, 10, '0'), now(), now(), 'Bench ' || n, 'Bench ' || n,"
            + " 'DISAGGREGATION', true from generate_series(1, 3) n on conflict do nothing",
        "insert into categories_categoryoptions (categoryid, categoryoptionid, sort_order) select "
            + CATEGORIES
            + " + "
            + category
            + ", "
            + OPTIONS
            + " + n, n from generate_series(1, "
            + options()
            + ") n on conflict do nothing",
        "insert into categorycombo (categorycomboid, uid, created, lastupdated, name,"
            + " datadimensiontype, skiptotal) select id, 'b' || right(id::text, 10), now(), now(),"
            + " 'Bench ' || id, 'DISAGGREGATION', false from (select 1 + coalesce("
            + NEWEST
            + ", "
            + COMBOS
            + ") as id) next",
        "insert into categorycombos_categories (categorycomboid, categoryid, sort_order) select "
            + NEWEST
            + ", "
            + CATEGORIES
            + " + n, n from generate_series(1, 3) n");
  }

  String left() {
    return "select "
        + size()
        + " - count(*) from categorycombos_optioncombos where categorycomboid = "
        + NEWEST;
  }

  /** What Hibernate sends for each combination that is missing. */
  long addOneByOne(Connection connection) throws SQLException {
    long combo = number(connection, "select " + NEWEST);
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into categoryoptioncombo (categoryoptioncomboid, uid, created, lastupdated,"
                    + " name, ignoreapproval) values (?, ?, now(), now(), ?, false)");
        PreparedStatement member =
            connection.prepareStatement(
                "insert into categorycombos_optioncombos (categorycomboid, categoryoptioncomboid)"
                    + " values (?, ?)");
        PreparedStatement link =
            connection.prepareStatement(
                "insert into categoryoptioncombos_categoryoptions (categoryoptioncomboid,"
                    + " categoryoptionid) values (?, ?)")) {
      for (int i = 0; i < size(); i++) {
        long id = number(connection, "select nextval('hibernate_sequence')");
        List<Integer> chosen =
            List.of(
                1 + i / (second * third),
                1 + first + i / third % second,
                1 + first + second + i % third);
        insert.setLong(1, id);
        insert.setString(2, "p" + String.format(Locale.ROOT, "%010d", id));
        insert.setString(
            3, chosen.stream().map(option -> "Bench " + option).collect(Collectors.joining(", ")));
        insert.executeUpdate();
        for (int option : chosen) {
          link.setLong(1, id);
          link.setLong(2, OPTIONS + option);
          link.executeUpdate();
        }
        member.setLong(1, combo);
        member.setLong(2, id);
        member.executeUpdate();
      }
    }
    return size();
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
