package io.github.dhisadmin.testkit.resourcetable;

import static io.github.dhisadmin.resourcetable.ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.ORGANISATION_UNIT_STRUCTURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.GroupFixture;
import io.github.dhisadmin.testkit.fixture.GroupSetFixture;
import io.github.dhisadmin.testkit.fixture.OrganisationUnitFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrganisationUnitTablesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String STRUCTURE = "analytics_rs_orgunitstructure";
  private static final String GROUP_SETS = "analytics_rs_organisationunitgroupsetstructure";

  private ResourceTableBed tables;
  private Dhis2Fixture dhis2;

  @BeforeEach
  void open() {
    tables = new ResourceTableBed(POSTGRES.database());
    dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
  }

  @Test
  void each_unit_has_a_row_with_its_ancestors_by_level() {
    OrganisationUnitFixture country =
        dhis2.organisationUnit("Country").code("C1").openingDate(LocalDate.of(1980, 2, 3));
    OrganisationUnitFixture north =
        dhis2.organisationUnit("North").parent("Country").closedDate(LocalDate.of(2020, 4, 5));
    OrganisationUnitFixture clinic = dhis2.organisationUnit("Clinic").parent("North");

    ResourceTableResult result = tables.build(ORGANISATION_UNIT_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings()).isEmpty();
    assertThat(result.tables().get(0).rows()).isEqualTo(3);
    assertThat(tables.rows("select * from " + STRUCTURE + " order by level"))
        .containsExactly(
            row(country.id(), country.uid(), "C1", "Country", "1980-02-03", "", 1)
                + row("/" + country.uid(), country.id(), country.uid(), "Country")
                + "|||||",
            row(north.id(), north.uid(), "", "North", "1970-01-01", "2020-04-05", 2)
                + row("/" + country.uid() + "/" + north.uid(), country.id(), country.uid())
                + row("Country", north.id(), north.uid(), "North")
                + "||",
            row(clinic.id(), clinic.uid(), "", "Clinic", "1970-01-01", "", 3)
                + row("/" + country.uid() + "/" + north.uid() + "/" + clinic.uid())
                + row(country.id(), country.uid(), "Country", north.id(), north.uid(), "North")
                + clinic.id()
                + "|"
                + clinic.uid()
                + "|Clinic");
    assertThat(tables.columns(STRUCTURE))
        .containsExactly(
            "organisationunitid bigint not null",
            "organisationunituid character(11) not null",
            "code character varying(50)",
            "name character varying(255) not null",
            "openingdate date",
            "closeddate date",
            "level integer not null",
            "path character varying(255)",
            "idlevel1 bigint",
            "uidlevel1 character(11)",
            "namelevel1 text",
            "idlevel2 bigint",
            "uidlevel2 character(11)",
            "namelevel2 text",
            "idlevel3 bigint",
            "uidlevel3 character(11)",
            "namelevel3 text");
    assertThat(tables.indexes(STRUCTURE))
        .containsExactly("primary key (organisationunitid)", "unique (organisationunituid)");
  }

  @Test
  void broken_hierarchy_is_stepped_over_and_reported() {
    dhis2.organisationUnit("Country");
    dhis2.organisationUnit("North").parent("Country");
    OrganisationUnitFixture round = dhis2.organisationUnit("Round");
    OrganisationUnitFixture about = dhis2.organisationUnit("About").parent("Round");
    dhis2.organisationUnit("Below About").parent("About");
    OrganisationUnitFixture orphan = dhis2.organisationUnit("Orphan");
    dhis2.organisationUnit("Below Orphan").parent("Orphan");
    tables.run(
        "set session_replication_role = replica",
        "update organisationunit set parentid = "
            + about.id()
            + " where organisationunitid = "
            + round.id(),
        "update organisationunit set parentid = 987654321 where organisationunitid = "
            + orphan.id(),
        "update organisationunit set hierarchylevel = 4 where name = 'North'");

    ResourceTableResult result = tables.build(ORGANISATION_UNIT_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings())
        .extracting(warning -> warning.code() + " " + warning.count())
        .containsExactly(
            "ORGANISATION_UNIT_CYCLE 3",
            "ORGANISATION_UNIT_ORPHAN 2",
            "ORGANISATION_UNIT_LEVEL_MISMATCH 1");
    assertThat(result.warnings().get(1).detail()).contains(orphan.uid());
    assertThat(tables.rows("select name, level, namelevel2 from " + STRUCTURE + " order by 2"))
        .containsExactly("Country|1|", "North|2|North");
  }

  @Test
  void no_units_make_an_empty_table() {
    ResourceTableResult result = tables.build(ORGANISATION_UNIT_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(tables.columns(STRUCTURE)).hasSize(8);
  }

  @Test
  void units_have_the_group_with_the_lowest_key_of_each_data_dimension_set() {
    OrganisationUnitFixture clinic = dhis2.organisationUnit("Clinic").parent("Country");
    GroupFixture first = dhis2.organisationUnitGroup("Rural").members("Clinic");
    dhis2.organisationUnitGroup("Another").members("Clinic");
    GroupSetFixture area = dhis2.organisationUnitGroupSet("Area").groups("Another", "Rural");
    dhis2.organisationUnitGroupSet("Hidden").groups("Rural").notDataDimension();
    GroupFixture state = dhis2.organisationUnitGroup("State").members("Country");
    GroupSetFixture owner = dhis2.organisationUnitGroupSet("Owner").groups("State");

    tables.build(ORGANISATION_UNIT_GROUP_SET_STRUCTURE);

    assertThat(tables.rows("select * from " + GROUP_SETS + " order by organisationunitname"))
        .containsExactly(
            clinic.id() + "|Clinic||Rural|" + first.uid() + "||",
            dhis2.organisationUnit("Country").id() + "|Country||||State|" + state.uid());
    assertThat(tables.columns(GROUP_SETS))
        .containsExactly(
            "organisationunitid bigint not null",
            "organisationunitname character varying(255)",
            "startdate date",
            "Area character varying(255)",
            area.uid() + " character(11)",
            "Owner character varying(255)",
            owner.uid() + " character(11)");
    assertThat(tables.indexes(GROUP_SETS))
        .containsExactly(
            "index (organisationunitid, startdate)", "primary key (organisationunitid)");
  }

  @Test
  void set_with_sub_hierarchy_takes_the_group_of_the_nearest_ancestor() {
    dhis2.organisationUnit("Country");
    dhis2.organisationUnit("North").parent("Country");
    dhis2.organisationUnit("Clinic").parent("North");
    dhis2.organisationUnit("South").parent("Country");
    dhis2.organisationUnit("Own").parent("North");
    dhis2.organisationUnitGroup("National").members("Country");
    dhis2.organisationUnitGroup("Northern").members("North");
    dhis2.organisationUnitGroup("Special").members("Own");
    dhis2
        .organisationUnitGroupSet("Area")
        .groups("National", "Northern", "Special")
        .includeSubhierarchy();
    dhis2.organisationUnitGroupSet("Direct").groups("National");

    tables.build(ORGANISATION_UNIT_GROUP_SET_STRUCTURE);

    assertThat(
            tables.rows(
                "select organisationunitname, \"Area\", \"Direct\" from "
                    + GROUP_SETS
                    + " order by 1"))
        .containsExactly(
            "Clinic|Northern|",
            "Country|National|National",
            "North|Northern|",
            "Own|Special|",
            "South|National|");
  }

  @Test
  void column_names_are_made_usable_and_different() {
    dhis2.organisationUnit("Clinic");
    dhis2.organisationUnitGroupSet("1").shortName("Área  (north)");
    dhis2.organisationUnitGroupSet("2").shortName("startdate");
    dhis2.organisationUnitGroupSet("3").shortName("ab(");
    dhis2.organisationUnitGroupSet("4").shortName("ab)");
    String thai = dhis2.organisationUnitGroupSet("5").shortName("ประเภท").uid();

    ResourceTableResult result = tables.build(ORGANISATION_UNIT_GROUP_SET_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings())
        .extracting(warning -> warning.code())
        .containsExactly("DIMENSION_NAME_REPLACED");
    assertThat(result.warnings().get(0).detail()).contains(thai);
    assertThat(tables.columns(GROUP_SETS))
        .contains(
            "rea  _north_ character varying(255)",
            "startdate1 character varying(255)",
            "ab_ character varying(255)",
            "ab_3 character varying(255)",
            thai + "_name character varying(255)",
            thai + " character(11)");
  }

  private static String row(Object... values) {
    StringBuilder row = new StringBuilder();
    for (Object value : values) {
      row.append(value).append('|');
    }
    return row.toString();
  }
}
