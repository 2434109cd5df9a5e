package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;

/**
 * What a run builds from, fixed at its start.
 *
 * @param schema what the database can do and how it spells its names
 * @param resources the resource tables
 * @param dimensions what becomes columns
 * @param settings what decides about rows
 * @param adminSchema the library's own schema, where work tables live
 */
record BuildInput(
    Dhis2Schema schema,
    ResourceTables resources,
    Dimensions dimensions,
    BuildSettings settings,
    String adminSchema) {

  /** The same without a limit on years. */
  BuildInput allYears() {
    return new BuildInput(schema, resources, dimensions, settings.allYears(), adminSchema);
  }
}
