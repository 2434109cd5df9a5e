package io.github.dhisadmin.examples.analytics;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;

/**
 * Metadata that tests share: four levels of units, two disaggregating categories, one attribute
 * category, and one set of groups of each kind that becomes a column.
 */
final class SmallCountry {
  static final String CLINIC = "Kigali clinic";
  static final String OTHER_CLINIC = "Butare clinic";

  private final Dhis2Fixture fixture;

  private SmallCountry(Dhis2Fixture fixture) {
    this.fixture = fixture;
  }

  static SmallCountry in(Dhis2Fixture fixture) {
    SmallCountry country = new SmallCountry(fixture);
    country.units();
    country.categories();
    country.groups();
    return country;
  }

  private void units() {
    fixture
        .organisationUnitLevel(1, "Country")
        .organisationUnitLevel(2, "Region")
        .organisationUnitLevel(3, "District")
        .organisationUnitLevel(4, "Facility");
    fixture.organisationUnit("Rwanda");
    fixture.organisationUnit("East").parent("Rwanda");
    fixture.organisationUnit("South").parent("Rwanda");
    fixture.organisationUnit("Gasabo").parent("East");
    fixture.organisationUnit("Huye").parent("South");
    fixture.organisationUnit(CLINIC).parent("Gasabo");
    fixture.organisationUnit(OTHER_CLINIC).parent("Huye");
  }

  private void categories() {
    fixture.category("Sex").options("Female", "Male");
    fixture.category("Age").options("<1", "1-4");
    fixture.categoryCombo("Sex and age").categories("Sex", "Age");
    fixture.category("Partner").attribute().options("MoH", "NGO");
    fixture.categoryCombo("Partners").attribute().categories("Partner");
    fixture.categoryOptionGroup("Infants").members("<1");
    fixture.categoryOptionGroupSet("Age band").groups("Infants");
    fixture.categoryOptionGroup("Public money").attribute().members("MoH");
    fixture.categoryOptionGroupSet("Funding").attribute().groups("Public money");
  }

  private void groups() {
    fixture.organisationUnitGroup("Urban").members(CLINIC);
    fixture.organisationUnitGroup("Rural").members(OTHER_CLINIC);
    fixture.organisationUnitGroupSet("Settlement").groups("Urban", "Rural");
    fixture.dataElementGroup("Immunisation").members("BCG");
    fixture.dataElementGroupSet("Programme").groups("Immunisation");
    fixture.dataElement("BCG").categoryCombo("Sex and age");
  }

  /** The uid of a unit. */
  String unit(String name) {
    return fixture.organisationUnit(name).uid();
  }
}
