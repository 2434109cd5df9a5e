package io.github.dhisadmin.statistics;

/** The kinds of objects that are counted: those of DHIS2's data summary. */
public enum CountedObject {
  /** Data elements. */
  DATA_ELEMENT("dataElement"),
  /** Groups of data elements. */
  DATA_ELEMENT_GROUP("dataElementGroup"),
  /** Types of indicators. */
  INDICATOR_TYPE("indicatorType"),
  /** Indicators. */
  INDICATOR("indicator"),
  /** Groups of indicators. */
  INDICATOR_GROUP("indicatorGroup"),
  /** Data sets. */
  DATA_SET("dataSet"),
  /** Organisation units. */
  ORGANISATION_UNIT("organisationUnit"),
  /** Groups of organisation units. */
  ORGANISATION_UNIT_GROUP("organisationUnitGroup"),
  /** Validation rules. */
  VALIDATION_RULE("validationRule"),
  /** Programs. */
  PROGRAM("program"),
  /** Rows of the period table. */
  PERIOD("period"),
  /** Users. */
  USER("user"),
  /** Groups of users. */
  USER_GROUP("userGroup"),
  /** Visualizations of aggregate data. */
  VISUALIZATION("visualization"),
  /** Visualizations of events. */
  EVENT_VISUALIZATION("eventVisualization"),
  /** Maps. */
  MAP("map"),
  /** Dashboards. */
  DASHBOARD("dashboard"),
  /** Data values. */
  DATA_VALUE("dataValue"),
  /** Tracked entities. */
  TRACKED_ENTITY("trackedEntity"),
  /** Enrollments. */
  ENROLLMENT("enrollment"),
  /** Events of all programs. */
  EVENT("event"),
  /** Events of programs with registration, where these have a table of their own (2.43). */
  TRACKER_EVENT("trackerEvent"),
  /** Events of programs without registration, where these have a table of their own (2.43). */
  SINGLE_EVENT("singleEvent");

  private final String dhis2Name;

  CountedObject(String dhis2Name) {
    this.dhis2Name = dhis2Name;
  }

  /** What DHIS2's data summary calls the objects. */
  public String dhis2Name() {
    return dhis2Name;
  }
}
