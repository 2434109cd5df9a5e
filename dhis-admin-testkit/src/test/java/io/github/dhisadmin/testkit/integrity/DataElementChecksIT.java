package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.DataElementFixture;
import io.github.dhisadmin.testkit.fixture.DataSetFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.GroupFixture;
import io.github.dhisadmin.testkit.fixture.GroupSetFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Shape.class)
class DataElementChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private final IntegrityBed checks;
  private final Dhis2Fixture dhis2;

  DataElementChecksIT(Shape shape) {
    checks = new IntegrityBed(POSTGRES.database(shape));
    dhis2 = Dhis2Fixture.on(checks.dataSource());
  }

  @Test
  void aggregate_data_element_needs_a_data_set() {
    dhis2.dataElement("Collected");
    dhis2.dataSet("Set").dataElements("Collected");
    dhis2.dataElement("Tracked").tracker();
    DataElementFixture loose = dhis2.dataElement("Loose");

    assertThat(checks.found("data_elements_without_datasets")).containsExactly("Loose");
    assertThat(checks.issues("data_elements_without_datasets").get(0).id()).contains(loose.uid());
    assertThat(checks.total("data_elements_without_datasets")).isEqualTo(2);
  }

  @Test
  void link_to_no_data_set_is_no_membership() {
    dhis2.dataSet("Set").dataElements("Half linked");
    checks.execute("update datasetelement set datasetid = null");

    assertThat(checks.found("data_elements_without_datasets")).containsExactly("Half linked");
  }

  @Test
  void aggregate_data_element_needs_a_group() {
    dhis2.dataElementGroup("Group").members("Grouped");
    dhis2.dataElement("Tracked").tracker();
    DataElementFixture loose = dhis2.dataElement("Loose");

    assertThat(checks.found("data_elements_aggregate_no_groups")).containsExactly("Loose");
    assertThat(checks.issues("data_elements_aggregate_no_groups").get(0).id())
        .contains(loose.uid());
    assertThat(checks.total("data_elements_aggregate_no_groups")).isEqualTo(2);
  }

  @Test
  void several_groups_are_worth_knowing() {
    GroupFixture second = dhis2.dataElementGroup("Second").members("Twice", "Once");
    GroupFixture first = dhis2.dataElementGroup("First").members("Twice", "Tracked");
    dhis2.dataElementGroup("Third").members("Tracked");
    DataElementFixture tracked = dhis2.dataElement("Tracked").tracker();

    assertThat(checks.found("data_elements_in_multiple_groups"))
        .containsExactly(
            "Tracked | 2 groups | dataElementGroups First, dataElementGroups Third",
            "Twice | 2 groups | dataElementGroups First, dataElementGroups Second");
    assertThat(IntegrityBed.uids(checks.issues("data_elements_in_multiple_groups").get(0)))
        .startsWith(tracked.uid(), first.uid());
    assertThat(IntegrityBed.uids(checks.issues("data_elements_in_multiple_groups").get(1)))
        .endsWith(first.uid(), second.uid());
    assertThat(checks.total("data_elements_in_multiple_groups")).isEqualTo(3);
  }

  @Test
  void groups_of_one_set_exclude_each_other() {
    DataElementFixture element = dhis2.dataElement("Both");
    GroupFixture one = dhis2.dataElementGroup("Group 1").members("Both", "Apart");
    GroupFixture two = dhis2.dataElementGroup("Group 2").members("Both");
    dhis2.dataElementGroup("Group 3").members("Both", "Apart");
    GroupSetFixture set = dhis2.dataElementGroupSet("Set").groups("Group 2", "Group 1");
    dhis2.dataElementGroupSet("Other set").groups("Group 3").notDataDimension();

    String id = "data_elements_violating_exclusive_group_sets";
    assertThat(checks.found(id))
        .containsExactly(
            "Both | Set: Group 1, Group 2 | dataElementGroupSets Set,"
                + " dataElementGroups Group 1, dataElementGroups Group 2");
    assertThat(IntegrityBed.uids(checks.issues(id).get(0)))
        .containsExactly(element.uid(), set.uid(), one.uid(), two.uid());
    assertThat(checks.total(id)).isEqualTo(2);
  }

  @Test
  void each_violated_set_is_an_issue_of_its_own() {
    dhis2.dataElementGroup("Group 1").members("Both");
    dhis2.dataElementGroup("Group 2").members("Both");
    dhis2.dataElementGroupSet("Set A").groups("Group 1", "Group 2");
    dhis2.dataElementGroupSet("Set B").groups("Group 1", "Group 2").notDataDimension();
    checks.execute("update dataelementgroupset set compulsory = null");

    assertThat(checks.issues("data_elements_violating_exclusive_group_sets"))
        .extracting("comment")
        .containsExactly("Set A: Group 1, Group 2", "Set B: Group 1, Group 2");
  }

  @Test
  void group_that_a_set_lists_twice_is_one_group() {
    dhis2.dataElementGroup("Group").members("Element");
    dhis2.dataElementGroupSet("Set").groups("Group", "Group");

    assertThat(checks.found("data_elements_violating_exclusive_group_sets")).isEmpty();
  }

  @Test
  void data_sets_of_a_data_element_share_a_period_type() {
    DataElementFixture mixed = dhis2.dataElement("Mixed");
    DataSetFixture quarterly =
        dhis2.dataSet("Beta").periodType("Quarterly").dataElements("Mixed", "Weekly");
    DataSetFixture monthly = dhis2.dataSet("Alpha").dataElements("Mixed", "Same");
    dhis2.dataSet("Gamma").dataElements("Same");
    dhis2.dataSet("Delta").periodType("WeeklyWednesday").dataElements("Days");
    dhis2.dataSet("Epsilon").periodType("Weekly").dataElements("Days");
    checks.execute(
        "insert into datasetelement (datasetelementid, datasetid, dataelementid)"
            + " select 999999, null, dataelementid from dataelement where name = 'Same'");

    String id = "data_elements_aggregate_with_different_period_types";
    assertThat(checks.found(id))
        .containsExactly(
            "Days | Delta (WeeklyWednesday), Epsilon (Weekly)"
                + " | dataSets Delta, dataSets Epsilon",
            "Mixed | Alpha (Monthly), Beta (Quarterly) | dataSets Alpha, dataSets Beta");
    assertThat(IntegrityBed.uids(checks.issues(id).get(1)))
        .containsExactly(mixed.uid(), monthly.uid(), quarterly.uid());
    assertThat(checks.total(id)).isEqualTo(4);
  }
}
