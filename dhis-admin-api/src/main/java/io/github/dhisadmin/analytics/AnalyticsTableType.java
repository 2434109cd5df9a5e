package io.github.dhisadmin.analytics;

/** Kinds of analytics tables, in the order in which they are built. */
public enum AnalyticsTableType {
  /** Aggregate data values, one partition per year. */
  DATA_VALUE("analytics"),
  /** Complete data set registrations, one partition per year. */
  COMPLETENESS("analytics_completeness"),
  /** What should be registered complete; one table. */
  COMPLETENESS_TARGET("analytics_completenesstarget"),
  /** Organisation unit group memberships; one table. */
  ORG_UNIT_TARGET("analytics_orgunittarget");

  private final String tableName;

  AnalyticsTableType(String tableName) {
    this.tableName = tableName;
  }

  /** Name of the table, or of the parent of its partitions. */
  public String tableName() {
    return tableName;
  }
}
