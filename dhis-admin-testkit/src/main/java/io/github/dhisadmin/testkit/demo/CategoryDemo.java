package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.time.LocalDate;

/**
 * Generates categories, their combos, and category option groups for disaggregation and for
 * attributes.
 */
final class CategoryDemo {
  static final String BY_SEX = "By sex";
  static final String BY_AGE_AND_SEX = "By age and sex";
  static final String BY_FUNDING = "By funding";

  private final Dhis2Fixture fixture;

  CategoryDemo(Dhis2Fixture fixture) {
    this.fixture = fixture;
  }

  void generate() {
    fixture.category("Sex").options("Female", "Male");
    fixture.category("Age group").options("<5 years", "5-14 years", "15+ years");
    fixture.category("Place of delivery").options("At home", "In a facility");
    fixture
        .category("Donor")
        .options("Government", "Global \"Fund\"", "Donor who left")
        .attribute();
    fixture.category("Project").options("Malaria project", "HIV project").attribute();
    fixture.category("Form layout").options("Left", "Right").notDataDimension();
    fixture
        .categoryOption("Donor who left")
        .startDate(LocalDate.of(2015, 1, 1))
        .endDate(LocalDate.of(2023, 12, 31));
    fixture.categoryCombo(BY_SEX).categories("Sex");
    fixture.categoryCombo(BY_AGE_AND_SEX).categories("Age group", "Sex");
    fixture.categoryCombo(BY_FUNDING).attribute().categories("Donor", "Project");
    fixture.categoryOptionGroup("Children").members("<5 years", "5-14 years");
    fixture.categoryOptionGroup("Adults").members("15+ years");
    fixture.categoryOptionGroupSet("Age band").groups("Children", "Adults");
    fixture.categoryOptionGroup("Domestic").members("Government").attribute();
    fixture.categoryOptionGroup("Foreign").members("Global \"Fund\"", "Donor who left").attribute();
    fixture.categoryOptionGroupSet("Origin of funds").groups("Domestic", "Foreign").attribute();
  }
}
