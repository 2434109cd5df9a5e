package io.github.dhisadmin.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.fixture.DataElementFixture;
import io.github.dhisadmin.testkit.fixture.DataSetFixture;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.SectionFixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Shape.class)
class DataSetChecksIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String NOT_IN_FORM = "data_elements_in_data_set_not_in_form";

  private final IntegrityBed checks;
  private final Dhis2Fixture dhis2;

  DataSetChecksIT(Shape shape) {
    checks = new IntegrityBed(POSTGRES.database(shape));
    dhis2 = Dhis2Fixture.on(checks.dataSource());
  }

  @Test
  void sections_must_show_all_data_elements() {
    DataSetFixture set = dhis2.dataSet("Sections").dataElements("Shown", "Lost b", "Lost a");
    set.section("First").dataElements("Shown", "Shown");
    set.section("Second");
    dhis2.dataSet("Complete").dataElements("Shown").section("Third").dataElements("Shown");
    dhis2.dataSet("Automatic").dataElements("Shown", "Lost a");

    assertThat(checks.found(NOT_IN_FORM))
        .containsExactly(
            "Sections | 2 of 3 data elements in no section"
                + " | dataElements Lost a, dataElements Lost b");
    assertThat(IntegrityBed.uids(checks.issues(NOT_IN_FORM).get(0)))
        .containsExactly(
            set.uid(), dhis2.dataElement("Lost a").uid(), dhis2.dataElement("Lost b").uid());
    assertThat(checks.total(NOT_IN_FORM)).isEqualTo(3);
  }

  @Test
  void sections_of_another_data_set_do_not_count() {
    dhis2.dataSet("One").dataElements("Shared").section("First").dataElements("Shared");
    dhis2.dataSet("Two").dataElements("Shared").section("Empty");

    assertThat(checks.found(NOT_IN_FORM))
        .containsExactly("Two | 1 of 1 data elements in no section | dataElements Shared");
  }

  @Test
  void custom_form_must_show_all_data_elements_whatever_sections_say() {
    DataElementFixture value = dhis2.dataElement("Value");
    DataElementFixture total = dhis2.dataElement("Total");
    DataElementFixture other = dhis2.dataElement("Other");
    DataSetFixture set = dhis2.dataSet("Custom").dataElements("Value", "Total", "Lost");
    set.section("Section").dataElements("Lost");
    set.customForm(
        "<INPUT ID='"
            + value.uid()
            + "-HllvX50cXC0-val'><span dataElementId="
            + total.uid()
            + "></span><input id=\""
            + other.uid()
            + "-HllvX50cXC0-val\"/>");

    assertThat(checks.found(NOT_IN_FORM))
        .containsExactly(
            "Custom | 1 of 3 data elements not in the custom form | dataElements Lost");
  }

  @Test
  void blank_custom_form_is_none() {
    dhis2.dataSet("Blank").dataElements("Element").customForm(" \n\t ");
    DataSetFixture sectioned = dhis2.dataSet("Blank with section").dataElements("Element");
    sectioned.customForm("").section("Section").dataElements("Element");
    dhis2.dataSet("Null").dataElements("Element").customForm("x");
    checks.execute("update dataentryform set htmlcode = null where htmlcode = 'x'");

    assertThat(checks.found(NOT_IN_FORM)).isEmpty();
  }

  @Test
  void data_element_belongs_in_one_section_of_a_data_set() {
    DataSetFixture set = dhis2.dataSet("Set").dataElements("Twice", "Once");
    SectionFixture second = set.section("Second").dataElements("Twice", "Once", "Once");
    SectionFixture first = set.section("First").dataElements("Twice");
    dhis2.dataSet("Other").section("Third").dataElements("Once");

    String id = "data_elements_in_multiple_sections";
    assertThat(checks.found(id))
        .containsExactly(
            "Twice | data set Set: First, Second"
                + " | dataSets Set, sections First, sections Second");
    assertThat(IntegrityBed.uids(checks.issues(id).get(0)))
        .containsExactly(dhis2.dataElement("Twice").uid(), set.uid(), first.uid(), second.uid());
    assertThat(checks.total(id)).isEqualTo(2);
  }

  @Test
  void section_shows_only_data_elements_of_its_data_set() {
    DataSetFixture set = dhis2.dataSet("Set").dataElements("Member");
    SectionFixture section = set.section("Section").dataElements("Member", "Stray b", "Stray a");
    section.dataElements("Stray a");
    set.section("Clean").dataElements("Member");
    dhis2.dataSet("Other").dataElements("Stray a");
    checks.execute(
        "insert into datasetelement (datasetelementid, datasetid, dataelementid)"
            + " select 999999, null, dataelementid from dataelement where name = 'Stray b'");

    String id = "section_elements_not_in_data_set";
    assertThat(checks.found(id))
        .containsExactly(
            "Section | data set Set lacks Stray a, Stray b"
                + " | dataSets Set, dataElements Stray a, dataElements Stray b");
    assertThat(IntegrityBed.uids(checks.issues(id).get(0)))
        .startsWith(section.uid(), set.uid(), dhis2.dataElement("Stray a").uid());
    assertThat(checks.total(id)).isEqualTo(2);
  }

  @Test
  void data_set_needs_an_organisation_unit() {
    dhis2.dataSet("Assigned").organisationUnits("Unit");
    DataSetFixture loose = dhis2.dataSet("Loose");

    assertThat(checks.found("datasets_not_assigned_to_org_units")).containsExactly("Loose");
    assertThat(checks.issues("datasets_not_assigned_to_org_units").get(0).id())
        .contains(loose.uid());
    assertThat(checks.total("datasets_not_assigned_to_org_units")).isEqualTo(2);
  }

  @Test
  void section_has_one_category_combination() {
    sexAndAge();
    dhis2.dataElement("By sex").categoryCombo("sex");
    dhis2.dataElement("Also by sex").categoryCombo("sex");
    dhis2.dataElement("Plain");
    DataSetFixture set = dhis2.dataSet("Set").dataElements("By sex", "Also by sex", "Plain");
    SectionFixture mixed = set.section("Mixed").dataElements("By sex", "Plain", "Also by sex");
    set.section("Alike").dataElements("By sex", "Also by sex");
    set.section("Single").dataElements("Plain");
    set.section("Empty");

    String id = "sections_with_invalid_category_combinations";
    assertThat(checks.found(id))
        .containsExactly(
            "Mixed | data set Set; 2 category combinations: default (Plain),"
                + " sex (Also by sex, By sex) | categoryCombos default, categoryCombos sex");
    assertThat(IntegrityBed.uids(checks.issues(id).get(0)))
        .containsExactly(mixed.uid(), "bjDvmb4bfuf", dhis2.categoryCombo("sex").uid());
    assertThat(checks.total(id)).isEqualTo(4);
  }

  @Test
  void override_of_the_data_set_decides_on_the_category_combination() {
    sexAndAge();
    dhis2.dataElement("By sex").categoryCombo("sex");
    dhis2.dataElement("Overridden").categoryCombo("age");
    DataSetFixture healed = dhis2.dataSet("Healed").dataElements("By sex", "Overridden");
    healed
        .disaggregation("Overridden", "sex")
        .section("Healed")
        .dataElements("By sex", "Overridden");
    DataSetFixture broken = dhis2.dataSet("Broken").dataElements("By sex", "Overridden");
    broken
        .disaggregation("By sex", "age")
        .section("Made equal")
        .dataElements("By sex", "Overridden");
    dhis2.dataElement("Twin").categoryCombo("sex");
    DataSetFixture split = dhis2.dataSet("Split").dataElements("By sex", "Twin");
    split.disaggregation("Twin", "age").section("Split").dataElements("By sex", "Twin");

    assertThat(checks.found("sections_with_invalid_category_combinations"))
        .containsExactly(
            "Split | data set Split; 2 category combinations: age (Twin), sex (By sex)"
                + " | categoryCombos age, categoryCombos sex");
  }

  @Test
  void data_element_outside_the_data_set_has_its_own_category_combination() {
    sexAndAge();
    dhis2.dataElement("Member").categoryCombo("sex");
    dhis2.dataElement("Stray").categoryCombo("age");
    dhis2.dataSet("Other").dataElements("Stray").disaggregation("Stray", "sex");
    dhis2.dataSet("Set").dataElements("Member").section("Mixed").dataElements("Member", "Stray");

    assertThat(checks.found("sections_with_invalid_category_combinations"))
        .containsExactly(
            "Mixed | data set Set; 2 category combinations: age (Stray), sex (Member)"
                + " | categoryCombos age, categoryCombos sex");
  }

  private void sexAndAge() {
    dhis2.category("Sex").options("Female", "Male");
    dhis2.categoryCombo("sex").categories("Sex");
    dhis2.category("Age").options("Young", "Old");
    dhis2.categoryCombo("age").categories("Age");
  }
}
