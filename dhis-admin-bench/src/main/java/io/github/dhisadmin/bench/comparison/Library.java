package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.resourcetable.ResourceTableService;

/**
 * The services of the library that are measured.
 *
 * @param resourceTables builds the resource tables that both sides read
 * @param analyticsTables builds the data value tables
 */
public record Library(ResourceTableService resourceTables, AnalyticsTableService analyticsTables) {}
