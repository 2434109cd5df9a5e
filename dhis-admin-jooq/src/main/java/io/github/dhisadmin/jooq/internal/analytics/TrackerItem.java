package io.github.dhisadmin.jooq.internal.analytics;

import java.util.List;
import java.util.Set;

/**
 * A data element of events, or an attribute of tracked entities, whose values become a column.
 *
 * @param id its key
 * @param uid its uid, which names the column
 * @param valueType DHIS2's name of what its values are
 * @param options whether its values are codes of an option set
 * @param legendSets how its values are classified
 */
record TrackerItem(
    long id, String uid, String valueType, boolean options, List<LegendSet> legendSets) {
  private static final Set<String> FREE_TEXT = Set.of("TEXT", "LONG_TEXT");

  /** Whether its values are texts that nobody looks for as a whole. */
  boolean freeText() {
    return FREE_TEXT.contains(valueType) && !options;
  }

  boolean organisationUnit() {
    return valueType.equals("ORGANISATION_UNIT");
  }
}
