package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever happens to a database, an incremental run leaves the tables that a full run leaves. How
 * many scripts of edits are tried, and which, are the properties {@code dhisadmin.test.scripts} and
 * {@code dhisadmin.test.seed}.
 */
class IncrementalEqualsFullIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final int SCRIPTS = Integer.getInteger("dhisadmin.test.scripts", 6);
  private static final long SEED = Long.getLong("dhisadmin.test.seed", 42);
  private static final List<String> PERIODS = List.of("202201", "202301", "202312", "202401");
  private static final String MEMORY = "partition_fingerprint_of_test";

  @Test
  void incremental_run_leaves_the_tables_of_a_full_run() {
    try (AnalyticsDatabase database = AnalyticsDatabase.on(POSTGRES.database())) {
      SmallCountry.in(database.fixture());
      // Ten years of days instead of 75.
      database.fixture().setting("keyAnalyticsPeriodYearsOffset", "20");
      Edits edits = new Edits(database, new Random(SEED));
      database.fixture().program("Register").stage("Stay", "Beds");
      for (int i = 0; i < 12; i++) {
        edits.addValue();
        edits.addEvent();
        edits.violation();
      }
      int kept = 0;
      int merged = 0;
      succeed(database.update(AnalyticsDatabase.full().incremental()));
      for (int script = 1; script <= SCRIPTS; script++) {
        List<String> done = edits.some();
        if (script % 2 == 0) {
          // As a day of continuous analytics; refused where columns have changed.
          database.update(AnalyticsTableUpdate.latest().skipOutliers());
        }
        String what = "script " + script + " of seed " + SEED + ": " + done;

        AnalyticsTableResult result =
            succeed(database.update(AnalyticsDatabase.full().incremental().mergeUpTo(1)));
        Map<String, List<String>> incremental = tables(database);
        kept += count(result, PartitionAction.UNCHANGED);
        merged += count(result, PartitionAction.MERGED);
        fullRunUnnoticed(database);

        assertThat(incremental).as(what).isEqualTo(tables(database));
      }
      assertThat(kept).as("partitions that were kept").isGreaterThan(SCRIPTS);
      assertThat(merged).as("partitions into which rows were merged").isGreaterThan(SCRIPTS / 2);
    }
  }

  /** Leaves the library in the belief that the tables are those of its incremental run. */
  private static void fullRunUnnoticed(AnalyticsDatabase database) {
    database.execute(
        "drop table if exists " + MEMORY,
        "create table " + MEMORY + " as select * from dhis_admin.partition_fingerprint");
    succeed(database.update(AnalyticsTableUpdate.full().skipOutliers()));
    database.execute(
        "insert into dhis_admin.partition_fingerprint select table_name,"
            + " to_regclass(table_name)::oid::bigint, layout, fingerprint, sources,"
            + " source_share, merged_rows from "
            + MEMORY);
  }

  private static AnalyticsTableResult succeed(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    return result;
  }

  private static int count(AnalyticsTableResult result, PartitionAction action) {
    return (int)
        result.types().stream()
            .flatMap(type -> type.tables().stream())
            .flatMap(table -> table.partitions().stream())
            .filter(partition -> partition.action() == action)
            .count();
  }

  /** Columns, parents and rows of every analytics table. */
  private static Map<String, List<String>> tables(AnalyticsDatabase database) {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table : database.tables("^analytics(?!_rs)")) {
      List<String> content = new ArrayList<>(database.columns(table));
      content.addAll(
          database.rows(
              "select inhparent::regclass from pg_inherits where inhrelid = '"
                  + table
                  + "'::regclass"));
      content.addAll(
          database.rows("select cast(each as text) as row from " + table + " each order by 1"));
      tables.put(table, content);
    }
    return tables;
  }

  /** What happens to a database between two nights. */
  private static final class Edits {
    private final AnalyticsDatabase database;
    private final Dhis2Fixture fixture;
    private final Random random;
    private final List<String> units = new ArrayList<>(List.of(CLINIC, OTHER_CLINIC, "Gasabo"));
    private int made;

    Edits(AnalyticsDatabase database, Random random) {
      this.database = database;
      this.fixture = database.fixture();
      this.random = random;
    }

    /** Does one to three things, and says what they were. */
    List<String> some() {
      List<String> done = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        done.add(one());
      }
      return done;
    }

    private String one() {
      return switch (random.nextInt(18)) {
        case 0 -> addValue();
        case 1 ->
            sql(
                "update datavalue set lastupdated = "
                    + AnalyticsDatabase.NOW
                    + ", value = '"
                    + random.nextInt(3)
                    + "' where "
                    + oneValue());
        case 2 -> sql("update datavalue set deleted = true where " + oneValue());
        case 3 -> sql("delete from datavalue where " + oneValue());
        case 4 -> move(pick(List.of(CLINIC, OTHER_CLINIC)), pick(List.of("Gasabo", "Huye")));
        case 5 -> group("Rural", pick(units));
        case 6 -> groupSet();
        case 7 -> unitOfNewLevel();
        case 8 -> category();
        case 9 -> register();
        case 10 -> sql("delete from completedatasetregistration");
        case 11 -> addEvent();
        case 12 ->
            sql(
                "update event set lastupdated = "
                    + AnalyticsDatabase.NOW
                    + ", occurreddate = occurreddate - interval '1 year' where "
                    + one("event"));
        case 13 -> changeEvent();
        case 14 -> sql("update event set deleted = true where " + one("event"));
        case 15 -> sql("delete from event where " + one("event"));
        case 16 -> violation();
        case 17 -> sql("delete from validationresult where " + one("validationresult"));
        default -> keepZeros(random.nextBoolean());
      };
    }

    private String move(String unit, String parent) {
      fixture.organisationUnit(unit).parent(parent);
      return "move " + unit + " to " + parent;
    }

    private String group(String group, String unit) {
      fixture.organisationUnitGroup(group).members(unit);
      return unit + " is of group " + group;
    }

    private String groupSet() {
      made++;
      group("Group " + made, pick(units));
      fixture.organisationUnitGroupSet("Set " + made).groups("Group " + made);
      return "new group set";
    }

    private String unitOfNewLevel() {
      made++;
      units.add("Ward " + made);
      fixture.organisationUnit("Ward " + made).parent(CLINIC);
      return "unit below a clinic";
    }

    private String category() {
      made++;
      fixture.category("Category " + made).options("Option " + made);
      return "new category";
    }

    private String register() {
      fixture.dataSet("Monthly set").organisationUnits(pick(units)).timelyDays(random.nextInt(9));
      fixture.completeRegistration(
          "Monthly set", pick(PERIODS), pick(units), LocalDateTime.of(2024, 2, 1, 8, 0));
      return "registration";
    }

    private String keepZeros(boolean keep) {
      fixture.setting("keyIncludeZeroValuesInAnalytics", Boolean.toString(keep));
      return sql("update dataelement set zeroissignificant = not zeroissignificant");
    }

    String addValue() {
      String element = pick(List.of("Cases", "Deaths", "BCG"));
      String period = pick(PERIODS);
      String unit = pick(units);
      fixture.dataValue(element, period, unit).value(Integer.toString(random.nextInt(5)));
      return "value of " + element + " " + period + " " + unit;
    }

    String addEvent() {
      made++;
      String unit = pick(units);
      int year = 2022 + random.nextInt(3);
      fixture
          .singleEvent("Event " + made, "Register", "Stay", unit)
          .occurredDate(LocalDateTime.of(year, 1 + random.nextInt(12), 2, 3, 4))
          .dataValue("Beds", Integer.toString(random.nextInt(5)));
      return "event of " + year + " in " + unit;
    }

    /** Of whatever moment it says it is. */
    private String changeEvent() {
      return sql(
          "update event set eventdatavalues = jsonb_set(eventdatavalues, '{%s,value}', '\"%d\"')"
                  .formatted(fixture.dataElement("Beds").uid(), random.nextInt(9))
              + " where "
              + one("event"));
    }

    String violation() {
      String period = pick(PERIODS);
      return sql(
          "insert into validationresult (validationresultid, created, leftsidevalue,"
              + " rightsidevalue, validationruleid, periodid, organisationunitid,"
              + " attributeoptioncomboid, dayinperiod) values (nextval('hibernate_sequence'),"
              + " '2024-03-04', 1, 2, %d, %d, %d, %d, 1)"
                  .formatted(
                      fixture.validationRule("Few doses").id(),
                      fixture.period(period),
                      fixture.organisationUnit(pick(units)).id(),
                      fixture.categoryOptionComboId(pick(List.of("MoH", "NGO")))));
    }

    private String oneValue() {
      return one("datavalue");
    }

    private String one(String table) {
      return "ctid = (select ctid from "
          + table
          + " order by md5(ctid::text || '"
          + random.nextInt()
          + "') limit 1)";
    }

    private String sql(String statement) {
      database.execute(statement);
      return statement;
    }

    private String pick(List<String> some) {
      return some.get(random.nextInt(some.size()));
    }
  }
}
