package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.GroupFixture;
import io.github.dhisadmin.testkit.fixture.GroupSetFixture;
import io.github.dhisadmin.testkit.fixture.OrganisationUnitFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.time.LocalDate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrganisationUnitChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String CYCLES = "org_units_with_cyclic_references";
  private static final String ORPHANS = "orgunits_orphaned";
  private static final String ROOTS = "orgunits_multiple_roots";
  private static final String PATHS = "orgunits_path_inconsistent";
  private static final String UNGROUPED = "organisation_units_without_groups";
  private static final String COMPULSORY = "org_units_not_in_compulsory_group_sets";
  private static final String EXCLUSIVE = "organisation_units_violating_exclusive_group_sets";
  private static final String GROUPS = "org_unit_groups_without_group_sets";

  @ParameterizedTest
  @EnumSource(Shape.class)
  void units_that_are_their_own_ancestors_are_cycles(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.organisationUnit("North").parent("Country");
    OrganisationUnitFixture round = dhis2.organisationUnit("Round");
    OrganisationUnitFixture about = dhis2.organisationUnit("About").parent("Round");
    OrganisationUnitFixture again = dhis2.organisationUnit("Again").parent("About");
    round.parent("Again");
    dhis2.organisationUnit("Clinic").parent("About");
    dhis2.organisationUnit("Ward").parent("Clinic");
    OrganisationUnitFixture self = dhis2.organisationUnit("Self").parent("Self");

    assertThat(checks.lines(CYCLES))
        .containsExactly(
            "CRITICAL "
                + about.uid()
                + " About: About → Round → Again → About, and 2 units below it are cut off"
                + " [About, Again, Round]",
            "CRITICAL "
                + again.uid()
                + " Again: Again → About → Round → Again [About, Again, Round]",
            "CRITICAL "
                + round.uid()
                + " Round: Round → Again → About → Round [About, Again, Round]",
            "CRITICAL " + self.uid() + " Self: Self → Self [Self]");
    assertThat(checks.total(CYCLES)).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void cycles_are_told_by_parents_and_not_by_stored_paths(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    OrganisationUnitFixture country = dhis2.organisationUnit("Country");
    OrganisationUnitFixture north = dhis2.organisationUnit("North").parent("Country");
    checks.execute(
        "update organisationunit set path = '/"
            + north.uid()
            + "/"
            + country.uid()
            + "'"
            + " where name = 'Country'");
    dhis2.organisationUnit("One").parent("Other");
    dhis2.organisationUnit("Other").parent("One");
    checks.execute("update organisationunit set path = null where name in ('One', 'Other')");

    assertThat(checks.names(CYCLES)).containsExactly("One", "Other");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void cycle_of_many_units_is_shortened_but_every_unit_is_found(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    for (int i = 1; i < 40; i++) {
      dhis2.organisationUnit("A district with a long name, number " + i);
    }
    checks.execute(
        "update organisationunit u set parentid = (select coalesce(min(p.organisationunitid),"
            + " (select min(organisationunitid) from organisationunit)) from organisationunit p"
            + " where p.organisationunitid > u.organisationunitid)");

    assertThat(checks.issues(CYCLES))
        .hasSize(39)
        .allSatisfy(
            issue -> {
              assertThat(issue.comment())
                  .startsWith(issue.name() + " → ")
                  .contains("… (39 units)")
                  .hasSizeLessThanOrEqualTo(1000);
              assertThat(issue.refs()).hasSize(39);
            });
    assertThat(checks.firstIssues(CYCLES, 2)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void roots_without_children_are_orphans_beside_other_units(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.organisationUnit("North").parent("Country");
    OrganisationUnitFixture closed =
        dhis2.organisationUnit("Closed").closedDate(LocalDate.of(2020, 1, 1));
    OrganisationUnitFixture stray = dhis2.organisationUnit("Stray");
    checks.execute("update organisationunit set path = null, hierarchylevel = null");

    assertThat(checks.lines(ORPHANS))
        .containsExactly(
            "CRITICAL " + closed.uid() + " Closed", "CRITICAL " + stray.uid() + " Stray");
    assertThat(checks.total(ORPHANS)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void only_unit_of_a_database_is_a_root_and_no_orphan(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture.on(checks.dataSource()).organisationUnit("Country");

    assertThat(checks.issues(ORPHANS)).isEmpty();
    assertThat(checks.issues(ROOTS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void several_roots_are_all_found(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.organisationUnit("North").parent("Country");
    assertThat(checks.issues(ROOTS)).isEmpty();

    dhis2.organisationUnit("Town").parent("Other country");

    assertThat(checks.lines(ROOTS))
        .containsExactly(
            "CRITICAL "
                + dhis2.organisationUnit("Country").uid()
                + " Country: One of 2 units without a parent",
            "CRITICAL "
                + dhis2.organisationUnit("Other country").uid()
                + " Other country: One of 2 units without a parent");
    assertThat(checks.total(ROOTS)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void paths_and_levels_must_follow_from_the_parents(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    OrganisationUnitFixture country = dhis2.organisationUnit("Country");
    OrganisationUnitFixture north = dhis2.organisationUnit("North").parent("Country");
    dhis2.organisationUnit("South").parent("Country");
    OrganisationUnitFixture clinic = dhis2.organisationUnit("Clinic").parent("North");
    OrganisationUnitFixture ward = dhis2.organisationUnit("Ward").parent("Clinic");
    String toNorth = "/" + country.uid() + "/" + north.uid();
    checks.execute(
        "update organisationunit set path = null where name = 'North'",
        "update organisationunit set hierarchylevel = null where name = 'Clinic'",
        "update organisationunit set path = '/elsewhere', hierarchylevel = 2 where name = 'Ward'");

    assertThat(checks.lines(PATHS))
        .containsExactly(
            "SEVERE " + clinic.uid() + " Clinic: no level, should be 3",
            "SEVERE " + north.uid() + " North: no path, should be " + toNorth,
            "SEVERE "
                + ward.uid()
                + " Ward: path /elsewhere, should be "
                + toNorth
                + "/"
                + clinic.uid()
                + "/"
                + ward.uid()
                + "; level 2, should be 4");
    assertThat(checks.total(PATHS)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void units_below_a_wrong_path_are_wrong_too(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.organisationUnit("North").parent("Country");
    dhis2.organisationUnit("Clinic").parent("North");
    checks.execute(
        "update organisationunit set path = '/gone' || path where name in ('North', 'Clinic')");

    assertThat(checks.names(PATHS)).containsExactly("Clinic", "North");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void cycles_have_no_path_that_could_be_right(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.organisationUnit("One").parent("Other");
    dhis2.organisationUnit("Other").parent("One");

    assertThat(checks.issues(PATHS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void units_need_a_group(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    OrganisationUnitFixture alone = dhis2.organisationUnit("Alone");
    dhis2.organisationUnitGroup("Public").members("Member");
    dhis2.organisationUnitGroup("Rural").members("Member");
    dhis2.organisationUnitGroup("Empty");

    assertThat(checks.lines(UNGROUPED)).containsExactly("WARNING " + alone.uid() + " Alone");
    assertThat(checks.total(UNGROUPED)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void units_need_a_group_of_each_compulsory_set(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.organisationUnitGroup("Public").members("Both", "Owned", "Twice");
    dhis2.organisationUnitGroup("Private").members("Twice");
    dhis2.organisationUnitGroup("Rural").members("Both", "Twice");
    dhis2.organisationUnitGroup("Loose").members("Owned", "None");
    GroupSetFixture owner =
        dhis2.organisationUnitGroupSet("Owner").groups("Public", "Private").compulsory();
    GroupSetFixture area = dhis2.organisationUnitGroupSet("Area").groups("Rural").compulsory();
    dhis2.organisationUnitGroupSet("Optional").groups("Other");
    OrganisationUnitFixture none = dhis2.organisationUnit("None");
    OrganisationUnitFixture owned = dhis2.organisationUnit("Owned");

    assertThat(checks.lines(COMPULSORY))
        .containsExactly(
            "SEVERE " + none.uid() + " None: In no group of Area, Owner [Area, Owner]",
            "SEVERE " + owned.uid() + " Owned: In no group of Area [Area]");
    assertThat(IntegrityBed.refs(checks.issues(COMPULSORY).get(0)))
        .containsExactly(
            "organisationUnitGroupSets " + area.uid(), "organisationUnitGroupSets " + owner.uid());
    assertThat(checks.total(COMPULSORY)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void compulsory_set_without_groups_is_missed_by_every_unit(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    dhis2.organisationUnit("North").parent("Country");
    assertThat(checks.issues(COMPULSORY)).as("without any compulsory set").isEmpty();

    dhis2.organisationUnitGroupSet("Owner").compulsory();

    assertThat(checks.names(COMPULSORY)).containsExactly("Country", "North");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void units_may_be_in_one_group_of_a_set_only(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    GroupFixture open = dhis2.organisationUnitGroup("Public").members("One", "Torn");
    GroupFixture closed = dhis2.organisationUnitGroup("Private").members("Torn");
    dhis2.organisationUnitGroup("Rural").members("One", "Torn");
    dhis2.organisationUnitGroup("Urban").members("Torn");
    dhis2.organisationUnitGroup("Loose").members("One", "Torn");
    GroupSetFixture owner = dhis2.organisationUnitGroupSet("Owner").groups("Public", "Private");
    dhis2.organisationUnitGroupSet("Area").groups("Rural", "Urban", "Public");
    dhis2.organisationUnitGroupSet("Empty");
    OrganisationUnitFixture one = dhis2.organisationUnit("One");
    OrganisationUnitFixture torn = dhis2.organisationUnit("Torn");

    assertThat(checks.lines(EXCLUSIVE))
        .containsExactlyInAnyOrder(
            "SEVERE " + one.uid() + " One: Area: Public, Rural [Area, Public, Rural]",
            "SEVERE "
                + torn.uid()
                + " Torn: Area: Public, Rural, Urban [Area, Public, Rural, Urban]",
            "SEVERE " + torn.uid() + " Torn: Owner: Private, Public [Owner, Private, Public]");
    assertThat(checks.issues(EXCLUSIVE))
        .filteredOn(issue -> issue.comment().startsWith("Owner"))
        .singleElement()
        .satisfies(
            issue ->
                assertThat(IntegrityBed.refs(issue))
                    .containsExactly(
                        "organisationUnitGroupSets " + owner.uid(),
                        "organisationUnitGroups " + closed.uid(),
                        "organisationUnitGroups " + open.uid()));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void groups_need_a_set(Shape shape) {
    IntegrityBed checks = new IntegrityBed(POSTGRES.database(shape));
    Dhis2Fixture dhis2 = Dhis2Fixture.on(checks.dataSource());
    GroupFixture loose = dhis2.organisationUnitGroup("Loose").members("Clinic");
    dhis2.organisationUnitGroupSet("Owner").groups("Public");

    assertThat(checks.lines(GROUPS)).containsExactly("WARNING " + loose.uid() + " Loose");
    assertThat(checks.total(GROUPS)).isEqualTo(2);
  }
}
