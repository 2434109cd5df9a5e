package io.github.dhisadmin.jooq.internal.analytics;

import org.jooq.Record1;
import org.jooq.Select;

/**
 * Which rows of a source table a part is built from: those with certain values in a column, and no
 * others.
 *
 * @param table the name of the source table
 * @param column the name of its column
 * @param values the values, in order
 */
record SourceSplit(String table, String column, Select<Record1<Long>> values) {}
