package io.github.dhisadmin.testkit.demo;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Generates categories, their combos, and category option groups. With the group sets of data
 * elements and organisation units they are 28 dimensions, so that a partition of aggregate
 * analytics has about as many columns as in a national database.
 */
final class CategoryDemo {
  static final String BY_FUNDING = "By funding";
  static final String BY_PARTNER = "By partner";

  private static final String BY_SEX = "By sex";
  private static final String BY_AGE_AND_SEX = "By age and sex";

  private final Dhis2Fixture fixture;

  CategoryDemo(Dhis2Fixture fixture) {
    this.fixture = fixture;
  }

  void generate() {
    categories();
    combos();
    disaggregationGroups();
    attributeGroups();
  }

  /** The combo of the data element with this number, empty for the default one. */
  static Optional<String> combo(int number) {
    return switch (number % 20) {
      case 12, 13 -> Optional.of(BY_SEX);
      case 14 -> Optional.of("By place of delivery");
      case 15 -> Optional.of("By visit");
      case 16 -> Optional.of(number % 40 == 16 ? "By HIV status" : "By dose");
      case 17, 18 -> Optional.of(BY_AGE_AND_SEX);
      case 19 -> Optional.of(number % 40 == 19 ? "By test and result" : "By outcome");
      default -> Optional.empty();
    };
  }

  private void categories() {
    fixture.category("Sex").options("Female", "Male");
    fixture.category("Age group").options("<5 years", "5-14 years", "15+ years");
    fixture.category("Place of delivery").options("At home", "In a facility");
    fixture.category("Visit").options("First visit", "Second visit", "Later visits");
    fixture.category("HIV status").options("HIV positive", "HIV negative", "HIV status unknown");
    fixture.category("Dose").options("First dose", "Second dose", "Third dose", "Booster");
    fixture.category("Kind of test").options("Microscopy", "Rapid test");
    fixture.category("Test result").options("Result positive", "Result negative");
    fixture.category("Outcome").options("Recovered", "Referred", "Died");
    fixture.category("Form layout").options("Left", "Right").notDataDimension();
    fixture
        .category("Donor")
        .options("Government", "Global \"Fund\"", "Donor who left")
        .attribute();
    fixture.category("Project").options("Malaria project", "HIV project").attribute();
    fixture
        .category("Implementing partner")
        .options("Ministry", "Red Cross", "University", "Faith network")
        .attribute();
    fixture
        .categoryOption("Donor who left")
        .startDate(LocalDate.of(2015, 1, 1))
        .endDate(LocalDate.of(2023, 12, 31));
  }

  private void combos() {
    fixture.categoryCombo(BY_SEX).categories("Sex");
    fixture.categoryCombo(BY_AGE_AND_SEX).categories("Age group", "Sex");
    fixture.categoryCombo("By place of delivery").categories("Place of delivery");
    fixture.categoryCombo("By visit").categories("Visit");
    fixture.categoryCombo("By HIV status").categories("HIV status");
    fixture.categoryCombo("By dose").categories("Dose");
    fixture.categoryCombo("By test and result").categories("Kind of test", "Test result");
    fixture.categoryCombo("By outcome").categories("Outcome");
    fixture.categoryCombo(BY_FUNDING).attribute().categories("Donor", "Project");
    fixture.categoryCombo(BY_PARTNER).attribute().categories("Implementing partner");
  }

  // Every set leaves some options out, as sets in real databases do
  private void disaggregationGroups() {
    fixture.categoryOptionGroup("Children").members("<5 years", "5-14 years");
    fixture.categoryOptionGroup("Adults").members("15+ years");
    fixture.categoryOptionGroupSet("Age band").groups("Children", "Adults");
    fixture.categoryOptionGroup("Primary course").members("First dose", "Second dose");
    fixture.categoryOptionGroup("Boosters").members("Booster");
    fixture.categoryOptionGroupSet("Course").groups("Primary course", "Boosters");
    fixture.categoryOptionGroup("Good outcome").members("Recovered");
    fixture.categoryOptionGroup("Bad outcome").members("Died");
    fixture.categoryOptionGroupSet("Outcome summary").groups("Good outcome", "Bad outcome");
    fixture.categoryOptionGroup("Confirmed").members("HIV positive", "Result positive");
    fixture.categoryOptionGroup("Excluded").members("HIV negative", "Result negative");
    fixture.categoryOptionGroupSet("Confirmation").groups("Confirmed", "Excluded");
  }

  private void attributeGroups() {
    fixture.categoryOptionGroup("Domestic").members("Government").attribute();
    fixture.categoryOptionGroup("Foreign").members("Global \"Fund\"", "Donor who left").attribute();
    fixture.categoryOptionGroupSet("Origin of funds").groups("Domestic", "Foreign").attribute();
    fixture.categoryOptionGroup("State").members("Ministry", "University").attribute();
    fixture.categoryOptionGroup("Charity").members("Red Cross").attribute();
    fixture.categoryOptionGroupSet("Kind of partner").groups("State", "Charity").attribute();
  }
}
