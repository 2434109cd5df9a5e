package io.github.dhisadmin.testkit.demo;

/** How big the generated country is. Numbers of values and events are met within a few percent. */
public enum Scale {
  /** 58 organisation units and 20 thousand values of two years: loads in seconds, for tests. */
  SMALL(3, 3, 5, 60, 2, 20_000, 2_000),
  /** 1,311 organisation units and half a million values of three years. */
  MEDIUM(10, 10, 12, 300, 3, 500_000, 60_000),
  /**
   * 1,311 organisation units and five million values of four years: the size of a real national
   * database.
   */
  LARGE(10, 10, 12, 300, 4, 5_000_000, 500_000),
  /** 1,311 organisation units and fifty million values of four years. */
  XLARGE(10, 10, 12, 900, 4, 50_000_000, 1_000_000);

  private final int regions;
  private final int districtsPerRegion;
  private final int facilitiesPerDistrict;
  private final int dataElements;
  private final int years;
  private final long dataValues;
  private final long events;

  Scale(
      int regions,
      int districtsPerRegion,
      int facilitiesPerDistrict,
      int dataElements,
      int years,
      long dataValues,
      long events) {
    this.regions = regions;
    this.districtsPerRegion = districtsPerRegion;
    this.facilitiesPerDistrict = facilitiesPerDistrict;
    this.dataElements = dataElements;
    this.years = years;
    this.dataValues = dataValues;
    this.events = events;
  }

  int regions() {
    return regions;
  }

  int districtsPerRegion() {
    return districtsPerRegion;
  }

  int facilitiesPerDistrict() {
    return facilitiesPerDistrict;
  }

  int facilities() {
    return regions * districtsPerRegion * facilitiesPerDistrict;
  }

  /** How many aggregate data elements there are. */
  public int dataElements() {
    return dataElements;
  }

  /** How many years the data spans. */
  public int years() {
    return years;
  }

  /** About how many data values there are, deleted ones included. */
  public long dataValues() {
    return dataValues;
  }

  /** About how many events there are. */
  public long events() {
    return events;
  }

  /** How many organisation units there are, on four levels. */
  public int organisationUnits() {
    return 1 + regions + regions * districtsPerRegion + facilities();
  }
}
