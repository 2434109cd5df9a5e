package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.spi.AnalyticsTableEngine;
import io.github.dhisadmin.spi.EngineContext;

/**
 * Builds analytics tables in a DHIS2 database. Thread safe; the caller sees to one run at a time.
 */
public final class JooqAnalyticsTableEngine implements AnalyticsTableEngine {
  private final Database database;
  private final Dhis2Schema schema;
  private final SystemSettings settings;
  private final String adminSchema;

  /**
   * Works on a database.
   *
   * @param adminSchema the library's own schema, where work tables live
   */
  public JooqAnalyticsTableEngine(
      Database database, Dhis2Schema schema, SystemSettings settings, String adminSchema) {
    this.database = database;
    this.schema = schema;
    this.settings = settings;
    this.adminSchema = adminSchema;
  }

  @Override
  public AnalyticsTableResult build(AnalyticsTableUpdate update, EngineContext context) {
    return new AnalyticsRun(database, schema, settings, adminSchema, update, context).build();
  }

  static AnalyticsTableDefinition definition(
      AnalyticsTableType type,
      Dhis2Schema schema,
      Dimensions dimensions,
      BuildSettings settings,
      String adminSchema) {
    ResourceTables resources = new ResourceTables(schema);
    return switch (type) {
      case DATA_VALUE -> new DataValueTable(resources, dimensions, settings, schema, adminSchema);
      case COMPLETENESS -> new CompletenessTable(resources, dimensions, settings);
      case COMPLETENESS_TARGET -> new CompletenessTargetTable(resources, dimensions);
      case ORG_UNIT_TARGET -> new OrgUnitTargetTable(resources, dimensions);
    };
  }
}
