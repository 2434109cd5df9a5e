package io.github.dhisadmin.integrity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The areas that checks are grouped by, in the order in which they are shown. */
public enum CheckSection {
  /** Categories, their options and combinations. */
  CATEGORIES("Categories"),
  /** Data elements of the aggregate domain. */
  DATA_ELEMENTS("Data elements (aggregate)"),
  /** Data sets, their sections and forms. */
  DATA_SETS("Data sets"),
  /** Indicators. */
  INDICATORS("Indicators"),
  /** Periods. */
  PERIODS("Periods"),
  /** Organisation units, their tree and their groups. */
  ORGANISATION_UNITS("Organisation units"),
  /** Validation rules. */
  VALIDATION_RULES("Validation rules"),
  /** Programs and their stages. */
  PROGRAMS("Programs"),
  /** Program rules, their variables and actions. */
  PROGRAM_RULES("Program rules"),
  /** Program indicators. */
  PROGRAM_INDICATORS("Program indicators"),
  /** Tracked entities, enrollments and events. */
  TRACKER("Tracker"),
  /** Tracked entity attributes. */
  TRACKED_ENTITY_ATTRIBUTES("Tracked entity attributes"),
  /** Option sets and option groups. */
  OPTION_SETS("Option sets"),
  /** Groups and group sets with too few members. */
  GROUP_SIZE("Group size"),
  /** Dashboards. */
  DASHBOARDS("Dashboards"),
  /** Visualizations and maps. */
  VISUALIZATIONS("Visualizations"),
  /** Users and their roles. */
  USERS("Users"),
  /** Files kept by DHIS2. */
  FILE_RESOURCES("File resources"),
  /** What fits nowhere else. */
  OTHER("Other");

  private final String title;

  CheckSection(String title) {
    this.title = title;
  }

  /** The section's name for people, as DHIS2 spells it, such as "Data sets". */
  public String title() {
    return title;
  }

  /** Finds a section by the name of its constant or by its title, regardless of case. */
  public static Optional<CheckSection> named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            section ->
                section.title.toLowerCase(Locale.ROOT).equals(wanted)
                    || section.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }
}
