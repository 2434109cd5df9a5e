package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paths and levels that do not say what the parents say. */
class OrganisationUnitPathsIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MaintenanceRequest<?> UPDATE =
      MaintenanceOperations.UPDATE_ORGANISATION_UNIT_PATHS.request();

  private MaintenanceBed maintenance;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    maintenance = new MaintenanceBed(database);
    dhis2 = Dhis2Fixture.on(database.dataSource());
    dhis2.organisationUnit("Land");
    dhis2.organisationUnit("Bo").parent("Land");
    dhis2.organisationUnit("Kakua").parent("Bo");
    dhis2.organisationUnit("Kenema").parent("Land");
    dhis2.organisationUnitLevel(1, "National").organisationUnitLevel(2, "District");
  }

  private String path(String... names) {
    StringBuilder path = new StringBuilder();
    for (String name : names) {
      path.append('/').append(dhis2.organisationUnit(name).uid());
    }
    return path.toString();
  }

  private String stored(String name) {
    return maintenance
        .values(
            "select coalesce(path, 'none') || ' ' || coalesce(hierarchylevel, 0) from"
                + " organisationunit where name = '"
                + name
                + "'")
        .get(0);
  }

  @ParameterizedTest
  @EnumSource
  void only_what_differs_is_written(Shape shape) {
    open(shape);
    maintenance.run(
        "update organisationunit set path = null, hierarchylevel = null where name = 'Kakua'",
        "update organisationunit set hierarchylevel = 7 where name = 'Kenema'",
        "create table written (name text)",
        "create function note() returns trigger language plpgsql as"
            + " 'begin insert into written values (new.name); return new; end'",
        "create trigger note after update on organisationunit for each row execute function"
            + " note()");

    assertThat(maintenance.carryOut(UPDATE)).containsExactly(Map.entry("organisationUnits", 2L));

    assertThat(stored("Kakua")).isEqualTo(path("Land", "Bo", "Kakua") + " 3");
    assertThat(stored("Kenema")).isEqualTo(path("Land", "Kenema") + " 2");
    assertThat(maintenance.values("select name from written order by 1"))
        .containsExactly("Kakua", "Kenema");
    assertThat(maintenance.count("organisationunit where lastupdated > '2021-01-01'")).isZero();
    assertThat(maintenance.plan(UPDATE).warnings())
        .extracting(Warning::code)
        .containsExactly("LEVEL_WITHOUT_NAME");
  }

  @ParameterizedTest
  @EnumSource
  void cycles_and_orphans_are_reported_and_left_alone(Shape shape) {
    open(shape);
    dhis2.organisationUnit("Lost").parent("Bo");
    dhis2.organisationUnit("Below").parent("Lost");
    maintenance.run(
        "do $$ declare k text; begin select conname into k from pg_constraint where conrelid ="
            + " 'organisationunit'::regclass and confrelid = conrelid; execute"
            + " format('alter table organisationunit drop constraint %I', k); end $$",
        "update organisationunit set parentid = 999999999, path = 'wrong' where name = 'Lost'",
        "update organisationunit set parentid = organisationunitid where name = 'Kenema'",
        "update organisationunit set path = '/x' where name = 'Bo'");

    assertThat(MaintenanceBed.lines(maintenance.plan(UPDATE).blockers()))
        .containsExactlyInAnyOrder(
            "ORPHAN Lost: it or a unit above it has a parent that does not exist",
            "ORPHAN Below: it or a unit above it has a parent that does not exist",
            "CYCLE Kenema: it is part of a cycle of parents, or below one");
    assertThat(maintenance.carryOut(UPDATE)).containsEntry("organisationUnits", 1L);
    assertThat(stored("Lost")).startsWith("wrong");
    assertThat(stored("Bo")).isEqualTo(path("Land", "Bo") + " 2");
  }

  @ParameterizedTest
  @EnumSource
  void path_beyond_21_levels_does_not_fit(Shape shape) {
    open(shape);
    String parent = "Kakua";
    for (int level = 4; level <= 22; level++) {
      dhis2.organisationUnit("Level " + level);
      maintenance.run(
          "update organisationunit set path = 'p"
              + level
              + "', parentid = (select"
              + " organisationunitid from organisationunit where name = '"
              + parent
              + "') where name = 'Level "
              + level
              + "'");
      parent = "Level " + level;
    }

    assertThat(MaintenanceBed.lines(maintenance.plan(UPDATE).blockers()))
        .containsExactly("TOO_DEEP Level 22: at level 22");
    assertThat(maintenance.carryOut(UPDATE)).containsEntry("organisationUnits", 18L);
    assertThat(stored("Level 21")).endsWith(" 21");
  }

  @Test
  void paths_that_were_swapped_find_their_units() {
    open(Shape.V2_42);
    maintenance.run(
        "update organisationunit set path = 'x' where name = 'Bo'",
        "update organisationunit set path = '" + path("Land", "Bo") + "' where name = 'Kakua'",
        "update organisationunit set path = '"
            + path("Land", "Bo", "Kakua")
            + "' where name = 'Bo'");

    assertThat(maintenance.carryOut(UPDATE)).containsEntry("organisationUnits", 2L);

    assertThat(stored("Bo")).isEqualTo(path("Land", "Bo") + " 2");
    assertThat(stored("Kakua")).isEqualTo(path("Land", "Bo", "Kakua") + " 3");
  }

  @ParameterizedTest
  @EnumSource
  void paths_that_were_swapped_between_far_units_find_them(Shape shape) {
    open(shape);
    int half = 600;
    maintenance.run(
        "insert into organisationunit (organisationunitid, uid, created, lastupdated, name,"
            + " shortname, openingdate, parentid, hierarchylevel) select 7000000 + n, 'swap' ||"
            + " lpad(n::text, 7, '0'), now(), now(), 'Unit ' || n, 'Unit ' || n, now(), p"
            + ".organisationunitid, 2 from organisationunit p, generate_series(0, "
            + (2 * half - 1)
            + ") n where p.name = 'Land'",
        "update organisationunit u set path = p.path || '/swap' || lpad((((u.organisationunitid"
            + " - 7000000) + "
            + half
            + ") % "
            + 2 * half
            + ")::text, 7, '0') from organisationunit p where p.name = 'Land' and"
            + " u.organisationunitid >= 7000000");

    assertThat(maintenance.carryOut(UPDATE)).containsEntry("organisationUnits", 2L * half);

    assertThat(
            maintenance.count(
                "organisationunit where organisationunitid >= 7000000 and path <> '"
                    + path("Land")
                    + "/' || uid"))
        .isZero();
  }

  @Test
  void path_that_is_taken_for_good_keeps_no_other_unit_from_its_own() {
    open(Shape.V2_42);
    maintenance.run(
        "update organisationunit set path = 'wrong' where name = 'Kakua'",
        "update organisationunit set parentid = organisationunitid, path = '"
            + path("Land", "Bo", "Kakua")
            + "' where name = 'Kenema'",
        "update organisationunit set path = 'x' where name = 'Bo'",
        "update organisationunit set path = '" + path("Land", "Bo") + "' where name = 'Land'",
        "update organisationunit set path = '" + path("Land") + "' where name = 'Bo'");

    Done done = maintenance.execute(UPDATE);

    assertThat(done.counts()).containsEntry("organisationUnits", 2L);
    assertThat(done.blockers())
        .extracting("reason", "name")
        .containsExactlyInAnyOrder(tuple("CYCLE", "Kenema"), tuple("PATH_TAKEN", "Kakua"));
    assertThat(stored("Land")).isEqualTo(path("Land") + " 1");
    assertThat(stored("Bo")).isEqualTo(path("Land", "Bo") + " 2");
    assertThat(stored("Kakua")).startsWith("wrong");
  }

  @Test
  void unit_that_was_moved_since_the_plan_keeps_what_its_mover_wrote() {
    open(Shape.V2_42);
    maintenance.run("update organisationunit set path = '/old' where name = 'Kakua'");
    Prepared prepared = maintenance.prepared(UPDATE);
    maintenance.run(
        "update organisationunit set path = '/moved', parentid = (select organisationunitid from"
            + " organisationunit where name = 'Kenema') where name = 'Kakua'");

    Done done = maintenance.execute(UPDATE, prepared, RunControl.none());

    assertThat(done.counts()).containsEntry("organisationUnits", 0L);
    assertThat(stored("Kakua")).startsWith("/moved");
  }
}
