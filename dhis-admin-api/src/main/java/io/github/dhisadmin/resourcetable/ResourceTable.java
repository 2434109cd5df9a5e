package io.github.dhisadmin.resourcetable;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of denormalised metadata that analytics, SQL views and DHIS2's queries read. In a
 * database of DHIS2 2.41 or newer their names begin with {@code analytics_rs_}, before with {@code
 * _}. The order of the constants is the order in which they are built.
 */
public enum ResourceTable {
  /** One row per organisation unit, with its ancestors by level. */
  ORGANISATION_UNIT_STRUCTURE("orgunitstructure", "ORG_UNIT_STRUCTURE"),
  /** The attribute option combinations that may report, per data set and organisation unit. */
  DATA_SET_ORGANISATION_UNIT_CATEGORY(
      "datasetorganisationunitcategory", "DATA_SET_ORG_UNIT_CATEGORY"),
  /** One row per category option combination that belongs to a category combination. */
  CATEGORY_OPTION_COMBO_NAME("categoryoptioncomboname", "CATEGORY_OPTION_COMBO_NAME"),
  /** One row per data element, with its group in each data dimension group set. */
  DATA_ELEMENT_GROUP_SET_STRUCTURE(
      "dataelementgroupsetstructure", "DATA_ELEMENT_GROUP_SET_STRUCTURE"),
  /** One row per indicator, with its group in each group set. */
  INDICATOR_GROUP_SET_STRUCTURE("indicatorgroupsetstructure", "INDICATOR_GROUP_SET_STRUCTURE"),
  /** One row per data set; DHIS2 2.41 and newer. */
  DATA_SET("dataset", "DATA_SET"),
  /** One row per organisation unit, with its group in each data dimension group set. */
  ORGANISATION_UNIT_GROUP_SET_STRUCTURE(
      "organisationunitgroupsetstructure", "ORG_UNIT_GROUP_SET_STRUCTURE"),
  /** One row per category option combination, with its option in each data dimension category. */
  CATEGORY_STRUCTURE("categorystructure", "CATEGORY_STRUCTURE"),
  /** One row per data element, with the data set that decides on its approval. */
  DATA_ELEMENT_STRUCTURE("dataelementstructure", "DATA_ELEMENT_STRUCTURE"),
  /** One row per day, with the period of each type that holds it. */
  DATE_PERIOD_STRUCTURE("dateperiodstructure", "DATE_PERIOD_STRUCTURE"),
  /** One row per period, with the enclosing period of each longer type. */
  PERIOD_STRUCTURE("periodstructure", "PERIOD_STRUCTURE"),
  /** The category option combinations of each data element. */
  DATA_ELEMENT_CATEGORY_OPTION_COMBO(
      "dataelementcategoryoptioncombo", "DATA_ELEMENT_CATEGORY_OPTION_COMBO"),
  /** Number of relationships per tracked entity and type; DHIS2 2.41 and newer. */
  RELATIONSHIP("relationship", "RELATIONSHIP"),
  /** Approval levels numbered without gaps inside each workflow. */
  DATA_APPROVAL_REMAP_LEVEL("dataapprovalremaplevel", "DATA_APPROVAL_REMAP_LEVEL"),
  /** The approvals that no approval of an ancestor supersedes. */
  DATA_APPROVAL_MIN_LEVEL("dataapprovalminlevel", "DATA_APPROVAL_MIN_LEVEL");

  private final String baseName;
  private final String hookType;

  ResourceTable(String baseName, String hookType) {
    this.baseName = baseName;
    this.hookType = hookType;
  }

  /** The table's name without the prefix of the DHIS2 version, such as "orgunitstructure". */
  public String baseName() {
    return baseName;
  }

  /** How DHIS2 names the table in {@code tablehook.resourcetabletype}. */
  public String hookType() {
    return hookType;
  }

  /** All tables, in the order in which they are built. */
  public static Set<ResourceTable> all() {
    return EnumSet.allOf(ResourceTable.class);
  }

  /**
   * Finds a table by the name of its constant, its base name or its name in a database of any
   * version, regardless of case.
   */
  public static Optional<ResourceTable> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(table -> table.names().contains(wanted)).findFirst();
  }

  private List<String> names() {
    return List.of(
        name().toLowerCase(Locale.ROOT), baseName, "_" + baseName, "analytics_rs_" + baseName);
  }
}
