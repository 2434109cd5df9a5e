package io.github.dhisadmin.testkit.demo;

/**
 * How often the data elements of a data set are reported, and how much of all values and elements
 * that makes.
 */
enum Frequency {
  QUARTERLY("Quarterly", 0.04, 0.07),
  YEARLY("Yearly", 0.01, 0.05),
  WEEKLY("Weekly", 0.06, 0.03),
  FINANCIAL_JULY("FinancialJuly", 0.01, 0.05),
  /** Last, because it gets what the others leave. */
  MONTHLY("Monthly", 0.88, 0.80);

  private final String periodType;
  private final double valueShare;
  private final double elementShare;

  Frequency(String periodType, double valueShare, double elementShare) {
    this.periodType = periodType;
    this.valueShare = valueShare;
    this.elementShare = elementShare;
  }

  String periodType() {
    return periodType;
  }

  double valueShare() {
    return valueShare;
  }

  int elements(int all) {
    return (int) Math.round(all * elementShare);
  }
}
