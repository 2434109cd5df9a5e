package io.github.dhisadmin.analytics;

import java.util.Locale;

/** Kinds of analytics tables, in the order in which they are built. */
public enum AnalyticsTableType {
  /** Aggregate data values, one partition per year. */
  DATA_VALUE("analytics", TableUnit.DATABASE),
  /** Complete data set registrations, one partition per year. */
  COMPLETENESS("analytics_completeness", TableUnit.DATABASE),
  /** What should be registered complete; one table. */
  COMPLETENESS_TARGET("analytics_completenesstarget", TableUnit.DATABASE),
  /** Organisation unit group memberships; one table. */
  ORG_UNIT_TARGET("analytics_orgunittarget", TableUnit.DATABASE),
  /** Violations of validation rules that were found, one partition per year. */
  VALIDATION_RESULT("analytics_validationresult", TableUnit.DATABASE),
  /** Events, one table per program and one partition per year of the event. */
  EVENT("analytics_event", TableUnit.PROGRAM),
  /** Enrollments, one table per program. */
  ENROLLMENT("analytics_enrollment", TableUnit.PROGRAM),
  /** Which unit owned a tracked entity when, one table per program. */
  OWNERSHIP("analytics_ownership", TableUnit.PROGRAM),
  /** Tracked entities, one table per type of them; since 2.42. */
  TRACKED_ENTITY_INSTANCE("analytics_te", TableUnit.TRACKED_ENTITY_TYPE),
  /** Their events, one table per type of them and one partition per year of the event. */
  TRACKED_ENTITY_INSTANCE_EVENTS("analytics_te_event", TableUnit.TRACKED_ENTITY_TYPE),
  /** Their enrollments, one table per type of them. */
  TRACKED_ENTITY_INSTANCE_ENROLLMENTS("analytics_te_enrollment", TableUnit.TRACKED_ENTITY_TYPE);

  private final String tableName;
  private final TableUnit unit;

  AnalyticsTableType(String tableName, TableUnit unit) {
    this.tableName = tableName;
    this.unit = unit;
  }

  /**
   * Name of the table, or of the parent of its partitions; what the names of all tables begin with
   * if there are several.
   */
  public String tableName() {
    return tableName;
  }

  /** What there is one table for. */
  public TableUnit unit() {
    return unit;
  }

  /** Name of the table, or of the parent of its partitions, of the program or type of this uid. */
  public String tableName(String uid) {
    return tableName + "_" + uid.toLowerCase(Locale.ROOT);
  }
}
