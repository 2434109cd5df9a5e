package io.github.dhisadmin.testkit.resourcetable;

import static io.github.dhisadmin.resourcetable.ResourceTable.CATEGORY_OPTION_COMBO_NAME;
import static io.github.dhisadmin.resourcetable.ResourceTable.CATEGORY_STRUCTURE;
import static io.github.dhisadmin.resourcetable.ResourceTable.DATA_SET_ORGANISATION_UNIT_CATEGORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CategoryTablesIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String NAMES = "analytics_rs_categoryoptioncomboname";
  private static final String STRUCTURE = "analytics_rs_categorystructure";
  private static final String REPORTERS = "analytics_rs_datasetorganisationunitcategory";

  private ResourceTableBed tables;
  private Dhis2Fixture dhis2;

  @BeforeEach
  void open() {
    tables = new ResourceTableBed(POSTGRES.database());
    dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.category("Sex").options("Female", "Male");
    dhis2.category("Age").options("Young", "Old");
    dhis2.categoryCombo("Sex and age").categories("Sex", "Age");
  }

  @Test
  void option_combos_of_valid_combos_are_named_and_dated() {
    dhis2.categoryOption("Female").startDate(LocalDate.of(2020, 1, 1));
    dhis2
        .categoryOption("Young")
        .startDate(LocalDate.of(2021, 1, 1))
        .endDate(LocalDate.of(2030, 1, 1));
    dhis2.categoryOption("Old").endDate(LocalDate.of(2029, 1, 1));
    dhis2.category("Empty");
    dhis2.category("Only").options("One");
    dhis2.categoryCombo("Invalid").categories("Only");
    tables.run(
        "insert into categorycombos_categories (categorycomboid, categoryid, sort_order) values ("
            + dhis2.categoryCombo("Invalid").id()
            + ", "
            + dhis2.category("Empty").id()
            + ", 2)",
        "update categoryoptioncombo set name = null where name in ('Female, Old', 'Male, Old')",
        "update categoryoptioncombo set ignoreapproval = true where name = 'Male, Young'",
        "delete from categoryoptioncombos_categoryoptions where categoryoptioncomboid ="
            + " (select max(categoryoptioncomboid) from categoryoptioncombo where name is null)");
    String unnamed =
        tables
            .rows(
                "select uid from categoryoptioncombo where name is null order by"
                    + " categoryoptioncomboid desc limit 1")
            .get(0);

    ResourceTableResult result = tables.build(CATEGORY_OPTION_COMBO_NAME);

    assertThat(result.warnings()).isEmpty();
    assertThat(
            tables.rows(
                "select categoryoptioncomboname, approvallevel, startdate, enddate from "
                    + NAMES
                    + " order by categoryoptioncomboname = '"
                    + unnamed
                    + "', categoryoptioncomboname collate \"C\""))
        .containsExactly(
            "Female, Old||2020-01-01|2029-01-01",
            "Female, Young||2021-01-01|2030-01-01",
            "Male, Young|0|2021-01-01|2030-01-01",
            "default|||",
            unnamed + "|||");
    assertThat(tables.columns(NAMES))
        .containsExactly(
            "categoryoptioncomboid bigint not null",
            "categoryoptioncomboname character varying(255)",
            "approvallevel integer",
            "startdate date",
            "enddate date");
    assertThat(tables.indexes(NAMES)).containsExactly("primary key (categoryoptioncomboid)");
  }

  @Test
  void option_combo_of_two_combos_has_one_row_and_long_names_are_cut() {
    long shared = dhis2.categoryOptionComboId("Female, Young");
    tables.run(
        "alter table categorycombos_optioncombos drop constraint categorycombos_optioncombos_pkey",
        "insert into categorycombos_optioncombos (categorycomboid, categoryoptioncomboid) values ("
            + dhis2.categoryCombo("default").id()
            + ", "
            + shared
            + ")",
        "update categoryoptioncombo set name = repeat('é', 300) where categoryoptioncomboid = "
            + shared);

    ResourceTableResult result = tables.build(CATEGORY_OPTION_COMBO_NAME, CATEGORY_STRUCTURE);

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ResourceTableBed.codes(result))
        .containsExactly("CATEGORY_OPTION_COMBO_SHARED", "NAME_CUT", "NAME_CUT");
    for (String table : new String[] {NAMES, STRUCTURE}) {
      assertThat(
              tables.rows(
                  "select categoryoptioncomboname = repeat('é', 255) from "
                      + table
                      + " where categoryoptioncomboid = "
                      + shared))
          .containsExactly("t");
    }
  }

  @Test
  void option_combos_have_their_option_and_the_group_of_their_options() {
    String oldGroup = dhis2.categoryOptionGroup("Adults").members("Old").uid();
    String groupSet = dhis2.categoryOptionGroupSet("Maturity").groups("Adults").uid();
    dhis2.category("Hidden").options("Female").notDataDimension();
    tables.run(
        "insert into categoryoptioncombo (categoryoptioncomboid, uid, name, ignoreapproval,"
            + " created, lastupdated) values (999, 'looseCocUid', 'Loose', false, now(), now())");

    tables.build(CATEGORY_STRUCTURE);

    String female = dhis2.categoryOption("Female").uid();
    String male = dhis2.categoryOption("Male").uid();
    String young = dhis2.categoryOption("Young").uid();
    String old = dhis2.categoryOption("Old").uid();
    String sex = dhis2.category("Sex").uid();
    String age = dhis2.category("Age").uid();
    assertThat(
            tables.rows(
                "select categoryoptioncomboname, categoryoptioncombouid, \"Sex\", \""
                    + sex
                    + "\", \"Age\", \""
                    + age
                    + "\", \"Maturity\", \""
                    + groupSet
                    + "\" from "
                    + STRUCTURE
                    + " order by categoryoptioncomboname collate \"C\""))
        .containsExactly(
            name("Female, Old") + "Female|" + female + "|Old|" + old + "|Adults|" + oldGroup,
            name("Female, Young") + "Female|" + female + "|Young|" + young + "||",
            "Loose|looseCocUid||||||",
            name("Male, Old") + "Male|" + male + "|Old|" + old + "|Adults|" + oldGroup,
            name("Male, Young") + "Male|" + male + "|Young|" + young + "||",
            "default|HllvX50cXC0||||||");
    assertThat(tables.columns(STRUCTURE))
        .containsExactly(
            "categoryoptioncomboid bigint not null",
            "categoryoptioncombouid character(11) not null",
            "categoryoptioncomboname character varying(255)",
            "Age character varying(255)",
            age + " character(11)",
            "Sex character varying(255)",
            sex + " character(11)",
            "Maturity character varying(255)",
            groupSet + " character(11)");
    assertThat(tables.indexes(STRUCTURE)).containsExactly("primary key (categoryoptioncomboid)");
  }

  @Test
  void only_option_combos_linked_to_the_unit_itself_may_report() {
    dhis2.organisationUnit("Country");
    dhis2.organisationUnit("Here").parent("Country");
    dhis2.organisationUnit("There").parent("Country");
    dhis2.category("Funder").options("Fund A", "Fund B").attribute();
    dhis2.category("Project").options("P1").attribute();
    dhis2.categoryCombo("Funded project").categories("Funder", "Project").attribute();
    dhis2
        .categoryOption("Fund A")
        .startDate(LocalDate.of(2020, 1, 1))
        .endDate(LocalDate.of(2024, 1, 31))
        .organisationUnits("Here", "There");
    dhis2.categoryOption("Fund B").organisationUnits("Here");
    dhis2
        .categoryOption("P1")
        .startDate(LocalDate.of(2021, 1, 1))
        .endDate(LocalDate.of(2023, 6, 30))
        .organisationUnits("Here", "Country");
    long plain = dhis2.dataSet("Plain").organisationUnits("Here", "There").id();
    long funded =
        dhis2
            .dataSet("Funded")
            .attributeCombo("Funded project")
            .openPeriodsAfterCoEndDate(1)
            .organisationUnits("Here", "There", "Country")
            .id();

    tables.build(DATA_SET_ORGANISATION_UNIT_CATEGORY);

    long here = dhis2.organisationUnit("Here").id();
    long there = dhis2.organisationUnit("There").id();
    long defaultCombo = dhis2.categoryOptionComboId("default");
    assertThat(
            tables.rows(
                "select * from "
                    + REPORTERS
                    + " order by datasetid = "
                    + funded
                    + ", organisationunitid = "
                    + there
                    + ", attributeoptioncomboid"))
        .containsExactly(
            plain + "|" + here + "|" + defaultCombo + "||",
            plain + "|" + there + "|" + defaultCombo + "||",
            funded
                + "|"
                + here
                + "|"
                + dhis2.categoryOptionComboId("Fund A, P1")
                + "|2020-01-01|2024-02-29",
            funded
                + "|"
                + here
                + "|"
                + dhis2.categoryOptionComboId("Fund B, P1")
                + "|2021-01-01|2023-07-30");
    assertThat(tables.columns(REPORTERS))
        .containsExactly(
            "datasetid bigint not null",
            "organisationunitid bigint not null",
            "attributeoptioncomboid bigint not null",
            "costartdate date",
            "coenddate date");
    assertThat(tables.indexes(REPORTERS))
        .containsExactly("primary key (datasetid, organisationunitid, attributeoptioncomboid)");
  }

  @Test
  void option_combo_without_options_may_report_where_any_option_is_linked() {
    dhis2.category("Funder").options("Fund A").attribute();
    dhis2.categoryCombo("Funded").categories("Funder").attribute();
    dhis2.categoryOption("Female").organisationUnits("Here");
    dhis2.dataSet("Set").attributeCombo("Funded").organisationUnits("Here", "There");
    long combo = dhis2.categoryOptionComboId("Fund A");
    tables.run(
        "delete from categoryoptioncombos_categoryoptions where categoryoptioncomboid = " + combo);

    tables.build(DATA_SET_ORGANISATION_UNIT_CATEGORY);

    assertThat(
            tables.rows(
                "select organisationunitid, attributeoptioncomboid, costartdate, coenddate from "
                    + REPORTERS))
        .containsExactly(dhis2.organisationUnit("Here").id() + "|" + combo + "||");
  }

  private String name(String optionCombo) {
    return optionCombo + "|" + dhis2.categoryOptionComboUid(optionCombo) + "|";
  }
}
