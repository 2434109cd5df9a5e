package io.github.dhisadmin.examples.maintenance;

import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.SqlViewType;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A database in which operations have something to do that takes them several transactions. */
final class MaintenanceWorld {
  private static final long SEVERAL = 4;
  private static final long UNITS = 2_500;
  private static final long PERIODS = 650;
  private static final long VALUES = 15_500;

  /** Units that exist as keys of values only begin here. */
  private static final long FIRST_SOURCE = 50_000_000;

  private static final String NO_ANALYTICS =
      "do $$ declare t text; begin for t in select format('%I', relname) from pg_class where"
          + " relkind = 'r' and relnamespace = current_schema()::regnamespace and (relname ="
          + " 'analytics' or relname like 'analytics\\_%') loop execute 'drop table ' || t; end"
          + " loop; end $$";
  private static final String NO_VIEWS =
      "do $$ declare t text; begin for t in select format('%I', relname) from pg_class where"
          + " relkind = 'v' and relname like '\\_view\\_%' loop execute 'drop view ' || t; end"
          + " loop; delete from sqlview; end $$";

  private final Dhis2Database database;
  private final Dhis2Fixture dhis2;
  private final Sql sql;

  private MaintenanceWorld(Dhis2Database database) {
    this.database = database;
    this.dhis2 = Dhis2Fixture.on(database.dataSource());
    this.sql = new Sql(database);
  }

  static MaintenanceWorld in(Dhis2Database database) {
    MaintenanceWorld world = new MaintenanceWorld(database);
    world.dhis2.dataValue("Written", "202401", "Bo").value("1");
    world.dhis2.dataElement("Zeros").aggregationType("SUM");
    world.dhis2.dataElement("Deleted").aggregationType("SUM");
    world.run("alter table datavalue drop constraint fk_datavalue_organisationunitid");
    return world;
  }

  /** The operations that work on the database. */
  static List<MaintenanceOperation<?>> operations() {
    return MaintenanceOperations.all().stream()
        .filter(operation -> !ofHost().contains(operation))
        .toList();
  }

  /** The operations that ask the host. */
  static List<MaintenanceOperation<?>> ofHost() {
    return List.of(MaintenanceOperations.CLEAR_CACHE, MaintenanceOperations.RELOAD_APPS);
  }

  Dhis2Database database() {
    return database;
  }

  Sql sql() {
    return sql;
  }

  /** Gives an operation something to do. Returns what each of its steps will change. */
  Map<String, Long> prepare(MaintenanceOperation<?> operation) {
    return switch (operation.name()) {
      case "clear-analytics-tables", "analyze-analytics-tables" -> analyticsTables();
      case "drop-staging-tables" -> stagingTables();
      case "remove-expired-invitations" -> invitations();
      case "update-organisation-unit-paths" -> paths();
      case "prune-periods" -> periods();
      case "remove-zero-data-values" -> values("Zeros", "'0', false");
      case "purge-deleted-data-values" -> values("Deleted", "'1', true");
      case "drop-sql-views" -> {
        views("Dropped");
        yield Map.of("dropped", SEVERAL);
      }
      case "create-sql-views" -> {
        views("Created").forEach(view -> run("drop view " + view));
        yield Map.of("created", SEVERAL, "replaced", 0L, "refreshed", 0L);
      }
      case "update-category-option-combos" -> optionCombos();
      default -> Map.of();
    };
  }

  private Map<String, Long> analyticsTables() {
    run(NO_ANALYTICS);
    for (String table :
        List.of(
            "analytics",
            "analytics_completeness",
            "analytics_orgunittarget",
            "analytics_event_abcdefghij1")) {
      // Else this session tells of the row when it likes, after it was analysed perhaps.
      run(
          "create table "
              + table
              + " as select 'a'::text as dx; select pg_stat_force_next_flush()");
    }
    return Map.of("tables", SEVERAL);
  }

  private Map<String, Long> stagingTables() {
    for (String table :
        List.of(
            "orgunitstructure",
            "dataelementstructure",
            "periodstructure",
            "datasetorganisationunitcategory")) {
      run("create table analytics_rs_" + table + "_temp (id int)");
    }
    return Map.of("tables", SEVERAL);
  }

  private Map<String, Long> invitations() {
    for (int i = 1; i <= SEVERAL; i++) {
      dhis2.user("late" + i);
    }
    run(
        "update userinfo set invitation = true, restoretoken = 't', restoreexpiry = '2020-01-01'"
            + " where username like 'late%'");
    return Map.of("users", SEVERAL);
  }

  private Map<String, Long> paths() {
    run(
        "insert into organisationunit (organisationunitid, uid, created, lastupdated, name,"
            + " shortname, openingdate, path, hierarchylevel) select 7000000 + n, 'unit' ||"
            + " lpad(n::text, 7, '0'), now(), now(), 'Unit ' || n, 'Unit ' || n, now(), 'wrong '"
            + " || n, 1 from generate_series(1, "
            + UNITS
            + ") n");
    return Map.of("organisationUnits", UNITS);
  }

  private Map<String, Long> periods() {
    boolean iso = database.shape() == Shape.V2_43;
    run(
        "insert into period (periodid, periodtypeid, startdate, enddate"
            + (iso ? ", iso" : "")
            + ") select 9000000 + n, (select min(periodtypeid) from period), date '1900-01-01' + n,"
            + " date '1900-01-01' + n"
            + (iso ? ", 'old' || n" : "")
            + " from generate_series(1, "
            + PERIODS
            + ") n");
    return Map.of("periods", PERIODS);
  }

  private Map<String, Long> values(String element, String valueAndMark) {
    String id = "(select dataelementid from dataelement where name = '" + element + "')";
    run("alter table datavalue disable trigger user");
    run("delete from datavalue where dataelementid = " + id);
    run(
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, deleted, storedby, created, lastupdated) select "
            + id
            + ", periodid, "
            + FIRST_SOURCE
            + " + n, categoryoptioncomboid, attributeoptioncomboid, "
            + valueAndMark
            + ", 'x', v.created, v.lastupdated from datavalue v join dataelement e on"
            + " e.dataelementid = v.dataelementid and e.name = 'Written' cross join"
            + " generate_series(1, "
            + VALUES
            + ") n where v.sourceid < "
            + FIRST_SOURCE);
    run("alter table datavalue enable trigger user");
    return Map.of("dataValues", VALUES);
  }

  private List<String> views(String name) {
    run(NO_VIEWS);
    List<String> views = new ArrayList<>();
    for (int i = 1; i <= SEVERAL; i++) {
      dhis2.sqlView(name + " " + i, SqlViewType.VIEW, "select name from organisationunit");
      views.add("_view_" + name.toLowerCase(Locale.ROOT) + "_" + i);
    }
    return views;
  }

  private Map<String, Long> optionCombos() {
    for (int i = 1; i <= SEVERAL; i++) {
      dhis2.category("Category " + i).options("First " + i);
      dhis2.categoryCombo("Combo " + i).categories("Category " + i);
      dhis2.category("Category " + i).options("Second " + i);
    }
    return Map.of("added", SEVERAL, "renamed", 0L, "removed", 0L);
  }

  /** Ids of some of the units that have values to remove. */
  static List<Long> sources(int count) {
    List<Long> sources = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      sources.add(FIRST_SOURCE + i * VALUES / count);
    }
    return sources;
  }

  void run(String statement) {
    sql.run(statement);
  }

  /** Statements of a test in a database. */
  record Sql(Dhis2Database database) {
    void run(String sql) {
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new AssertionError(sql, e);
      }
    }

    /** The first column of all rows. */
    List<String> values(String sql) {
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
        return values;
      } catch (SQLException e) {
        throw new AssertionError(sql, e);
      }
    }
  }
}
