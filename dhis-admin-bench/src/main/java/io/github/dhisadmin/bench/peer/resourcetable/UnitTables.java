package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Index;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Made;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Selected;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tables of organisation units (2.42, OrganisationUnitStructureResourceTable and others). */
final class UnitTables {
  private final Sessions sessions;
  private final String schema;

  UnitTables(Sessions sessions, String schema) {
    this.sessions = sessions;
    this.schema = schema;
  }

  private record Unit(
      long id,
      String uid,
      @Nullable String code,
      String name,
      @Nullable Date opened,
      @Nullable Date closed,
      @Nullable String path,
      long parent) {}

  /** The units of each level are loaded, and of each the parents are walked up to the root. */
  PeerTable structure() {
    int levels = levels();
    List<String> columns =
        new ArrayList<>(
            List.of(
                "organisationunitid bigint not null",
                "organisationunituid char(11) not null",
                "code varchar(50)",
                "name varchar(255) not null",
                "openingdate date",
                "closeddate date",
                "level integer not null",
                "path varchar(255)"));
    for (int level = 1; level <= levels; level++) {
      columns.add("idlevel" + level + " bigint");
      columns.add("uidlevel" + level + " char(11)");
      columns.add("namelevel" + level + " text");
    }
    Map<Long, Unit> loaded = new HashMap<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int level = 1; level <= levels; level++) {
      for (Unit unit : units(level)) {
        loaded.put(unit.id(), unit);
        rows.add(row(unit, level, levels, loaded));
      }
    }
    return PeerTable.of("orgunitstructure", columns, List.of("organisationunitid"), new Made(rows))
        .with(Index.unique("organisationunituid"));
  }

  private int levels() {
    return (int) sessions.number("select coalesce(max(hierarchylevel), 0) from organisationunit");
  }

  private List<Unit> units(int level) {
    return sessions.query(
        """
        select organisationunitid, uid, code, name, openingdate, closeddate, path,
          coalesce(parentid, 0)
        from organisationunit where hierarchylevel = %d order by name
        """
            .formatted(level),
        row ->
            new Unit(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getDate(5),
                row.getDate(6),
                row.getString(7),
                row.getLong(8)));
  }

  private static List<@Nullable Object> row(
      Unit unit, int level, int levels, Map<Long, Unit> loaded) {
    @Nullable Object[] ancestors = new @Nullable Object[levels * 3];
    Unit at = unit;
    for (int above = level; above >= 1; above--) {
      ancestors[above * 3 - 3] = at.id();
      ancestors[above * 3 - 2] = at.uid();
      ancestors[above * 3 - 1] = at.name();
      Unit parent = loaded.get(at.parent());
      if (above > 1 && parent == null) {
        throw new BenchmarkException("invalid hierarchy level or missing parent: " + at, null);
      }
      at = parent == null ? at : parent;
    }
    List<@Nullable Object> row = new ArrayList<>();
    row.addAll(
        Arrays.asList(
            unit.id(),
            unit.uid(),
            unit.code(),
            unit.name(),
            unit.opened(),
            unit.closed(),
            level,
            unit.path()));
    row.addAll(Arrays.asList(ancestors));
    return row;
  }

  /** Two queries for each set and unit; one more for each level above if the set says so. */
  PeerTable groupSets() {
    DimensionColumns groups =
        new DimensionColumns()
            .add(
                sessions,
                "orgunitgroupset where datadimension and includesubhierarchyinanalytics is not true",
                "orgunitgroupsetid",
                (set, column) -> group(set, column, "ou.organisationunitid"))
            .add(
                sessions,
                "orgunitgroupset where datadimension and includesubhierarchyinanalytics is true",
                "orgunitgroupsetid",
                this::nearestGroup);
    return PeerTable.of(
            "organisationunitgroupsetstructure",
            groups.after(
                "organisationunitid bigint not null",
                "organisationunitname varchar(255)",
                "startdate date"),
            List.of("organisationunitid"),
            new Selected(
                """
                select ou.organisationunitid, ou.name, cast(null as date)%s
                from organisationunit ou
                inner join %s ous on ous.organisationunitid = ou.organisationunitid
                """
                    .formatted(
                        groups.selected(),
                        SqlText.identifier(schema, "analytics_rs_orgunitstructure"))))
        // They are meant to be for rows with and without a date, but neither has a condition.
        .with(
            Index.on("organisationunitid", "startdate"),
            Index.on("organisationunitid", "startdate"));
  }

  private String nearestGroup(long set, String column) {
    int levels = levels();
    return IntStream.rangeClosed(1, levels)
        .mapToObj(up -> group(set, column, "ous.idlevel" + (levels + 1 - up)))
        .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  private static String group(long set, String column, String unit) {
    return """
        (select oug.%s from orgunitgroup oug
          inner join orgunitgroupmembers ougm on ougm.orgunitgroupid = oug.orgunitgroupid
          inner join orgunitgroupsetmembers ougsm
            on ougsm.orgunitgroupid = ougm.orgunitgroupid and ougsm.orgunitgroupsetid = %d
          where ougm.organisationunitid = %s limit 1)
        """
        .formatted(column, set, unit);
  }
}
