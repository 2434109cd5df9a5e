package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What checks find when they are asked to look at other objects than usual. */
class CheckOptionsIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final LocalDate PAST = LocalDate.of(2020, 1, 1);
  private static final LocalDate FUTURE = LocalDate.of(2999, 1, 1);
  private static final String COMPULSORY = "org_units_not_in_compulsory_group_sets";

  private IntegrityBed checks;
  private Dhis2Fixture dhis2;

  @BeforeEach
  void open() {
    checks = new IntegrityBed(POSTGRES.database());
    dhis2 = Dhis2Fixture.on(checks.dataSource());
  }

  @Test
  void data_elements_of_every_domain_may_need_a_group() {
    dhis2.dataElementGroup("Group").members("Grouped");
    dhis2.dataElement("Loose");
    dhis2.dataElement("Tracked").tracker();

    String id = "data_elements_aggregate_no_groups";
    assertThat(checks.names(id)).containsExactly("Loose");
    assertThat(checks.namesAndTotal(id, CheckOption.ALL_DOMAINS))
        .containsExactly("Loose", "Tracked", "of 3");
  }

  @Test
  void priority_may_matter_only_where_values_are_assigned() {
    dhis2.programRule("Assigns", "Malaria").priority(null);
    dhis2.programRuleAction("a1", "Assigns", "ASSIGN");
    dhis2.programRule("Hides", "Malaria").priority(null);
    dhis2.programRuleAction("a2", "Hides", "HIDEFIELD");
    dhis2.programRule("Ranked", "Malaria").priority(0);
    dhis2.programRuleAction("a3", "Ranked", "ASSIGN");

    String id = "program_rules_no_priority";
    assertThat(checks.names(id)).containsExactly("Assigns", "Hides");
    assertThat(checks.namesAndTotal(id, CheckOption.ASSIGNING_RULES_ONLY))
        .containsExactly("Assigns", "of 2");
  }

  @Test
  void closed_units_may_be_left_alone() {
    dhis2.organisationUnit("Open");
    dhis2.organisationUnit("Closing").closedDate(FUTURE);
    dhis2.organisationUnit("Closed").closedDate(PAST);
    assertThat(checks.names("orgunits_orphaned")).containsExactly("Closed", "Closing", "Open");

    assertThat(openUnits("orgunits_orphaned")).containsExactly("Closing", "Open", "of 2");
    assertThat(openUnits("organisation_units_without_groups"))
        .containsExactly("Closing", "Open", "of 2");

    dhis2.organisationUnitGroup("Public").members("Open", "Closed");
    dhis2.organisationUnitGroup("Private").members("Open", "Closed");
    dhis2.organisationUnitGroupSet("Owner").groups("Public", "Private");
    dhis2.organisationUnitGroupSet("Area").compulsory();

    assertThat(openUnits(COMPULSORY)).containsExactly("Closing", "Open", "of 2");
    assertThat(openUnits("organisation_units_violating_exclusive_group_sets"))
        .containsExactly("Open", "of 2");
  }

  @Test
  void option_of_other_checks_changes_nothing() {
    dhis2.organisationUnit("Closed").closedDate(PAST);

    assertThat(
            checks.namesAndTotal(
                "organisation_units_without_groups", CheckOption.ASSIGNING_RULES_ONLY))
        .containsExactly("Closed", "of 1");
  }

  @Test
  void nobody_misses_a_compulsory_set_where_there_is_none_and_the_operator_is_told() {
    assertThat(checks.warnings(COMPULSORY)).as("without units").isEmpty();
    dhis2.organisationUnit("North").parent("Country");
    dhis2.organisationUnitGroupSet("Optional");

    assertThat(checks.issues(COMPULSORY)).isEmpty();
    assertThat(checks.warnings(COMPULSORY))
        .containsExactly(
            new Warning(
                "NO_COMPULSORY_GROUP_SETS",
                "orgunitgroupset",
                "No organisation unit group set is compulsory, so no unit can be missing from one.",
                2));
    assertThat(checks.warnings("organisation_units_without_groups"))
        .isEqualTo(checks.warnings(COMPULSORY));

    dhis2.organisationUnitGroupSet("Owner").compulsory();

    assertThat(checks.warnings(COMPULSORY)).isEmpty();
    assertThat(checks.warnings("organisation_units_without_groups")).isEmpty();
  }

  private List<String> openUnits(String id) {
    return checks.namesAndTotal(id, CheckOption.OPEN_UNITS_ONLY);
  }
}
