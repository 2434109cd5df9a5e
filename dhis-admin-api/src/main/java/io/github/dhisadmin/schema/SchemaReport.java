package io.github.dhisadmin.schema;

/**
 * What the library found in the database it was given.
 *
 * @param family the version line the schema belongs to
 * @param schemaName the PostgreSQL schema that holds DHIS2's tables, usually {@code public}
 * @param postgis whether geometry columns can be used
 * @param serverVersion PostgreSQL's version number, such as 150019 for 15.19
 */
public record SchemaReport(
    SchemaFamily family, String schemaName, boolean postgis, int serverVersion) {}
