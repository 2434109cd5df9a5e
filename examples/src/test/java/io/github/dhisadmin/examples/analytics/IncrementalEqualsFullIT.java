package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever happens to a database, an incremental run leaves the tables that a full run leaves. Each
 * script does a few edits and updates a few types of tables; what it did not update is older when
 * its turn comes. How many scripts are tried, and which, are the properties {@code
 * dhisadmin.test.scripts} and {@code dhisadmin.test.seed}.
 */
class IncrementalEqualsFullIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @RegisterExtension static final Dhis2DatabaseExtension OTHER = Dhis2DatabaseExtension.v242();

  private static final int SCRIPTS = Integer.getInteger("dhisadmin.test.scripts", 100);
  private static final long SEED = Long.getLong("dhisadmin.test.seed", 42);
  private static final List<String> PERIODS = List.of("202201", "202301", "202312", "202401");
  private static final String MEMORY = "partition_fingerprint_of_test";

  @Test
  void incremental_run_leaves_the_tables_of_a_full_run() {
    try (AnalyticsDatabase database = AnalyticsDatabase.on(POSTGRES.database())) {
      Random random = new Random(SEED);
      Edits edits = editsOfSmallCountry(database, random);
      edits.programs();
      for (int i = 0; i < 12; i++) {
        edits.addValue();
        edits.addEvent();
        edits.addPerson();
        edits.violation();
      }
      int kept = 0;
      int merged = 0;
      succeed(database.update(AnalyticsDatabase.full().incremental()));
      for (int script = 1; script <= SCRIPTS; script++) {
        List<String> done = edits.some();
        AnalyticsTableUpdate full = ofSomeTypes(random);
        if (script % 2 == 0) {
          // As a day of continuous analytics; refused where columns have changed.
          database.update(AnalyticsTableUpdate.latest().skipOutliers());
        }
        String what =
            "script %d of seed %d: %s, then %s".formatted(script, SEED, done, full.types());

        AnalyticsTableResult result = succeed(database.update(full.incremental().mergeUpTo(1)));
        Map<String, String> incremental = database.contents();
        kept += count(result, PartitionAction.UNCHANGED);
        merged += count(result, PartitionAction.MERGED);
        fullRunUnnoticed(database, full.skipResourceTables());

        assertThat(database.contents()).as(what).isEqualTo(incremental);
      }
      assertThat(kept).as("partitions that were kept").isGreaterThan(SCRIPTS);
      assertThat(merged).as("partitions into which rows were merged").isGreaterThan(SCRIPTS / 2);
    }
  }

  /** Where nothing else changes, rows are found by who wrote their values. */
  @Test
  void incremental_runs_after_values_were_written_leave_the_tables_of_a_full_run() {
    try (AnalyticsDatabase database = AnalyticsDatabase.on(OTHER.database())) {
      Edits edits = editsOfSmallCountry(database, new Random(SEED));
      for (int i = 0; i < 40; i++) {
        edits.addValue();
      }
      AnalyticsTableUpdate values =
          AnalyticsDatabase.dataValues().skipResourceTables().incremental().mergeUpTo(1);
      succeed(database.update(AnalyticsDatabase.dataValues()));
      List<String> reasons = new ArrayList<>();
      for (int script = 1; script <= SCRIPTS; script++) {
        List<String> done = new ArrayList<>();
        // The first run after a full one does not know who wrote what serves.
        for (int run = 0; run < 4; run++) {
          done.addAll(edits.someOfValues());
          database.settle();
          partitions(succeed(database.update(values)))
              .map(PartitionOutcome::reason)
              .forEach(reasons::add);
        }
        Map<String, String> incremental = database.contents();
        fullRunUnnoticed(database, AnalyticsDatabase.dataValues().skipResourceTables());

        assertThat(database.contents())
            .as("script %d of seed %d: %s", script, SEED, done)
            .isEqualTo(incremental);
      }
      assertThat(Collections.frequency(reasons, "FEW_WRITES")).isGreaterThan(SCRIPTS);
      assertThat(reasons).contains("FEW_CHANGES", "SAME_ROWS", "SAME_SOURCES");
    }
  }

  private static Edits editsOfSmallCountry(AnalyticsDatabase database, Random random) {
    SmallCountry.in(database.fixture());
    // Ten years of days instead of 75.
    database.fixture().setting("keyAnalyticsPeriodYearsOffset", "20");
    return new Edits(database, random);
  }

  /** A third of the types, at least one. */
  private static AnalyticsTableUpdate ofSomeTypes(Random random) {
    AnalyticsTableType[] all = AnalyticsTableType.values();
    AnalyticsTableType[] some =
        Arrays.stream(all)
            .filter(type -> random.nextInt(3) == 0)
            .toArray(AnalyticsTableType[]::new);
    return AnalyticsDatabase.full().only(all[random.nextInt(all.length)], some);
  }

  /** Leaves the library in the belief that the tables are those of its incremental run. */
  private static void fullRunUnnoticed(AnalyticsDatabase database, AnalyticsTableUpdate full) {
    database.execute(
        "drop table if exists " + MEMORY,
        "create table " + MEMORY + " as select * from dhis_admin.partition_fingerprint");
    succeed(database.update(full));
    database.execute(
        "insert into dhis_admin.partition_fingerprint select table_name,"
            + " to_regclass(table_name)::oid::bigint, layout, fingerprint, sources,"
            + " source_share, merged_rows, source_rest, settled_before, writers from "
            + MEMORY
            + " on conflict do nothing");
  }

  private static AnalyticsTableResult succeed(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    return result;
  }

  private static int count(AnalyticsTableResult result, PartitionAction action) {
    return (int) partitions(result).filter(partition -> partition.action() == action).count();
  }

  private static Stream<PartitionOutcome> partitions(AnalyticsTableResult result) {
    return result.types().stream()
        .flatMap(type -> type.tables().stream())
        .flatMap(table -> table.partitions().stream());
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

    void programs() {
      fixture.program("Register").stage("Stay", "Beds");
      fixture
          .program("Child")
          .withRegistration("Person")
          .attributes("Weight")
          .stage("Birth", "Apgar");
    }

    /** Does one to three things, and says what they were. */
    List<String> some() {
      List<String> done = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        done.add(one());
      }
      return done;
    }

    /** Does one to three things to values alone. */
    List<String> someOfValues() {
      List<String> done = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        done.add(oneOfValues());
      }
      return done;
    }

    private String oneOfValues() {
      return switch (random.nextInt(8)) {
        case 0, 1 -> addValue();
        case 2, 3 ->
            sql("update datavalue set value = '" + random.nextInt(9) + "' where " + oneValue());
        case 4 -> sql("update datavalue set deleted = not deleted where " + oneValue());
        case 5 -> sql("update datavalue set storedby = 'somebody' where " + oneValue());
        case 6 -> sql("delete from datavalue where " + oneValue());
        default ->
            sql(
                """
                update datavalue v set periodid = %d where %s and not exists (
                  select from datavalue o where o.periodid = %1$d
                    and (o.dataelementid, o.sourceid, o.categoryoptioncomboid,
                      o.attributeoptioncomboid) = (v.dataelementid, v.sourceid,
                      v.categoryoptioncomboid, v.attributeoptioncomboid))
                """
                    .formatted(fixture.period(pick(PERIODS)), oneValue()));
      };
    }

    private String one() {
      return switch (random.nextInt(23)) {
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
        case 18 -> addPerson();
        case 19 ->
            sql(
                "update trackedentityattributevalue set value = '"
                    + random.nextInt(9)
                    + "' where "
                    + one("trackedentityattributevalue"));
        case 20 -> sql("update enrollment set deleted = not deleted where " + one("enrollment"));
        case 21 ->
            sql(
                "update trackedentityprogramowner set organisationunitid = "
                    + fixture.organisationUnit(pick(units)).id()
                    + " where "
                    + one("trackedentityprogramowner"));
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

    /** A few, as each becomes columns of most tables. */
    private String groupSet() {
      made++;
      group("Group " + made, pick(units));
      fixture.organisationUnitGroupSet("Set " + made % 4).groups("Group " + made);
      return "group of set " + made % 4;
    }

    private String unitOfNewLevel() {
      made++;
      units.add("Ward " + made);
      fixture.organisationUnit("Ward " + made).parent(CLINIC);
      return "unit below a clinic";
    }

    private String category() {
      made++;
      fixture.category("Category " + made % 4).options("Option " + made);
      return "option of category " + made % 4;
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

    /** With an enrollment and an event of it. */
    String addPerson() {
      made++;
      String unit = pick(units);
      int year = 2022 + random.nextInt(3);
      String person = "Person " + made;
      fixture
          .trackedEntity(person, "Person", unit)
          .attribute("Weight", Integer.toString(2000 + random.nextInt(2000)))
          .ownedUntil("Child", pick(units), LocalDateTime.of(year, 1, 2, 3, 4))
          .owner("Child", unit);
      fixture.enrollment("Of " + person, person, "Child", unit);
      fixture
          .event("Birth of " + person, "Birth", "Of " + person, unit)
          .occurredDate(LocalDateTime.of(year, 1 + random.nextInt(12), 2, 3, 4))
          .dataValue("Apgar", Integer.toString(random.nextInt(10)));
      return "person of " + year + " in " + unit;
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
      made++;
      String period = pick(PERIODS);
      return sql(
          "insert into validationresult (validationresultid, created, leftsidevalue,"
              + " rightsidevalue, validationruleid, periodid, organisationunitid,"
              + " attributeoptioncomboid, dayinperiod) values (nextval('hibernate_sequence'),"
              + " '2024-03-04', 1, 2, %d, %d, %d, %d, %d)"
                  .formatted(
                      fixture.validationRule("Few doses").id(),
                      fixture.period(period),
                      fixture.organisationUnit(pick(units)).id(),
                      fixture.categoryOptionComboId(pick(List.of("MoH", "NGO"))),
                      made));
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
