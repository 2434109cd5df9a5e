package io.github.dhisadmin.jooq.internal.resourcetable;

/**
 * A category or group set that has two columns in a table: one named by its uid, which holds uids,
 * and one for people, which holds names.
 *
 * @param id its key
 * @param uid its uid
 * @param nameColumn name of the column for people
 */
record Dimension(long id, String uid, String nameColumn) {}
