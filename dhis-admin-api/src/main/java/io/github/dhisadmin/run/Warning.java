package io.github.dhisadmin.run;

/**
 * Something in the data that a run stepped over, counted, so that an operator can repair it.
 *
 * @param code stable identifier in capitals, such as {@code ORGANISATION_UNIT_CYCLE}
 * @param table the table that was being built
 * @param detail which objects, and what happened to them, with at most a handful of uids
 * @param count number of objects or rows concerned, at least 1
 */
public record Warning(String code, String table, String detail, long count) {}
