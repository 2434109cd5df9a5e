package io.github.dhisadmin.statistics;

/**
 * How much disk a table takes.
 *
 * @param name the table or materialised view, in DHIS2's schema
 * @param bytes all of it, with indexes and values stored apart
 * @param indexBytes its indexes alone
 */
public record TableSize(String name, long bytes, long indexBytes) {}
