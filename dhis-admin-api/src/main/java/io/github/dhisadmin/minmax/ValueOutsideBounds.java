package io.github.dhisadmin.minmax;

/**
 * A data value that lies outside its bounds.
 *
 * @param value where it is and what it is
 * @param minimum the lower bound
 * @param maximum the upper bound
 * @param distance how far it is from the nearer bound, above 0
 */
public record ValueOutsideBounds(DataPoint value, int minimum, int maximum, double distance) {

  /**
   * A number that was entered.
   *
   * @param dataElement uid of the data element
   * @param period ISO id of the period, or its first and last day if it keeps to no type
   * @param organisationUnit uid of the organisation unit
   * @param organisationUnitName its name
   * @param categoryOptionCombo uid of the category option combo
   * @param attributeOptionCombo uid of the attribute option combo
   * @param number what was entered
   */
  public record DataPoint(
      String dataElement,
      String period,
      String organisationUnit,
      String organisationUnitName,
      String categoryOptionCombo,
      String attributeOptionCombo,
      double number) {}
}
