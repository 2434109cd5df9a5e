package io.github.dhisadmin.integrity;

/** A way in which some checks can look at other objects than they usually do. */
public enum CheckOption {
  /**
   * Data elements of every domain, also those of tracker programs, in {@code
   * data_elements_aggregate_no_groups}; as in DHIS2 2.36.
   */
  ALL_DOMAINS,
  /**
   * Only rules with an action that assigns a value, in {@code program_rules_no_priority}; as in
   * DHIS2 2.36.
   */
  ASSIGNING_RULES_ONLY,
  /**
   * Only organisation units that have not been closed, in the checks of units without a place in
   * the hierarchy, in groups or in group sets. DHIS2 looks at all.
   */
  OPEN_UNITS_ONLY
}
