package io.github.dhisadmin.testkit.demo;

/**
 * How much metadata is generated; the rest follows from these numbers.
 *
 * @param organisationUnits units of one tree, ten below each
 * @param dataElements aggregate data elements, fifty in a data set
 * @param categoryCombos combinations of two categories, with a hundred option combinations each
 * @param indicators indicators
 * @param validationRules validation rules
 * @param programIndicators program indicators of twenty programs
 * @param programRules program rules with one action each
 */
public record MetadataSize(
    int organisationUnits,
    int dataElements,
    int categoryCombos,
    int indicators,
    int validationRules,
    int programIndicators,
    int programRules) {

  /** Wants at least one object of each kind, and whole data sets. */
  public MetadataSize {
    if (Math.min(
            Math.min(Math.min(organisationUnits, categoryCombos), indicators),
            Math.min(Math.min(validationRules, programIndicators), programRules))
        < 1) {
      throw new IllegalArgumentException("at least one object of each kind is needed");
    }
    if (dataElements < 100 || dataElements % 50 != 0) {
      throw new IllegalArgumentException(
          "data elements must be a multiple of 50 from 100 on, not " + dataElements);
    }
  }

  /** A few hundred objects, for tests. */
  public static MetadataSize small() {
    return new MetadataSize(300, 200, 5, 100, 50, 100, 60);
  }

  /** What a large national database has: 50,000 units, 20,000 option combinations. */
  public static MetadataSize national() {
    return new MetadataSize(50_000, 5_000, 200, 5_000, 2_000, 5_000, 2_000);
  }

  /** So many times as much of everything. */
  public MetadataSize times(int factor) {
    return new MetadataSize(
        organisationUnits * factor,
        dataElements * factor,
        categoryCombos * factor,
        indicators * factor,
        validationRules * factor,
        programIndicators * factor,
        programRules * factor);
  }
}
