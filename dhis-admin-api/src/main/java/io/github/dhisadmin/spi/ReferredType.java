package io.github.dhisadmin.spi;

/** The kinds of objects that expressions refer to. */
public enum ReferredType {
  /** A category option, by a tag. */
  CATEGORY_OPTION("categoryOptions", "category option"),
  /** A category option combination. */
  CATEGORY_OPTION_COMBO("categoryOptionCombos", "category option combo"),
  /** A group of category options, by a tag. */
  CATEGORY_OPTION_GROUP("categoryOptionGroups", "category option group"),
  /** A constant. */
  CONSTANT("constants", "constant"),
  /** A data element of either domain. */
  DATA_ELEMENT("dataElements", "data element"),
  /** A group of data elements, by a tag. */
  DATA_ELEMENT_GROUP("dataElementGroups", "data element group"),
  /** A data set. */
  DATA_SET("dataSets", "data set"),
  /** An indicator. */
  INDICATOR("indicators", "indicator"),
  /** An organisation unit. */
  ORGANISATION_UNIT("organisationUnits", "organisation unit"),
  /** A group of organisation units. */
  ORGANISATION_UNIT_GROUP("organisationUnitGroups", "organisation unit group"),
  /** A program. */
  PROGRAM("programs", "program"),
  /** A program indicator. */
  PROGRAM_INDICATOR("programIndicators", "program indicator"),
  /** A program stage. */
  PROGRAM_STAGE("programStages", "program stage"),
  /** A type of relationships. */
  RELATIONSHIP_TYPE("relationshipTypes", "relationship type"),
  /** A tracked entity attribute. */
  TRACKED_ENTITY_ATTRIBUTE("trackedEntityAttributes", "tracked entity attribute");

  private final String apiName;
  private final String label;

  ReferredType(String apiName, String label) {
    this.apiName = apiName;
    this.label = label;
  }

  /** What DHIS2's API calls the type, such as {@code dataElements}. */
  public String apiName() {
    return apiName;
  }

  /** What people call one of them, such as "data element". */
  public String label() {
    return label;
  }
}
