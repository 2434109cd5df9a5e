package io.github.dhisadmin.bench.maintenance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Corrects paths as DHIS2 does (2.42, HibernateOrganisationUnitStore#forceUpdatePaths): loads every
 * unit, walks up from each of them, and updates those that differ, one statement each. Hibernate's
 * own work is left out.
 */
final class PathWalk {
  private PathWalk() {}

  private record Unit(String uid, @Nullable Long parent, @Nullable String path) {}

  static long run(Connection connection) throws SQLException {
    Map<Long, Unit> units = read(connection);
    long changed = 0;
    try (PreparedStatement update =
        connection.prepareStatement(
            "update organisationunit set path = ?, hierarchylevel = ? where organisationunitid ="
                + " ?")) {
      for (Map.Entry<Long, Unit> each : units.entrySet()) {
        Deque<String> uids = new ArrayDeque<>();
        for (Unit unit = each.getValue(); unit != null; unit = parentOf(unit, units)) {
          uids.addFirst(unit.uid());
        }
        String path = "/" + String.join("/", uids);
        if (!path.equals(each.getValue().path())) {
          update.setString(1, path);
          update.setInt(2, uids.size());
          update.setLong(3, each.getKey());
          changed += update.executeUpdate();
        }
      }
    }
    return changed;
  }

  private static @Nullable Unit parentOf(Unit unit, Map<Long, Unit> units) {
    return unit.parent() == null ? null : units.get(unit.parent());
  }

  private static Map<Long, Unit> read(Connection connection) throws SQLException {
    Map<Long, Unit> units = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select organisationunitid, uid, parentid, path from organisationunit")) {
      while (rows.next()) {
        Long parent = rows.getObject(3, Long.class);
        units.put(rows.getLong(1), new Unit(rows.getString(2), parent, rows.getString(4)));
      }
    }
    return units;
  }
}
